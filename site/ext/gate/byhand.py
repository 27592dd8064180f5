"""No fact is written out by hand where `facts.yml` has it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from gate.content import Content
from gate.formats import by_hand, in_letters
from gate.plain import plain
from gate.text import Text
from guidance import languages
from guidance.problems import Problem

FIGURE = re.compile(r"\d|\w\.\w")
"""What nearly every fact has, and few texts."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What finds a value written by hand, and the facts that it may stand for."""

    pattern: re.Pattern[str]
    keys: tuple[str, ...]
    in_letters: bool


def check(content: Content) -> Iterator[Problem]:
    """Each number, amount, time limit, day and address that should be the name of a fact."""
    wanted = {lang: _wanted(content, lang) for lang in languages.LANGUAGES}
    for document in content.pages + content.word_documents:
        for text in document.texts:
            yield from _written(text, wanted[document.lang])


def _wanted(content: Content, lang: str) -> list[Wanted]:
    """One for each value, whichever facts have it."""
    keys: dict[str, list[str]] = defaultdict(list)
    compiled: dict[str, re.Pattern[str]] = {}
    for key, fact in content.facts.items():
        pattern = by_hand(fact, lang)
        if pattern:
            compiled[pattern.pattern] = pattern
            keys[pattern.pattern].append(key)
    return [
        Wanted(compiled[each], tuple(named), any(in_letters(content.facts[key], lang) for key in named))
        for each, named in keys.items()
    ]


def _written(text: Text, wanted: list[Wanted]) -> Iterator[Problem]:
    words = plain(text.raw)
    has_figure = bool(FIGURE.search(words))
    for each in wanted:
        for found in each.pattern.finditer(words) if has_figure or each.in_letters else ():
            names = " or ".join(f"`{{{{ {key} }}}}`" for key in each.keys)
            message = (
                f"“{' '.join(found[0].split())}” is written by hand: write {names}, or add a fact of its own"
            )
            yield text.problem("fact.by-hand", message, text.line_at(found.start(), words))
