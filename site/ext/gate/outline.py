"""A page's body as its parts: headings, boxes, what the build places, and the texts between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gate.text import Role, Text
from guidance.directives import LINE as PLACEMENT
from guidance.facts import FENCE
from guidance.pages import Page

HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*$")
BOX = re.compile(r"^/{3,}(?:\s*([\w-]+)\s*(?:\|\s*(.*?)\s*)?)?$")
ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)]|:)\s+")
QUOTE = re.compile(r"^\s*(?:>\s?)+")
RULER = re.compile(r"^\s*\|?[\s:|-]*-[\s:|-]*$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body."""

    level: int
    raw: str
    line: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A box (`steps`), or a line that places something (`form`, with `word` `questionnaire`)."""

    name: str
    word: str
    line: int


@dataclass(slots=True)
class Outline:
    """The parts of a page, each in the order of the file."""

    headings: list[Heading] = field(default_factory=list)
    boxes: list[Placed] = field(default_factory=list)
    placements: list[Placed] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)


def outline(page: Page, lang: str) -> Outline:
    """The parts of the page; what stands in fenced code is no part of it."""
    reader = _Reader(page, lang)
    for number, line in enumerate(page.body.splitlines(), page.first_line):
        reader.take(number, line)
    reader.finish()
    return reader.found


class _Reader:
    """Goes through the body line by line, keeping the paragraph that is being read."""

    def __init__(self, page: Page, lang: str) -> None:
        self.found = Outline()
        self._page = page
        self._lang = lang
        self._fence = ""
        self._open: list[str] = []
        self._start = 0
        self._role = Role.PARAGRAPH

    def take(self, number: int, line: str) -> None:
        fence = FENCE.match(line)
        if fence or self._fence:
            self.finish()
            if fence:
                self._fence = "" if self._fence == fence[1] else self._fence or fence[1]
        elif not self._special(number, line):
            self._prose(number, line)

    def finish(self) -> None:
        """Ends the paragraph that is being read."""
        if self._open:
            self._add(self._start, self._role, "\n".join(self._open))
        self._open = []

    def _special(self, number: int, line: str) -> bool:
        heading, box, placed = HEADING.match(line), BOX.match(line), PLACEMENT.match(line)
        if not (heading or box or placed or line.lstrip().startswith("|") or not line.strip()):
            return False
        self.finish()
        if heading:
            self.found.headings.append(Heading(len(heading[1]), heading[2], number))
            self._add(number, Role.HEADING, heading[2])
        elif box and box[1]:
            self.found.boxes.append(Placed(box[1], "", number))
            self._add(number, Role.BOX, box[2] or "")
        elif placed:
            self.found.placements.append(Placed(placed[1], placed[2], number))
        elif line.lstrip().startswith("|") and not RULER.match(line):
            for cell in line.strip().strip("|").split("|"):
                self._add(number, Role.CELL, cell.strip())
        return True

    def _prose(self, number: int, line: str) -> None:
        item = ITEM.match(line)
        if item:
            self.finish()
        if not self._open:
            self._start = number
            self._role = Role.ITEM if item else Role.PARAGRAPH
        self._open.append(QUOTE.sub("", line[item.end() :] if item else line.strip()))

    def _add(self, line: int, role: Role, raw: str) -> None:
        if raw:
            self.found.texts.append(Text(self._page.path, line, self._lang, role, raw))
