"""Every few minutes: gives an answer for each file whose check came to no end, and removes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from entraide.cases.uploads import GIVEN_UP_AFTER, Settling
from entraide.handlers.check import composition
from entraide.handlers.runtime import LambdaContext, logger


def handler(event: Mapping[str, Any], context: LambdaContext) -> dict[str, int]:
    """Entry point of the function `clear`; how many files were cleared."""
    del event
    cleared = clear(composition())
    logger().info("uploads-cleared", cleared=cleared, request=context.aws_request_id)
    return {"cleared": cleared}


def clear(settling: Settling) -> int:
    """Gives up every upload that has waited too long. Raises `StoreUnavailableError`."""
    waiting = list(settling.quarantine.waiting(settling.clock.now() - GIVEN_UP_AFTER))
    for each in waiting:
        settling.give_up(each)
    return len(waiting)
