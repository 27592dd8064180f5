"""From stored values back to what stands in the inputs of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from entraide.forms.controls import Control
from entraide.forms.values.email import readable_email
from entraide.forms.values.phone import readable_phone

Inputs = str | dict[str, str] | list[str]
"""A text; texts by part (`day`, `month`, `year`); or the boxes that are ticked."""

_SIREN_GROUPS: Final = (slice(0, 3), slice(3, 6), slice(6, 9), slice(9, None))
_EMPTY: Final[Mapping[Control, Inputs]] = {Control.DAY: {}, Control.MONTH: {}, Control.CHECKBOXES: []}


def to_inputs(control: Control, value: Any, lang: str = "fr") -> Inputs:  # noqa: ANN401 - each control has its type
    """What to put in the inputs so that the type reads the same value again; blank for None.

    Raises `ValueError` for a control made of questions of its own (`place`, `rows`), each with its own
    inputs.
    """
    if control in {Control.PLACE, Control.ROWS}:
        raise ValueError(f"{control} is made of several questions")
    if value is None:
        return _EMPTY.get(control, "")
    if control is Control.EUROS:
        return _euros(value, lang)
    return _WRITERS.get(control, str)(value)


def _siret(number: str) -> str:
    return " ".join(filter(None, (number[group] for group in _SIREN_GROUPS)))


def _euros(amount: Any, lang: str) -> str:  # noqa: ANN401
    english = f"{amount:,.2f}"
    return english if lang == "en" else english.replace(",", "\u202f").replace(".", ",")


def _day(day: Any) -> dict[str, str]:  # noqa: ANN401
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def _month(month: str) -> dict[str, str]:
    year, _, number = month.partition("-")
    return {"month": str(int(number)), "year": year}


def _ticked(boxes: Any) -> list[str]:  # noqa: ANN401
    return [str(each) for each in boxes]


_WRITERS: Final[Mapping[Control, Callable[[Any], Inputs]]] = {
    Control.SIRET: _siret,
    Control.PHONE: readable_phone,
    Control.EMAIL: readable_email,
    Control.DAY: _day,
    Control.MONTH: _month,
    Control.YES_NO: lambda answer: "yes" if answer else "no",
    Control.TICK: lambda ticked: "on" if ticked else "",
    Control.CHECKBOXES: _ticked,
}
