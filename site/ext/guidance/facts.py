"""The facts of `content/facts.yml`: each phone number, amount, deadline and official link, once.

A fact is written `{{ key }}` in a page or in the words of a form. Its mark says whether it may be published: A is,
B is with "to be confirmed" and its date, C never (`domain-review.md`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from guidance import languages, yamlfile
from guidance.problems import ContentError, Problem

PLACE = re.compile(r"\{\{\s*([a-z0-9.-]+)\s*\}\}")
"""Where a page names a fact."""
KINDS = ("phone", "url", "amount", "days", "date", "text", "percent")
MARKS = ("A", "B", "C")
SOURCES = {"source": "fr", "source_en": "en"}
"""Where an entry names its source, and in which language."""
FENCE = re.compile(r"^ {0,3}(```|~~~)")
CODE = re.compile(r"`[^`]*`")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact, with where it was read and when."""

    key: str
    kind: str
    value: str
    """What a link, a call or a calculation uses."""
    words: Mapping[str, str]
    """What the reader sees, by language, where the value alone would not do."""
    mark: str
    sources: Mapping[str, str]
    """Where it was read, by language: a source is named in French, and in English where its name is no proper name."""
    checked: date
    recheck: date
    line: int
    """Where it stands in the file, from 1."""

    @property
    def to_confirm(self) -> bool:
        """Published only with "to be confirmed"."""
        return self.mark == "B"

    @property
    def anchor(self) -> str:
        """The id of its source at the foot of a page."""
        return "source-" + self.key.replace(".", "-")

    def href(self) -> str | None:
        """The address of a phone number or of a link; None for the other kinds."""
        match self.kind:
            case "phone":
                return "tel:" + re.sub(r"[^\d+]", "", self.value)
            case "url":
                return self.value
        return None

    def text(self, lang: str) -> str:
        """What the reader sees, without any link."""
        return self.words.get(lang) or self._formatted(lang)

    def confirmation(self, lang: str) -> str:
        """`à confirmer, 21 novembre 2026`."""
        said = {"fr": "à confirmer", "en": "to be confirmed"}[lang]
        return f"{said}, {languages.day(self.checked, lang)}"

    def plain(self, lang: str) -> str:
        """What the reader sees where no link can be: titles, mails, descriptions."""
        return f"{self.text(lang)} ({self.confirmation(lang)})" if self.to_confirm else self.text(lang)

    def _formatted(self, lang: str) -> str:
        match self.kind:
            case "amount":
                return languages.euros(Decimal(self.value), lang)
            case "percent":
                return languages.percent(Decimal(self.value), lang)
            case "days":
                return languages.days(int(self.value), lang)
            case "date":
                return languages.day(date.fromisoformat(self.value), lang)
            case "url":
                return re.sub(r"^https?://(www\.)?|/$", "", self.value)
        return self.value


Facts = Mapping[str, Fact]


def load(path: Path) -> Facts:
    """The facts of the file.

    Raises:
        ContentError: with one problem for each entry that is incomplete or of an unknown kind or mark.
    """
    entries, lines = yamlfile.read(path), yamlfile.lines(path)
    facts: dict[str, Fact] = {}
    problems: list[Problem] = []
    for key, entry in entries.items():
        message = _fault(entry)
        if message:
            problems.append(Problem(path, lines.get(key, 0), "fact.entry", f"fact `{key}`: {message}"))
        else:
            facts[key] = _fact(key, entry, lines.get(key, 0))
    if problems:
        raise ContentError(tuple(problems))
    return facts


def places(text: str) -> Iterator[tuple[int, str]]:
    """Each fact that a Markdown text names, with its line from 1; code is not looked at."""
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        match = FENCE.match(line)
        if match:
            fence = "" if fence == match[1] else fence or match[1]
        elif not fence:
            yield from ((number, found) for found in PLACE.findall(CODE.sub("", line)))


def fault(facts: Facts, key: str) -> tuple[str, str] | None:
    """Why a page may not name this fact, as a problem's kind and words; None when it may."""
    if key not in facts:
        return "fact.unknown", f"there is no fact `{key}` in content/facts.yml"
    if facts[key].mark == "C":
        return "fact.unpublished", f"the fact `{key}` has the mark C: it is never published; take it out"
    return None


def fill(text: str, facts: Facts, lang: str, *, bare: bool = False) -> str:
    """The text with the facts' plain words in their places; `bare`, without "to be confirmed".

    Raises:
        KeyError: a fact is unknown.
    """
    said = Fact.text if bare else Fact.plain
    return PLACE.sub(lambda match: said(facts[match[1]], lang), text)


def _fact(key: str, entry: Mapping[str, Any], line: int) -> Fact:
    return Fact(
        key=key,
        kind=entry["kind"],
        value=str(entry["value"]),
        words={lang: str(entry[lang]) for lang in languages.LANGUAGES if entry.get(lang)},
        mark=entry["mark"],
        sources={lang: str(entry[name]) for name, lang in SOURCES.items() if entry.get(name)},
        checked=entry["checked"],
        recheck=entry["recheck"],
        line=line,
    )


def _fault(entry: object) -> str:
    """What is wrong with an entry, in plain words; empty when nothing is."""
    if not isinstance(entry, dict):
        return "kind, value, mark, source, checked and recheck are expected below it"
    missing = [
        name for name in ("kind", "value", "mark", "source", "checked", "recheck") if not entry.get(name)
    ]
    if missing:
        return f"{', '.join(missing)} is missing"
    if entry["kind"] not in KINDS:
        return f"kind `{entry['kind']}` is none of {', '.join(KINDS)}"
    if entry["mark"] not in MARKS:
        return f"mark `{entry['mark']}` is none of A, B, C"
    if not all(isinstance(entry[name], date) for name in ("checked", "recheck")):
        return "checked and recheck are dates, as 2026-11-21"
    return _value_fault(entry["kind"], str(entry["value"]))


def _value_fault(kind: str, value: str) -> str:
    try:
        match kind:
            case "amount" | "percent":
                Decimal(value)
            case "days":
                int(value)
            case "date":
                date.fromisoformat(value)
    except (InvalidOperation, ValueError):
        return f"`{value}` is no {kind}; write 1234.50, 30 or 2026-11-21"
    if kind == "url" and not value.startswith("https://"):
        return f"the address `{value}` must start with https://"
    return ""
