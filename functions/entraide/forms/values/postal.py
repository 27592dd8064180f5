"""French postal codes. Whether one exists, and for which communes, is the gazetteer's business."""

from __future__ import annotations

import re
from typing import Annotated, Final

from pydantic import BeforeValidator, WithJsonSchema

from entraide.forms.controls import Control, Widget
from entraide.forms.values.codes import ValueCode
from entraide.forms.values.errors import refusal
from entraide.forms.values.folding import typed, without_separators

_LIMIT: Final = 80
_ENVELOPE: Final = re.compile(
    r"(?:(?:france|fr|f)[ -]{0,3}(?=[0-9]))?"  # F- of international mail
    r"(?P<code>[0-9][0-9 .-]{0,10}[0-9]|2[ab] ?[0-9]{3})"
    r"(?: (?=[^0-9 ])[^0-9]{0,60}(?:(?<=cedex )[0-9]{1,2})?)?",  # the town, or CEDEX and its number
    re.IGNORECASE,
)
_CODE_LENGTH: Final = 5


def parse_postal_code(raw: object) -> str:
    """Five digits. What an envelope adds, `F-` before, the town or CEDEX and its number after, is left out.

    Raises `value.type`, `required`, `postal.shape`, `postal.short` when the first 0 was lost,
    `postal.insee` for a Corsican INSEE code (`2A004`).
    """
    envelope = _ENVELOPE.fullmatch(typed(raw, _LIMIT, ValueCode.POSTAL_SHAPE))
    if envelope is None:
        raise refusal(ValueCode.POSTAL_SHAPE)
    code = without_separators(envelope["code"])
    if not code.isdigit():
        raise refusal(ValueCode.POSTAL_INSEE)
    if len(code) == _CODE_LENGTH - 1 and not code.startswith("0"):
        raise refusal(ValueCode.POSTAL_SHORT)
    if len(code) != _CODE_LENGTH:
        raise refusal(ValueCode.POSTAL_SHAPE)
    return code


PostalCode = Annotated[
    str,
    Widget(Control.TEXT, inputmode="numeric"),
    BeforeValidator(parse_postal_code),
    WithJsonSchema({"type": "string", "maxLength": _LIMIT, "examples": ["10000"]}, mode="validation"),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{5}$"}, mode="serialization"),
]
"""A French postal code, stored as five digits."""
