"""What the gate says of the editors' folder, found in a process of its own so that pages are not kept waiting."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from gate.checks import problems
from gate.content import Content
from guidance.problems import ContentError, Problem

POLITE = 10
"""How far the gate gives way to the pages, as `nice` counts."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is wrong, each fault as a line that names its file (below the folder of the project) and line."""

    faults: tuple[str, ...] = ()
    """What fails the build."""
    warnings: tuple[str, ...] = ()
    """What is told, and lets the build go on."""

    def lines(self) -> tuple[str, ...]:
        """Everything, as it is said in the terminal."""
        return (*self.faults, *(f"warning: {each}" for each in self.warnings))


class Gate:
    """The gate, kept warm: its dictionaries are read once."""

    def __init__(self, content: Path, figures: Path) -> None:
        self._content = content.relative_to(Path.cwd()) if content.is_relative_to(Path.cwd()) else content
        self._figures = figures
        self._process = ProcessPoolExecutor(1, get_context("spawn"), initializer=os.nice, initargs=(POLITE,))

    def report(self) -> Report:
        """What the gate finds now; takes some seconds."""
        return self._process.submit(_report, self._content, self._figures).result()

    def close(self) -> None:
        """Ends the process."""
        self._process.shutdown(cancel_futures=True)


def said(content: Path, found: tuple[Problem, ...]) -> tuple[str, ...]:
    """The problems as lines: `content/fr/urgent.md:12: …`."""
    return tuple(f"{_place(content, each)}: {each.message}" for each in found)


def _place(content: Path, problem: Problem) -> str:
    path, root = problem.path.resolve(), content.resolve().parent
    below = path.relative_to(root) if path.is_relative_to(root) else path
    return f"{below.as_posix()}:{max(problem.line, 1)}"


def _report(content: Path, figures: Path) -> Report:
    try:
        faults, warnings = problems(Content.load(content, figures, datetime.now(UTC).date()))
    except ContentError as error:
        return Report(said(content, error.problems))
    return Report(said(content, tuple(faults)), said(content, tuple(warnings)))
