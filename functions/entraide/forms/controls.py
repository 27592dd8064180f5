"""How a question is asked: the control that a page draws, told by the type of the answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Control(StrEnum):
    """The kinds of control. How to add one: the list in CONTRIBUTING.md."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    RADIOS = "radios"
    CHECKBOXES = "checkboxes"
    YES_NO = "yes-no"
    TICK = "tick"
    SIRET = "siret"
    PHONE = "phone"
    EMAIL = "email"
    EUROS = "euros"
    DAY = "day"
    MONTH = "month"
    COUNT = "count"
    PLACE = "place"
    BODY = "body"
    ROWS = "rows"


@dataclass(frozen=True)
class Widget:
    """The control of a type, carried in its `Annotated[...]` metadata."""

    control: Control
    parts: tuple[str, ...] = ()
    """The inputs of one answer, in order (`day`, `month`, `year`); empty for a single input."""
    max_length: int | None = None
    """Characters allowed, told in the hint of a long text; never for `maxlength`, which cuts a paste."""
    autocomplete: str = ""
    inputmode: str = ""
