"""How long to insist when the store is busy: full jitter, so that many who wait do not come back together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import uniform
from time import monotonic, sleep


@dataclass(frozen=True, slots=True)
class Patience:
    """Bounds of insisting; times in seconds."""

    tries: int = 7
    first: float = 0.05
    longest: float = 1.0
    total: float = 10.0
    """No try begins later: a store that hangs must leave time to tell the worker so."""
    wait: Callable[[float], None] = sleep
    draw: Callable[[float, float], float] = uniform
    elapsed: Callable[[], float] = monotonic

    def attempts(self) -> Iterator[int]:
        """Counts the tries from 0, waiting between two of them."""
        end = self.elapsed() + self.total
        for attempt in range(self.tries):
            if attempt:
                if self.elapsed() >= end:
                    return
                self.wait(self.draw(0, min(self.longest, self.first * 2 ** (attempt - 1))))
            yield attempt
