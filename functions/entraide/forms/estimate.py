"""How long a form takes, computed from its questions and shown before the start."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from typing import Final

from entraide.forms.conditions import holds
from entraide.forms.controls import Control
from entraide.forms.definition import Form
from entraide.forms.reflection import FormField, fields, full_condition

SECONDS: Final[Mapping[Control, int]] = {
    Control.TEXT: 8,
    Control.LONG_TEXT: 45,
    Control.RADIOS: 9,
    Control.CHECKBOXES: 14,
    Control.YES_NO: 6,
    Control.TICK: 8,
    Control.SIRET: 25,
    Control.PHONE: 12,
    Control.EMAIL: 14,
    Control.EUROS: 15,
    Control.DAY: 15,
    Control.MONTH: 12,
    Control.COUNT: 7,
    Control.PLACE: 18,
    Control.BODY: 10,
    Control.ROWS: 40,
}
"""Seconds to read and answer, by control; our own figures, to be corrected by measured visits."""

OPTIONAL_SHARE: Final = 0.4
"""The share of people who answer a question that they may leave out."""

REVIEW_SECONDS: Final = 45


@cache
def minutes(form: type[Form]) -> int:
    """Minutes for one need, rounded up: the longest of the form's typical answers, and the review."""
    longest = max(_seconds(form, typical) for typical in form.typical)
    return math.ceil((longest + REVIEW_SECONDS) / 60)


def _seconds(form: type[Form], typical: Mapping[str, tuple[str, ...]]) -> float:
    def lookup(path: str) -> frozenset[str]:
        return frozenset(typical.get(path, ()))

    asked = [each for path, each in fields(form).items() if holds(full_condition(form, path), lookup)]
    return sum(_of(each) for each in asked)


def _of(asked: FormField) -> float:
    usual = asked.question.seconds or SECONDS[asked.widget.control]
    return usual if asked.question.required else usual * OPTIONAL_SHARE
