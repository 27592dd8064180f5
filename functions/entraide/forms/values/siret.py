"""SIRET and SIREN: the number of an establishment or of a business."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import BeforeValidator, WithJsonSchema

from entraide.forms.controls import Control, Widget
from entraide.forms.values.codes import ValueCode
from entraide.forms.values.errors import refusal
from entraide.forms.values.folding import typed, without_separators
from entraide.forms.values.nir import find_nir

_LIMIT: Final = 60
_SIREN: Final = 9
_SIRET: Final = 14
_LA_POSTE: Final = "356000000"
_LA_POSTE_HEAD_OFFICE: Final = "35600000000048"


def parse_siret(raw: object) -> str:
    """14 digits (SIRET) or 9 (SIREN), whatever separated them.

    Raises `value.type`, `required`, `siret.shape`, `siret.length`, `siret.checksum`, and `siret.nir` for what
    looks like a social security number.
    """
    text = typed(raw, _LIMIT, ValueCode.SIRET_SHAPE)
    number = without_separators(text)
    if len(number) not in {_SIREN, _SIRET} and find_nir(text):
        raise refusal(ValueCode.SIRET_NIR)
    if not number.isdigit() or not number.isascii():
        raise refusal(ValueCode.SIRET_SHAPE)
    if len(number) not in {_SIREN, _SIRET}:
        raise refusal(ValueCode.SIRET_LENGTH)
    if not _is_right(number):
        raise refusal(ValueCode.SIRET_CHECKSUM)
    return number


def _is_right(number: str) -> bool:
    """Luhn for both; establishments of La Poste have a digit sum multiple of 5 instead (`domain.md` 3.1)."""
    siren = number[:_SIREN]
    if not int(siren) or not _luhn(siren):
        return False
    if len(number) == _SIRET and siren == _LA_POSTE and number != _LA_POSTE_HEAD_OFFICE:
        return sum(map(int, number)) % 5 == 0
    return _luhn(number)


def _luhn(number: str) -> bool:
    """As python-stdnum, our oracle in the tests, which costs 40 ms at a cold start (`ssl`, `pydoc`)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return (sum(map(int, number[::-2])) + sum(doubled)) % 10 == 0


Siret = Annotated[
    str,
    Widget(Control.SIRET, inputmode="numeric"),
    BeforeValidator(parse_siret),
    WithJsonSchema(
        {"type": "string", "maxLength": _LIMIT, "examples": ["123 456 782 00010"]}, mode="validation"
    ),
    WithJsonSchema({"type": "string", "pattern": "^([0-9]{9}|[0-9]{14})$"}, mode="serialization"),
]
"""A SIRET or a SIREN, stored as digits only."""
