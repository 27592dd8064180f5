"""What becomes of a request as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from entraide.cases.model import Way


class Ending(StrEnum):
    """What is said first of a request, on the receipt and in the mail."""

    SENT = "sent"
    """To all its bodies."""
    PREPARED = "prepared"
    """The worker hands the file in to all of them."""
    MIXED = "mixed"
    ELSEWHERE = "elsewhere"
    """It goes to no body of the directory: the worker is told whom to turn to."""


def ending(ways: Iterable[Way]) -> Ending:
    """How a request ends whose destinations are reached in these ways."""
    found = set(ways)
    if not found:
        return Ending.ELSEWHERE
    return Ending.MIXED if len(found) > 1 else Ending(found.pop())
