"""What people read, cut into pieces that keep their place in the editors' files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto
from pathlib import Path

from guidance.problems import Problem


class Role(StrEnum):
    """What a piece of text is on the page."""

    TITLE = auto()
    DESCRIPTION = auto()
    GUIDE = auto()
    HEADING = auto()
    BOX = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    CELL = auto()
    WORDS = auto()
    """An entry of a YAML file: a label, a message, a mail."""


@dataclass(frozen=True, slots=True)
class Text:
    """One paragraph, list item, cell, heading or entry, as its editor wrote it."""

    path: Path
    line: int
    """Where it starts in its file, from 1."""
    lang: str
    role: Role
    raw: str
    """Its Markdown; each new line is one of the file."""
    name: str = ""
    """The path of a YAML entry: `steps.you.title`."""

    def line_at(self, position: int, within: str = "") -> int:
        """The line of the file at which a position of `raw` stands, or of a text with the same new lines."""
        return self.line + (within or self.raw).count("\n", 0, position)

    def problem(self, kind: str, message: str, line: int = 0) -> Problem:
        """A fault of this text; at its start when no line is given."""
        return Problem(self.path, line or self.line, kind, message)


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that one file says in one language."""

    path: Path
    source: str
    """The same in both languages: `help/index.md`, `forms/_errors.yml`."""
    lang: str
    texts: tuple[Text, ...]
    critical: bool = False
    """A stale translation or an old fact on it is a fault, and not a warning."""


Unit = tuple[tuple[Text, ...], tuple[Text, ...]]
"""The same thing in the source language and in the other: two pages, or two entries of a form's words."""
