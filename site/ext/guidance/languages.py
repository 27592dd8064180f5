"""The two languages of the site, and how each writes dates and amounts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from guidance.typography import NARROW, WIDE

SOURCE = "fr"
"""The language in which editors write first; the other is its translation."""
LANGUAGES = (SOURCE, "en")
FOLDERS = {"fr": "", "en": "en/"}
"""Where the pages of a language stand below the root of the site."""

MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}


def other(lang: str) -> str:
    """The other language."""
    return next(each for each in LANGUAGES if each != lang)


def day(when: date, lang: str) -> str:
    """`1er mars 2026`, `1 March 2026`."""
    number = "1er" if lang == "fr" and when.day == 1 else str(when.day)
    return f"{number} {MONTHS[lang].split()[when.month - 1]} {when.year}"


def number(value: Decimal, lang: str) -> str:
    """`1 234,5` with narrow no-break spaces, `1,234.5`."""
    written = f"{value:,f}"
    if lang == "fr":
        written = written.replace(",", NARROW).replace(".", ",")
    return written


def euros(value: Decimal, lang: str) -> str:
    """`26,30 €`, `€26.30`; cents only where there are some."""
    exact = value.quantize(Decimal("0.01")) if value % 1 else value.quantize(Decimal(1))
    return f"{number(exact, lang)}{WIDE}€" if lang == "fr" else f"€{number(exact, lang)}"


def percent(value: Decimal, lang: str) -> str:
    """`0,2 %`, `0.2%`."""
    return f"{number(value, lang)}{WIDE}%" if lang == "fr" else f"{number(value, lang)}%"


def days(value: int, lang: str) -> str:
    """`15 jours`, `15 days`."""
    unit = {"fr": "jour", "en": "day"}[lang] + ("" if value == 1 else "s")
    return f"{value}{WIDE}{unit}"
