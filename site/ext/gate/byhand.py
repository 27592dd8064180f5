"""No fact is written out by hand where `facts.yml` has it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from gate.content import Content
from gate.formats import by_hand
from gate.plain import plain
from gate.text import Text
from guidance import languages
from guidance.problems import Problem

Patterns = Mapping[str, tuple[re.Pattern[str], tuple[str, ...]]]
"""For each pattern, the facts that it may stand for."""


def check(content: Content) -> Iterator[Problem]:
    """Each number, amount, time limit, day and address that should be the name of a fact."""
    patterns = {lang: _patterns(content, lang) for lang in languages.LANGUAGES}
    for document in content.pages + content.word_documents:
        for text in document.texts:
            yield from _written(text, patterns[document.lang])


def _patterns(content: Content, lang: str) -> Patterns:
    keys: dict[str, list[str]] = defaultdict(list)
    compiled: dict[str, re.Pattern[str]] = {}
    for key, fact in content.facts.items():
        pattern = by_hand(fact, lang)
        if pattern:
            compiled[pattern.pattern] = pattern
            keys[pattern.pattern].append(key)
    return {each: (compiled[each], tuple(keys[each])) for each in keys}


def _written(text: Text, patterns: Patterns) -> Iterator[Problem]:
    words = plain(text.raw)
    for pattern, keys in patterns.values():
        for found in pattern.finditer(words):
            names = " or ".join(f"`{{{{ {key} }}}}`" for key in keys)
            message = (
                f"“{' '.join(found[0].split())}” is written by hand: write {names}, or add a fact of its own"
            )
            yield text.problem("fact.by-hand", message, text.line_at(found.start(), words))
