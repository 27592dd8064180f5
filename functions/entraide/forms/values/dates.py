"""Days and months, from three or two inputs or an ISO date."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Final

from pydantic import BeforeValidator, WithJsonSchema

from entraide.forms.controls import Control, Widget
from entraide.forms.values.codes import FormCode, ValueCode
from entraide.forms.values.errors import refusal
from entraide.forms.values.folding import fold, typed

_LIMIT: Final = 30
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2100
_LAST_DAY: Final = 31
_LAST_MONTH: Final = 12
_PARTS_OF_DAY: Final = ("day", "month", "year")
_PARTS_OF_MONTH: Final = ("month", "year")
_ISO_DAY: Final = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_ISO_MONTH: Final = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})")
_DAY: Final = re.compile(r"([0-9]{1,2})(?:er|st|nd|rd|th)?", re.IGNORECASE)
_NAMES: Final = (
    "janvier janv january jan",
    "fevrier fevr fev february feb",
    "mars mar march",
    "avril avr april apr",
    "mai may",
    "juin june jun",
    "juillet juil july jul",
    "aout august aug",
    "septembre sept september sep",
    "octobre oct october",
    "novembre nov november",
    "decembre dec december",
)
_MONTH_OF_NAME: Final = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_MISSING: Final = {
    "day": ValueCode.DATE_DAY_MISSING,
    "month": ValueCode.DATE_MONTH_MISSING,
    "year": ValueCode.DATE_YEAR_MISSING,
}


def parse_day(raw: object) -> date:
    """A date of 1900 to 2100, from `{"day": "3", "month": "avril", "year": "2026"}` or `"2026-04-03"`.

    Month names are read in French and in English, with or without accents. An error about one part says
    which one in its context (`part`). Raises `value.type`, `required`, and the codes in `date.`.
    """
    if isinstance(raw, date) and not isinstance(raw, datetime):
        parts = {"day": str(raw.day), "month": str(raw.month), "year": f"{raw.year:04}"}
    else:
        parts = _parts(raw, _PARTS_OF_DAY, _ISO_DAY, ValueCode.DATE_SHAPE)
    day, month, year = _day(parts["day"]), _month(parts["month"]), _year(parts["year"])
    try:
        return date(year, month, day)
    except ValueError as impossible:
        raise refusal(ValueCode.DATE_IMPOSSIBLE, part="day") from impossible


def parse_month(raw: object) -> str:
    """A month of 1900 to 2100 as `YYYY-MM`, from `{"month": "4", "year": "2026"}` or `"2026-04"`.

    Raises as `parse_day`, and `month.shape` for another text.
    """
    parts = _parts(raw, _PARTS_OF_MONTH, _ISO_MONTH, ValueCode.MONTH_SHAPE)
    month, year = _month(parts["month"]), _year(parts["year"])
    return f"{year:04}-{month:02}"


def _parts(raw: object, names: tuple[str, ...], iso: re.Pattern[str], shape: ValueCode) -> dict[str, str]:
    """The parts as text, all of them there."""
    if isinstance(raw, str):
        found = iso.fullmatch(typed(raw, _LIMIT, shape))
        if found is None:
            raise refusal(shape)
        return found.groupdict()
    if not isinstance(raw, Mapping) or not set(raw) <= set(names):
        raise refusal(ValueCode.TYPE)
    parts = {name: _part(raw.get(name), shape) for name in names}
    if not any(parts.values()):
        raise refusal(FormCode.REQUIRED)
    missing = next((name for name in names if not parts[name]), None)
    if missing:
        raise refusal(_MISSING[missing], part=missing)
    return parts


def _part(raw: object, shape: ValueCode) -> str:
    if raw is None:
        return ""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(max(-1, min(raw, _LAST_YEAR + 1)))
    if not isinstance(raw, str):
        raise refusal(ValueCode.TYPE)
    if len(raw) > _LIMIT:
        raise refusal(shape)
    return fold(raw).strip()


def _day(text: str) -> int:
    found = _DAY.fullmatch(text)
    if found is None or not 1 <= int(found[1]) <= _LAST_DAY:
        raise refusal(ValueCode.DATE_DAY, part="day")
    return int(found[1])


def _month(text: str) -> int:
    if re.fullmatch("[0-9]{1,2}", text):
        number = int(text)
    else:
        letters = unicodedata.normalize("NFD", text.casefold())
        name = "".join(each for each in letters if not unicodedata.combining(each)).removesuffix(".")
        number = _MONTH_OF_NAME.get(name, 0)
    if not 1 <= number <= _LAST_MONTH:
        raise refusal(ValueCode.DATE_MONTH, part="month")
    return number


def _year(text: str) -> int:
    if re.fullmatch("'?[0-9]{2}", text):
        raise refusal(ValueCode.DATE_YEAR_SHORT, part="year")
    if not re.fullmatch("[0-9]{4}", text):
        raise refusal(ValueCode.DATE_YEAR, part="year")
    if not _FIRST_YEAR <= int(text) <= _LAST_YEAR:
        raise refusal(ValueCode.DATE_YEAR_FAR, part="year")
    return int(text)


def _sent(iso: str, parts: tuple[str, ...]) -> WithJsonSchema:
    part = {"anyOf": [{"type": "string", "maxLength": _LIMIT}, {"type": "integer"}]}
    pieces = {"type": "object", "properties": dict.fromkeys(parts, part), "additionalProperties": False}
    return WithJsonSchema({"anyOf": [{"type": "string", "examples": [iso]}, pieces]}, mode="validation")


Day = Annotated[
    date,
    Widget(Control.DAY, parts=_PARTS_OF_DAY, inputmode="numeric"),
    BeforeValidator(parse_day),
    _sent("2026-04-03", _PARTS_OF_DAY),
    WithJsonSchema({"type": "string", "format": "date"}, mode="serialization"),
]
"""A day, stored as an ISO date."""

Month = Annotated[
    str,
    Widget(Control.MONTH, parts=_PARTS_OF_MONTH, inputmode="numeric"),
    BeforeValidator(parse_month),
    _sent("2026-04", _PARTS_OF_MONTH),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}, mode="serialization"),
]
"""A month, stored as `YYYY-MM`."""
