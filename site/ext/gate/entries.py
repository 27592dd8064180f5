"""The words in YAML: the same names in both languages, none empty, none twice."""

from __future__ import annotations

from collections.abc import Iterator

from gate.content import Content, WordFile
from guidance import languages
from guidance.problems import Problem


def check(content: Content) -> Iterator[Problem]:
    """Names that one language lacks, empty words, and names that stand twice (in pages and facts too)."""
    yield from content.facts_file.twice
    for lang in languages.LANGUAGES:
        there = languages.other(lang)
        for source, file in content.words[lang].items():
            yield from file.read.twice
            yield from _empty(file)
            other = content.words[there].get(source)
            if other:
                yield from _missing(file, other, there)
        for front in content.fronts[lang].values():
            yield from front.twice


def _empty(file: WordFile) -> Iterator[Problem]:
    for entry in file.read.entries:
        if not entry.raw.strip():
            yield Problem(file.path, entry.line, "words.empty", f"`{entry.name}` is empty: write its words")


def _missing(file: WordFile, other: WordFile, there: str) -> Iterator[Problem]:
    known = {entry.name for entry in other.read.entries}
    for entry in file.read.entries:
        if entry.name not in known:
            message = f"`{entry.name}` is missing in content/{there}/{other.source}: write it there, or remove it here"
            yield Problem(file.path, entry.line, "pair.words", message)
