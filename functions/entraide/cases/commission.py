"""The commission's packet: a file "without your name", for the regional body's social aid commission (CASS).

It is pseudonymous, not anonymous (`domain-review.md` M8): département, trade and age may be enough to recognise a
colleague. So what is not declared for the commission is withheld, amounts are rounded, dates lose their day, and places
are told as départements only where enough files of the same session share them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from entraide.agencies.vocabulary import Role
from entraide.forms.audience import columns_seen
from entraide.forms.checking import Checked
from entraide.forms.definition import ForCommission, Form
from entraide.forms.reading import Raw
from entraide.forms.reflection import FormField, fields
from entraide.forms.totals import totals
from entraide.forms.values.place import PlaceAnswer

ENOUGH: Final = 5
"""Files of a session that must share a département before it is told; below, the region is (`domain-review.md` M8)."""

_STEPS: Final = ((1_000, 50), (10_000, 100), (100_000, 1_000))
"""Amounts below the first are rounded to the second, in euros; larger ones to 10,000."""

_LARGEST_STEP: Final = 10_000
_BAND: Final = 10
_ADDED_UP: Final = frozenset({ForCommission.ROUNDED, ForCommission.AS_IS})


@dataclass(frozen=True, slots=True)
class File:
    """A file as the investigator prepared it for a session."""

    number: int
    """Its number in the session: the only name it has there."""
    form: type[Form]
    answers: Form
    texts: Mapping[str, str] = field(default_factory=dict)
    """The free texts that the investigator has read and cleared, by path, as they were cleared."""
    roles: frozenset[Role] = frozenset(Role)
    """Those of the body that instructs the file: the commission never sees more than the body does."""


@dataclass(frozen=True, slots=True)
class CommissionPacket:
    """What the commission sees of a file: plain data, fit for JSON."""

    number: int
    form: str
    answers: Mapping[str, Any]
    """By question's path."""
    totals: Mapping[str, int] = field(default_factory=dict)
    """What the form adds up, in euros, rounded, by code."""


@dataclass(frozen=True, slots=True)
class Places:
    """How communes are told: the département's name and the region's, from a postal code and an INSEE code."""

    departement: Callable[[PlaceAnswer], str]
    region: Callable[[PlaceAnswer], str]


def session_packets(files: Iterable[File], places: Places, today: date) -> tuple[CommissionPacket, ...]:
    """The packets of a session. A département is told only when `ENOUGH` files of the session have it."""
    listed = tuple(files)
    shared = Counter(
        (path, places.departement(value))
        for file in listed
        for path, asked, value in _declared(file)
        if asked.question.commission is ForCommission.REGION
    )
    return tuple(_packet(file, places, shared, today) for file in listed)


def _packet(file: File, places: Places, shared: Counter[tuple[str, str]], today: date) -> CommissionPacket:
    answers: dict[str, Any] = {}
    for path, asked, value in _declared(file):
        how = asked.question.commission
        if how is ForCommission.REGION:
            departement = places.departement(value)
            enough = shared[path, departement] >= ENOUGH
            answers[path] = departement if enough else places.region(value)
        elif how is ForCommission.CLEARED_TEXT:
            answers |= {path: file.texts[path]} if path in file.texts else {}
        elif asked.columns:
            columns = columns_seen(asked, file.roles)
            answers[path] = [_row(columns, row, today) for row in value]
        else:
            answers[path] = coarse(how, value, today)
    return CommissionPacket(file.number, file.form.id, answers, _totals(file))


def _declared(file: File) -> Iterable[tuple[str, FormField, Any]]:
    """The answers that are declared for the commission and that the body sees; all else is withheld."""
    for path, asked in fields(file.form).items():
        value = getattr(getattr(file.answers, asked.step), asked.name)
        withheld = asked.question.commission is ForCommission.WITHHELD
        if value is not None and not withheld and not asked.question.audience.isdisjoint(file.roles):
            yield path, asked, value


def _row(columns: Iterable[FormField], row: Any, today: date) -> Mapping[str, Any]:  # noqa: ANN401 - any row's model
    return {
        column.name: coarse(column.question.commission, value, today)
        for column in columns
        if (value := getattr(row, column.name)) is not None
        and column.question.commission is not ForCommission.WITHHELD
    }


def _totals(file: File) -> Mapping[str, int]:
    """The totals of which every part is told too: the others would tell something of what is withheld."""
    told = {path: value for path, asked, value in _declared(file) if asked.question.commission in _ADDED_UP}
    known = fields(file.form)
    return {
        each.code: rounded(amount)
        for each, amount in totals(Checked(file.form, told, {}, Raw({}, {})))
        if all(known[path].question.commission in _ADDED_UP for path in (*each.plus, *each.minus))
    }


def coarse(how: ForCommission, value: Any, today: date) -> Any:  # noqa: ANN401 - any field's type
    """An answer as coarse as the commission may see it, as plain data.

    Raises `ValueError` for what is never told by itself: places, free texts, what is withheld.
    """
    match how:
        case ForCommission.AS_IS:
            return [str(each) for each in value] if isinstance(value, tuple) else _plain(value)
        case ForCommission.ROUNDED:
            return rounded(value)
        case ForCommission.MONTH:
            return str(value)[:7]
        case ForCommission.YEAR:
            return str(value)[:4]
        case ForCommission.AGE_BAND:
            return age_band(str(value), today)
        case _:
            raise ValueError(how)


def _plain(value: object) -> object:
    return value if isinstance(value, (bool, int)) else str(value)


def rounded(amount: Decimal) -> int:
    """Euros, rounded the coarser the larger they are."""
    step = next((step for limit, step in _STEPS if abs(amount) < limit), _LARGEST_STEP)
    return int((amount / step).quantize(Decimal(1), ROUND_HALF_UP)) * step


def age_band(born: str, today: date) -> str:
    """`50-59` from a month of birth (`YYYY-MM`)."""
    year, month = (int(part) for part in born.split("-"))
    age = today.year - year - (today.month < month)
    first = max(0, age) // _BAND * _BAND
    return f"{first}-{first + _BAND - 1}"
