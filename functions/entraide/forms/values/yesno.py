"""Yes or no, and a box to tick."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import BeforeValidator, WithJsonSchema

from entraide.forms.controls import Control, Widget
from entraide.forms.values.blank import is_blank
from entraide.forms.values.codes import ValueCode
from entraide.forms.values.errors import refusal
from entraide.forms.values.folding import typed

_LIMIT: Final = 20
_ANSWERS: Final = {"yes": True, "oui": True, "true": True, "no": False, "non": False, "false": False}
_TICKS: Final = {**_ANSWERS, "on": True, "1": True, "off": False, "0": False}


def parse_yes_no(raw: object) -> bool:
    """True or false, from `yes`, `oui`, `true`, `no`, `non`, `false` in any case, or a JSON boolean.

    Raises `value.type`, `required`, `yesno.unknown`.
    """
    return _read(raw, _ANSWERS, ValueCode.YESNO_UNKNOWN)


def parse_tick(raw: object) -> bool:
    """Whether the box was ticked. A browser sends nothing for a box left alone: blank is false.

    Raises `value.type`, `tick.unknown`.
    """
    if raw is None or (isinstance(raw, str) and len(raw) <= _LIMIT and is_blank(raw)):
        return False
    return _read(raw, _TICKS, ValueCode.TICK_UNKNOWN)


def _read(raw: object, answers: dict[str, bool], unknown: ValueCode) -> bool:
    if isinstance(raw, bool):
        return raw
    answer = answers.get(typed(raw, _LIMIT, unknown).lower())
    if answer is None:
        raise refusal(unknown)
    return answer


def _sent(answers: dict[str, bool]) -> WithJsonSchema:
    spoken = {"type": "string", "enum": list(answers)}
    return WithJsonSchema({"anyOf": [{"type": "boolean"}, spoken]}, mode="validation")


YesNo = Annotated[bool, Widget(Control.YES_NO), BeforeValidator(parse_yes_no), _sent(_ANSWERS)]
"""Yes or no, stored as a boolean."""

Tick = Annotated[bool, Widget(Control.TICK), BeforeValidator(parse_tick), _sent({"": False, **_TICKS})]
"""A box that was ticked or not, stored as a boolean."""
