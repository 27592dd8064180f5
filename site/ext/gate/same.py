"""What a text and its translation both say: the same facts, figures, dates and placeholders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial

from gate.content import Content
from gate.lists import Lists
from gate.numbers import figures
from gate.plain import HOLE, own_words
from gate.text import Role, Text, Unit
from guidance import facts, languages
from guidance.problems import Problem

Said = tuple[str, str, int]
"""What is said, the kind of fault when the other language does not say it, and the line."""


def check(content: Content) -> Iterator[Problem]:
    """Each thing that one language says more often than the other, where it says it."""
    for unit in content.units():
        for find in (_facts, partial(_figures, content.lists), _holes):
            yield from _difference(unit, find)


def _difference(unit: Unit, find: Callable[[Text], Iterator[Said]]) -> Iterator[Problem]:
    found: list[dict[tuple[str, str], list[tuple[Text, int]]]] = []
    for texts in unit:
        places = defaultdict(list)
        for text in texts:
            for said, kind, line in find(text):
                places[said, kind].append((text, line))
        found.append(places)
    before, after = found
    for said, kind in sorted(before.keys() | after.keys()):
        there, here = before.get((said, kind), []), after.get((said, kind), [])
        if len(there) == len(here):
            continue
        more = max((there, here), key=len)
        text, line = more[min(len(there), len(here))]
        other = "English" if text.lang == languages.SOURCE else "French"
        message = (
            f"{said} stands {_times(len(more))} here and {_times(min(len(there), len(here)))} in {other}"
        )
        yield text.problem(kind, f"{message}: make them the same", line)


def _times(number: int) -> str:
    return {0: "nowhere", 1: "once", 2: "twice"}.get(number, f"{number} times")


def _facts(text: Text) -> Iterator[Said]:
    for line, key in facts.places(text.raw):
        yield f"the fact `{key}`", "pair.facts", text.line + line - 1


def _holes(text: Text) -> Iterator[Said]:
    if text.role is Role.WORDS:
        for found in HOLE.finditer(text.raw):
            yield f"`{found[0]}`", "pair.placeholders", text.line_at(found.start())


def _figures(lists: Lists, text: Text) -> Iterator[Said]:
    words = lists.without_names(own_words(text))
    for value, start in figures(words, text.lang):
        line = text.line_at(start, words)
        if isinstance(value, date):
            yield f"the date {value}", "pair.dates", line
        else:
            yield f"the figure {_written(value)}", "pair.figures", line


def _written(value: Decimal) -> str:
    return f"{value.normalize():f}"
