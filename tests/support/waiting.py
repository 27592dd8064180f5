"""Waits for what comes by itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")
LONGEST_SECONDS = 120


def eventually(look: Callable[[], Found], wanted: Callable[[Found], bool] = bool) -> Found:
    """What `look` gives once it is wanted; what it gave last when that takes too long."""
    deadline = time.monotonic() + LONGEST_SECONDS
    while not wanted(found := look()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found
