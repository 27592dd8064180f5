"""All the checks, in one list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from gate import (
    acronyms,
    avoid,
    byhand,
    entries,
    freshness,
    known,
    links,
    markup,
    same,
    sentences,
    spelling,
    structure,
    tongue,
    trees,
)
from gate.content import Content
from guidance.problems import Problem

Check = Callable[[Content], Iterator[Problem]]
CHECKS: tuple[Check, ...] = tuple(
    module.check
    for module in (
        trees,
        structure,
        same,
        entries,
        freshness,
        known,
        byhand,
        links,
        markup,
        tongue,
        acronyms,
        sentences,
        avoid,
        spelling,
    )
)
WARNINGS = frozenset({"fact.due", "fact.due-critical", "fact.unused", "sentence.long", "translation.stale"})
"""Kinds that are told and let the build go on. No text becomes faulty by the passing of time alone."""


def problems(content: Content) -> tuple[list[Problem], list[Problem]]:
    """The faults and the warnings, each in the order of the files."""
    found = sorted(set(chain.from_iterable(check(content) for check in CHECKS)))
    return (
        [each for each in found if each.kind not in WARNINGS],
        [each for each in found if each.kind in WARNINGS],
    )
