"""Amounts in euros as people type them, the French way or the English way."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Final

from pydantic import BeforeValidator, WithJsonSchema

from entraide.forms.controls import Control, Widget
from entraide.forms.values.codes import ValueCode
from entraide.forms.values.errors import refusal
from entraide.forms.values.folding import typed

_LIMIT: Final = 60
_LARGEST: Final = Decimal("99999999.99")
_CENT: Final = Decimal("0.01")
_CURRENCY: Final = re.compile(r"^(?:€|eur(?:os?)?(?![a-z])) ?| ?(?:€|eur(?:os?)?)$", re.IGNORECASE)
_SIGNS: Final = re.compile(r"[0-9 .,']*[0-9][ .,']*(?:k|m|mille|millions?)?", re.IGNORECASE)
_AMOUNT: Final = re.compile(
    r"(?P<whole>[0-9]{1,3}(?P<group>[ .,'])[0-9]{3}(?:(?P=group)[0-9]{3})*|[0-9]+)"
    r"(?:(?P<mark>[.,])(?P<cents>[0-9]+))?"
)
_ONE_GROUP: Final = re.compile(r"[0-9]{1,3}[.,][0-9]{3}")


def parse_euros(raw: object) -> Decimal:
    """An amount of 0 to 99,999,999.99, from `1 234,50 €`, `1.234,50`, `1,234.50` or a JSON number.

    Nothing is guessed: `1,234`, a bit more than one in Paris and than a thousand in London, is
    `euros.unclear`, and so is `12 k€`. Raises also `value.type`, `required`, `euros.shape`,
    `euros.negative`, `euros.decimals` and `euros.large`.
    """
    if isinstance(raw, int | float | Decimal) and not isinstance(raw, bool):
        return _in_bounds(_number(raw))
    text = _CURRENCY.sub("", typed(raw, _LIMIT, ValueCode.EUROS_SHAPE), count=1)
    if text.startswith("-"):
        raise refusal(ValueCode.EUROS_NEGATIVE)
    return _in_bounds(_read(text))


def _number(raw: float | Decimal) -> Decimal:
    if isinstance(raw, int):
        return _LARGEST + 1 if raw > _LARGEST else Decimal(max(raw, -1))
    amount = Decimal(repr(raw)) if isinstance(raw, float) else raw
    if not amount.is_finite():
        raise refusal(ValueCode.EUROS_SHAPE)
    return amount


def _read(text: str) -> Decimal:
    if not _SIGNS.fullmatch(text):
        raise refusal(ValueCode.EUROS_SHAPE)
    found = _AMOUNT.fullmatch(text)
    if found is None or found["group"] == (found["mark"] or ""):
        raise refusal(ValueCode.EUROS_UNCLEAR)
    if _ONE_GROUP.fullmatch(text):
        raise refusal(ValueCode.EUROS_DECIMALS if text.startswith("0") else ValueCode.EUROS_UNCLEAR)
    whole = re.sub("[^0-9]", "", found["whole"])
    return Decimal(f"{whole}.{found['cents'] or '0'}")


def _in_bounds(amount: Decimal) -> Decimal:
    if amount < 0:
        raise refusal(ValueCode.EUROS_NEGATIVE)
    if amount > _LARGEST:
        raise refusal(ValueCode.EUROS_LARGE)
    cents = abs(amount).quantize(_CENT)
    if cents != amount:
        raise refusal(ValueCode.EUROS_DECIMALS)
    return cents


Euros = Annotated[
    Decimal,
    Widget(Control.EUROS, inputmode="decimal"),
    BeforeValidator(parse_euros),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "maxLength": _LIMIT},
                {"type": "number", "minimum": 0, "maximum": 99999999.99},
            ],
            "examples": ["1234.50", 1234.5],
        },
        mode="validation",
    ),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,8}\.[0-9]{2}$"}, mode="serialization"),
]
"""An amount, stored as text with two decimals (`1234.50`)."""
