"""What is wrong in the editors' files, said with file and line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault; prints as `content/fr/urgent.md:12: unknown fact `phone.x``."""

    path: Path
    line: int
    """From 1; 0 when the fault is the file's as a whole."""
    kind: str
    """A short code, the same for all faults of a kind: `fact.unknown`."""
    message: str
    """A sentence in plain words that says what to do."""

    def __str__(self) -> str:
        path = self.path.relative_to(Path.cwd()) if self.path.is_relative_to(Path.cwd()) else self.path
        where = f"{path.as_posix()}:{self.line}" if self.line else path.as_posix()
        return f"{where}: {self.message}"


class ContentError(Exception):
    """The editors' files do not make a site."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)  # all that is needed to make it again in another process
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(str(each) for each in self.problems)


class BuildError(Exception):
    """The site was not built; the sentence says what to do."""
