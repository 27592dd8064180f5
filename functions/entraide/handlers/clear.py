"""Every few minutes: gives an answer for each file whose check came to no end, and removes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from entraide.cases.model import StoreUnavailableError
from entraide.cases.uploads import GIVEN_UP_AFTER, Settling
from entraide.handlers.check import composition
from entraide.handlers.runtime import LambdaContext, logger
from entraide.storage.serialisation import UnreadableItemError


def handler(event: Mapping[str, Any], context: LambdaContext) -> dict[str, int]:
    """Entry point of the function `clear`; how many files were cleared."""
    del event
    cleared = clear(composition())
    logger().info("uploads-cleared", cleared=cleared, request=context.aws_request_id)
    return {"cleared": cleared}


def clear(settling: Settling) -> int:
    """Gives up every upload that has waited too long: one that cannot be given up keeps no other waiting.

    Raises, when all have been tried, the last `StoreUnavailableError` or `UnreadableItemError`.
    """
    waiting = list(settling.quarantine.waiting(settling.clock.now() - GIVEN_UP_AFTER))
    last: Exception | None = None
    for each in waiting:
        try:
            settling.give_up(each)
        except (StoreUnavailableError, UnreadableItemError) as error:
            logger().warning("upload-not-cleared", upload=each.upload.id, cause=str(error))
            last = error
    if last:
        raise last
    return len(waiting)
