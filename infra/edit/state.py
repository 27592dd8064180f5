"""What the preview shows, and what is wrong with it: written by the one who watches, awaited by the browsers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from threading import Condition

from infra.edit.report import Report


@dataclass(frozen=True, slots=True)
class Shown:
    """The state at one moment."""

    number: int = 0
    """Grows with every change of what follows."""
    pages: int = 0
    """Grows when the pages have been read again: the browser then asks for its page once more."""
    broken: tuple[str, ...] = ()
    """Why the folder cannot be shown as it is; the preview stays as it was."""
    report: Report = field(default_factory=Report)


class State:
    """The present state; changes wake who waits."""

    def __init__(self) -> None:
        self._shown = Shown()
        self._changed = Condition()

    def read(self) -> None:
        """The pages have been read again."""
        now = self._shown
        self._set(replace(now, pages=now.pages + 1, broken=()))

    def broke(self, why: tuple[str, ...]) -> None:
        """They could not be."""
        self._set(replace(self._shown, broken=why))

    def reported(self, report: Report) -> None:
        """The gate has read the folder."""
        self._set(replace(self._shown, report=report))

    def after(self, number: int, seconds: float) -> Shown:
        """The state as soon as its number is another one, or after some seconds as it is."""
        with self._changed:
            self._changed.wait_for(lambda: self._shown.number != number, seconds)
            return self._shown

    def _set(self, shown: Shown) -> None:
        with self._changed:
            self._shown = replace(shown, number=self._shown.number + 1)
            self._changed.notify_all()
