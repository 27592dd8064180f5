"""Numbers and dates in French and English prose, read as what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from guidance.languages import MONTHS

SPACE = "[ \u00a0\u202f]"
NUMBERS = {
    "fr": re.compile(rf"(?<![\d.,])\d{{1,3}}(?:{SPACE}\d{{3}})+(?!{SPACE}?\d)(?:,\d+)?|\d+(?:[.,]\d+)?"),
    "en": re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"),
}
MONTH = {lang: f"({'|'.join(months.split())})" for lang, months in MONTHS.items()}
DATES = {
    "fr": re.compile(rf"\b(\d{{1,2}})(?:er)?\s+{MONTH['fr']}\s+(\d{{4}})\b", re.IGNORECASE),
    "en": re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+{MONTH['en']}\s+(\d{{4}})\b", re.IGNORECASE),
}
SHORT = re.compile(r"\b(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})/(\d{1,2})/(\d{4}))\b")

Found = tuple[date | Decimal, int]
"""What a figure means, and where it starts in the text."""


def figures(text: str, lang: str) -> Iterator[Found]:
    """The dates of a text, then its other numbers."""
    for found, value in _dates(text, lang):
        yield value, found.start()
        text = (
            text[: found.start()]
            + "\n".join(" " * len(each) for each in found[0].split("\n"))
            + text[found.end() :]
        )
    for number in NUMBERS[lang].finditer(text):
        yield value_of(number[0], lang), number.start()


def value_of(written: str, lang: str) -> Decimal:
    """The value of a number as `NUMBERS` finds it."""
    if lang == "fr":
        return Decimal(re.sub(SPACE, "", written).replace(",", "."))
    return Decimal(written.replace(",", ""))


def _dates(text: str, lang: str) -> list[tuple[re.Match[str], date]]:
    months = MONTHS[lang].casefold().split()
    found = [
        (each, _day(int(each[3]), months.index(each[2].casefold()) + 1, int(each[1])))
        for each in DATES[lang].finditer(text)
    ]
    for each in SHORT.finditer(text):
        year, month, day = (each[1], each[2], each[3]) if each[1] else (each[6], each[5], each[4])
        found.append((each, _day(int(year), int(month), int(day))))
    return [(each, day) for each, day in found if day]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
