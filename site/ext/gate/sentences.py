"""Sentences: where each starts, how long it is, and those that are too long."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gate.content import Content
from gate.plain import plain
from gate.text import Document, Role, Text
from guidance.problems import Problem

LONGEST = 25
"""Words that a sentence may have."""
ALLOWED = 2
"""Longer sentences that a page or a form may have before it is a fault."""
END = re.compile(r"(?<!\b[A-Z])[.!?…]+[»”\"')]*\s+(?=[\W_]*[A-ZÀ-Ý0-9])|\n\s*\n")
COUNTED = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is read."""

    words: str
    line: int

    @property
    def length(self) -> int:
        """Its number of words, as spaces part them; signs alone do not count."""
        return sum(bool(COUNTED.search(word)) for word in self.words.split())


def sentences(text: Text, fact: Callable[[str], str]) -> Iterator[Sentence]:
    """The sentences of a text, with the facts in their places."""
    words = plain(text.raw, fact=fact, hole="x")
    start = 0
    for end in [*(found.end() for found in END.finditer(words)), len(words)]:
        piece = words[start:end]
        if COUNTED.search(piece):
            lead = len(piece) - len(piece.lstrip())
            yield Sentence(" ".join(piece.split()), text.line_at(start + lead, words))
        start = end


def check(content: Content) -> Iterator[Problem]:
    """Each sentence that is too long: a warning for the first few of a file, a fault beyond."""
    for document in content.pages + content.word_documents:
        for number, sentence in enumerate(_long(document, content.said(document.lang))):
            shown = " ".join(sentence.words.split()[:6])
            message = f"this sentence has {sentence.length} words, cut it below {LONGEST + 1}: “{shown}…”"
            kind = "sentence.long" if number < ALLOWED else "sentence.many"
            yield Problem(document.path, sentence.line, kind, message)


def _long(document: Document, fact: Callable[[str], str]) -> Iterator[Sentence]:
    for text in document.texts:
        if text.role is not Role.DESCRIPTION:
            yield from (each for each in sentences(text, fact) if each.length > LONGEST)
