"""The editors' lists in `content/words`: words to avoid, acronyms, names, and words that no dictionary has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from guidance import yamlfile
from guidance.languages import LANGUAGES
from guidance.problems import ContentError, Problem


@dataclass(frozen=True, slots=True)
class Avoided:
    """Words to avoid, with what to write instead."""

    words: tuple[str, ...]
    use: str
    unless: tuple[str, ...] = ()
    """Phrases in which the word is right."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What `content/words` holds."""

    avoided: Mapping[str, tuple[Avoided, ...]] = field(default_factory=dict)
    """By language."""
    vague: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Link texts that say nothing, by language."""
    acronyms: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """For each acronym and language, the ways to explain it."""
    common: frozenset[str] = frozenset()
    """Acronyms that need no explanation."""
    spelling: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Words that the dictionary of the language lacks, in small letters."""
    names: tuple[str, ...] = ()
    """Proper names, which are no passage in another language, longest first."""

    def without_names(self, words: str) -> str:
        """The words with spaces in the places of the proper names."""
        return _pattern(self.names).sub(lambda found: re.sub(r"\S", " ", found[0]), words)


def load(folder: Path) -> Lists:
    """The lists of the folder; a file that is not there is an empty list.

    Raises:
        ContentError: a list is no YAML, or an entry lacks what it needs.
    """
    avoided, vague, spelling = {}, {}, {}
    for lang in LANGUAGES:
        path = folder / f"avoid.{lang}.yml"
        tree = _tree(path)
        avoided[lang] = tuple(_avoided(entry, path) for entry in tree.get("words") or ())
        vague[lang] = _phrases(tree.get("links"))
        spelling[lang] = frozenset(word.casefold() for word in _lines(folder / f"{lang}.txt"))
    tree = _tree(folder / "acronyms.yml")
    acronyms = {
        str(name): {lang: _phrases(ways.get(lang)) for lang in LANGUAGES}
        for name, ways in (tree.get("acronyms") or {}).items()
    }
    names = tuple(sorted(_lines(folder / "names.txt"), key=len, reverse=True))
    return Lists(avoided, vague, acronyms, frozenset(_phrases(tree.get("common"))), spelling, names)


def phrase(words: str) -> str:
    """A pattern for the words, whatever spaces, line ends and apostrophes stand between them."""
    return r"\s+".join(re.sub("['’]", "['’]", re.escape(word)) for word in words.split())


@cache
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(phrase(name) for name in names) or r"(?!)")


def _avoided(entry: Any, path: Path) -> Avoided:  # noqa: ANN401 - as YAML gives it
    if not isinstance(entry, dict) or not entry.get("avoid") or not entry.get("use"):
        message = f"each entry of words has `avoid` and `use`, and this one has not: {entry}"
        raise ContentError((Problem(path, 0, "lists", message),))
    return Avoided(_phrases(entry["avoid"]), str(entry["use"]), _phrases(entry.get("unless")))


def _phrases(value: str | Sequence[str] | None) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(str(each) for each in value or ())


def _tree(path: Path) -> Mapping[str, Any]:
    return yamlfile.read(path) if path.exists() else {}


def _lines(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
