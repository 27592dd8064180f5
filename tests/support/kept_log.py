"""All that the functions log during a test, and the context that Lambda gives them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from entraide.handlers.runtime import logger


@dataclass
class Context:
    """Lambda's context, as far as the handlers use it."""

    aws_request_id: str = "11111111-2222-3333-4444-555555555555"
    invoked_function_arn: str = "arn:aws:lambda:eu-west-3:123456789012:function:submit"

    def get_remaining_time_in_millis(self) -> int:
        return 10_000


class Kept(logging.Handler):
    """Keeps all that any logger is told, in full."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append({**record.__dict__, "said": record.getMessage()})


@contextmanager
def kept_log() -> Iterator[Kept]:
    """All the records until the end of the context."""
    logger()  # the functions' own, which hides itself from those who listen before it is there
    kept, root = Kept(), logging.getLogger()
    level = root.level
    root.addHandler(kept)
    root.setLevel(logging.DEBUG)
    yield kept
    root.removeHandler(kept)
    root.setLevel(level)
