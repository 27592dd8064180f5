"""The usual ways to write a fact's value by hand, as patterns that find them in prose."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from gate.lists import phrase
from guidance.facts import Fact
from guidance.languages import MONTHS

SPACE = "[ \u00a0\u202f]"
GAP = "[ \u00a0\u202f.-]?"
LONG_NUMBER = 4
"""Digits from which a phone number is one on its own; a shorter one is one after `appelez`, `call`…"""
SENTENCE = 5
"""Words from which a text without a number is somebody's very sentence."""
CALL = {
    "fr": r"(?:appele[zr]|compose[zr]|faites|joindre|numéro|samu)\s+(?:au\s+|le\s+)?\W{0,2}",
    "en": r"(?:call|dial|ring|number|phone)\s+(?:on\s+)?\W{0,2}",
}
UNIT = {
    "amount": {"fr": rf"{SPACE}?(?:€|euros?\b|EUR\b)", "en": rf"{SPACE}?(?:€|euros?\b|EUR\b)"},
    "percent": {"fr": rf"{SPACE}?(?:%|pour{SPACE}cent)", "en": rf"{SPACE}?(?:%|per{SPACE}?cent)"},
    "days": {"fr": rf"{SPACE}(?:\w+{SPACE})?jours?\b", "en": rf"[ \u00a0\u202f-](?:\w+{SPACE})?days?\b"},
}
ONES = {
    "fr": (
        "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
        "dix-huit dix-neuf vingt"
    ),
    "en": (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty"
    ),
}
"""The numbers that have a word of their own, from 0."""
TENS = {
    "fr": "vingt trente quarante cinquante soixante",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
}
"""From 20."""
START, END = r"(?<![\w.,/-])", r"(?![\w/]|[.,]\d)"


def by_hand(fact: Fact, lang: str) -> re.Pattern[str] | None:
    """What finds the fact where it is written out in this language; None when its value is too common to tell."""
    match fact.kind:
        case "phone":
            pattern = _phone(fact.value, lang)
        case "url":
            pattern = _url(fact.value)
        case "amount" | "percent" | "days":
            pattern = _measured(fact, lang)
        case "date":
            pattern = _date(date.fromisoformat(fact.value))
        case _:
            pattern = _words(fact, lang)
    return re.compile(pattern, re.IGNORECASE) if pattern else None


def in_letters(fact: Fact, lang: str) -> bool:
    """Whether the fact may stand in letters alone, without a digit and without a dot as in `caf.fr`."""
    match fact.kind:
        case "amount" | "percent" | "days":
            return bool(in_words(int(Decimal(fact.value)), lang))
        case "text":
            return not re.search(r"\d", fact.text(lang))
    return False


def in_words(number: int, lang: str) -> str:
    """`quarante-cinq`, `forty-five`; empty for numbers that the patterns do not spell out."""
    ones, tens = ONES[lang].split(), TENS[lang].split()
    if number < len(ones):
        return ones[number]
    ten, one = divmod(number, 10)
    if ten - 2 >= len(tens):
        return ""
    if lang == "fr" and one == 1:
        return f"{tens[ten - 2]} et un"
    return f"{tens[ten - 2]}-{ones[one]}" if one else tens[ten - 2]


def _phone(value: str, lang: str) -> str:
    digits = re.sub(r"\D", "", value)
    number = GAP.join(digits)
    if len(digits) < LONG_NUMBER:
        return CALL[lang] + rf"{digits}\b(?!\s*%)"
    if digits.startswith("0") and len(digits) > LONG_NUMBER:
        number = rf"(?:0|(?:\+|00){GAP}33{GAP}(?:\(0\){GAP})?){GAP}{GAP.join(digits[1:])}"
    return START.replace("/", "") + number + END


def _url(value: str) -> str:
    bare = re.sub(r"^https?://(www\.)?|/$", "", value)
    return rf"(?<![\w.@/-])(?:https?://)?(?:www\.)?{re.escape(bare)}/?(?![\w/@-]|\.\w)"


def _measured(fact: Fact, lang: str) -> str:
    value = Decimal(fact.value)
    number = _number(value, lang)
    if value % 1 == 0 and (words := in_words(int(value), lang)):
        number = rf"(?:{number}|{words})"
    pattern = START + number + UNIT[fact.kind][lang]
    return pattern + rf"|€{SPACE}?{number}{END}" if fact.kind == "amount" else pattern


def _number(value: Decimal, lang: str) -> str:
    whole, _, cents = f"{value:f}".partition(".")
    groups = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", rf"(?:{SPACE})?" if lang == "fr" else ",?", whole)
    point = "," if lang == "fr" else r"\."
    if not cents.rstrip("0"):
        return rf"{groups}(?:{point}0+)?"
    return rf"{groups}{point}{cents.rstrip('0')}0*"


def _date(value: date) -> str:
    ways = [rf"{value:%Y-%m-%d}", rf"0?{value.day}/0?{value.month}/{value.year}"]
    for months in MONTHS.values():
        month = months.split()[value.month - 1]
        ways.append(rf"{value.day}(?:er|st|nd|rd|th)?\s+{month}\s+{value.year}")
        ways.append(rf"{month}\s+{value.day}(?:st|nd|rd|th)?,?\s+{value.year}")
    return rf"\b(?:{'|'.join(ways)})\b"


def _words(fact: Fact, lang: str) -> str:
    """The words themselves, when they hold a number or make a sentence.

    A lone number (`9`, `2022`) or a name (`the respite aid`) could be meant otherwise.
    """
    words = fact.text(lang)
    count = len(words.split())
    if count < 2 or (count < SENTENCE and not re.search(r"\d", words)):  # noqa: PLR2004 - one word says too little
        return ""
    return START + phrase(words) + r"(?!\w)"
