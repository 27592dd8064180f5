"""Answers as a person reads them, on the review page and on the receipt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from entraide.agencies.places import Gazetteer
from entraide.forms.controls import Control
from entraide.forms.reflection import FormField
from entraide.forms.values.email import readable_email
from entraide.forms.values.phone import readable_phone
from entraide.pages.words import LANGUAGES, Words

PARIS = ZoneInfo("Europe/Paris")


def display(
    asked: FormField,
    value: Any,  # noqa: ANN401 - any field's type
    words: Words,
    form: str,
    gazetteer: Gazetteer,
    written: tuple[str, ...] = (),
) -> str:
    """The answer in the language of the page; empty when there is none. `written` is where a column's words are."""
    if value is None or value == ():
        return ""
    control = asked.widget.control
    if asked.columns:
        return "\n".join(_row(asked, row, words, form, gazetteer) for row in value)
    if control is Control.PLACE:
        commune = gazetteer.commune(value.postal_code, value.commune)
        return f"{commune.name} ({value.postal_code})" if commune else value.postal_code
    if asked.options:
        chosen = ("yes" if value else "no",) if isinstance(value, bool) else _listed(value)
        at = written or question_keys(form, asked)
        # One choice on each line; in a row, which is one line itself, a comma.
        return (", " if written else "\n").join(words.text(*at, "options", each) for each in chosen)
    if control is Control.DAY:
        return day(value, words)
    if control is Control.MONTH:
        year, month = str(value).split("-")
        return words.text("interface", "time", "month", month=_month(words, int(month)), year=year)
    if control is Control.TICK:
        return words.text("interface", "form", "yes" if value else "no")
    return euros(value, words) if control is Control.EUROS else _READABLE.get(control, str)(value)


def question_keys(form: str, asked: FormField) -> tuple[str, ...]:
    """Where the words of a question stand."""
    return ("forms", form, "steps", asked.step, "questions", asked.name)


def euros(amount: Decimal, words: Words) -> str:
    """`1 234,50 €` in French, `€1,234.50` in English; whole amounts without cents."""
    whole = amount == amount.to_integral_value()
    text = _grouped(f"{amount:,.0f}" if whole else f"{amount:,.2f}", words)
    if words.lang == LANGUAGES[0]:
        return f"{text}\u00a0€"
    return f"-€{text[1:]}" if text.startswith("-") else f"€{text}"


def counted(count: int, words: Words) -> str:
    """`1 000` in French, `1,000` in English."""
    return _grouped(f"{count:,}", words)


def _grouped(text: str, words: Words) -> str:
    """A number written the English way, in the way of the language."""
    return text.replace(",", "\u202f").replace(".", ",") if words.lang == LANGUAGES[0] else text


def day(value: date, words: Words) -> str:
    """`1er novembre 2026`, `1 November 2026`."""
    said = {"day": _day(words, value.day), "month": _month(words, value.month)}
    return words.text("interface", "time", "date", year=value.year, **said)


def moment(value: datetime, words: Words) -> str:
    """Date and time in Paris, as the person's letters and calls will say."""
    there = value.astimezone(PARIS)
    return words.text(
        "interface",
        "time",
        "moment",
        day=_day(words, there.day),
        month=_month(words, there.month),
        year=there.year,
        hour=there.hour,
        minute=f"{there.minute:02}",
    )


def _row(asked: FormField, row: Any, words: Words, form: str, gazetteer: Gazetteer) -> str:  # noqa: ANN401
    """A row on one line: its answers, in the order of the page, each after its short name where it has one."""
    at = (*question_keys(form, asked), "columns")
    told = []
    for each in asked.columns:
        shown = display(each, getattr(row, each.name), words, form, gazetteer, (*at, each.name))
        name = words.optional(*at, each.name, "short")
        told += [f"{name}{words.colon} {shown}" if name else shown] if shown else []
    return ", ".join(told)


def _listed(value: Any) -> tuple[str, ...]:  # noqa: ANN401
    return tuple(str(each) for each in value) if isinstance(value, tuple) else (str(value),)


def _day(words: Words, number: int) -> str:
    return words.text("interface", "time", "first") if number == 1 else str(number)


def _month(words: Words, number: int) -> str:
    return str(words.node("interface", "time", "months")[number - 1])


def _siret(number: str) -> str:
    """In the groups that people read it in."""
    groups = [number[0:3], number[3:6], number[6:9], number[9:]]
    return "\u00a0".join(group for group in groups if group)


_READABLE: Final[Mapping[Control, Callable[[str], str]]] = {
    Control.SIRET: _siret,
    Control.PHONE: readable_phone,
    Control.EMAIL: readable_email,
}
"""Stored texts that are written in another way for people; the others are shown as they are."""
