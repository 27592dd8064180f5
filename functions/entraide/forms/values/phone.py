"""Telephone numbers: of the mainland, of every overseas region, and of abroad in international form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import BeforeValidator, WithJsonSchema

from entraide.forms.controls import Control, Widget
from entraide.forms.values.codes import ValueCode
from entraide.forms.values.errors import refusal
from entraide.forms.values.folding import typed, without_separators
from entraide.forms.values.nir import find_nir

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_LIMIT: Final = 60
_OVERSEAS: Final = ("RE", "GP", "MQ", "GF", "PM")
"""One region for each country code: Mayotte is found with Réunion, the northern islands with Guadeloupe."""
_OVERSEAS_RANGES: Final[Mapping[int, tuple[str, ...]]] = {
    262: ("262", "263", "268", "269", "639", "692", "693", "7092"),
    590: ("590", "690", "691", "7090"),
    594: ("594", "694", "7093"),
    596: ("596", "696", "697", "7091"),
}
"""By country code: how its numbers begin. Of these ranges the library knows what was given out when it was made."""
_FRENCH_CODES: Final = ("33", "262", "590", "594", "596", "508")
_DIALLED_FROM_FRANCE: Final = ("+33", "+262", "+590", "+594", "+596")
_SHAPE: Final = re.compile(r"\+?[0-9]+")
_NATIONAL: Final = re.compile(r"0[1-9][0-9]{8}")
_WITHOUT_ZERO: Final = re.compile(r"[1-9][0-9]{8}")
_MAINLAND: Final = re.compile(r"(?:\+|00)?330?([1-9][0-9]{8})")
_SHORT: Final = re.compile(r"[0-9]{2,4}|118[0-9]{3}")
_SAINT_PIERRE: Final = "0508"


def parse_phone(raw: object) -> str:
    """A number in E.164 form (`+33612345678`), from what people write: `06 12 34 56 78`, `0692…`, `+44…`.

    Raises `value.type`, `required`, `phone.shape`, `phone.length`, `phone.short-number` (3698 cannot be
    called back), `phone.premium` (nobody should pay to call back), `phone.unknown` (not in the numbering
    plans), and `phone.nir` for what looks like a social security number. In the overseas regions every number
    of a range is taken: their ranges fill up faster than the plans that the library brings.
    """
    text = typed(raw, _LIMIT, ValueCode.PHONE_SHAPE)
    digits = without_separators(text).translate({ord("("): None, ord(")"): None})
    if not _SHAPE.fullmatch(digits):
        raise refusal(ValueCode.PHONE_NIR if find_nir(text) else ValueCode.PHONE_SHAPE)
    if _SHORT.fullmatch(digits):
        raise refusal(ValueCode.PHONE_SHORT)
    number = _national(digits) or _international(digits)
    if number is None:
        raise refusal(_why_not(text, digits))
    return _e164(number)


def _national(digits: str) -> PhoneNumber | None:
    """A ten-digit number by the place that it belongs to.

    Overseas regions come before the mainland: its plan as the library knows it takes `0596…` and `0269…`
    for mainland numbers, and nobody abroad would reach Martinique or Mayotte under +33. Numbers in 08 are
    common to all.
    """
    mainland = _MAINLAND.fullmatch(digits)
    national = f"0{mainland[1]}" if mainland else digits
    national = f"0{national}" if _WITHOUT_ZERO.fullmatch(national) else national
    if not _NATIONAL.fullmatch(national):
        return None
    if national.startswith(_SAINT_PIERRE):
        return _valid(f"+508{national.removeprefix(_SAINT_PIERRE)}", None)
    regions = ("FR",) if national.startswith("08") else (*_OVERSEAS, "FR")
    return next((number for region in regions if (number := _valid(national, region))), None)


def _international(digits: str) -> PhoneNumber | None:
    if digits.startswith("+"):
        return _valid(digits, None)
    if digits.startswith("00"):
        return _valid(f"+{digits[2:]}", None)
    return _valid(f"+{digits}", None) if digits.startswith(_FRENCH_CODES) else None


def _valid(digits: str, region: str | None) -> PhoneNumber | None:
    import phonenumbers  # noqa: PLC0415 - 25 ms that a request without a number does not pay

    try:
        number = phonenumbers.parse(digits, region)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) or _is_of_overseas_range(number) else None


def _is_of_overseas_range(number: PhoneNumber) -> bool:
    import phonenumbers  # noqa: PLC0415 - loaded already, by `_valid`

    begins = phonenumbers.national_significant_number(number).startswith(
        _OVERSEAS_RANGES.get(number.country_code or 0, ())
    )
    return begins and phonenumbers.is_possible_number(number)


def _e164(number: PhoneNumber) -> str:
    import phonenumbers  # noqa: PLC0415 - loaded already, by `_valid`

    paid = {phonenumbers.PhoneNumberType.PREMIUM_RATE, phonenumbers.PhoneNumberType.SHARED_COST}
    if phonenumbers.number_type(number) in paid:
        raise refusal(ValueCode.PHONE_PREMIUM)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _why_not(text: str, digits: str) -> ValueCode:
    if find_nir(text):
        return ValueCode.PHONE_NIR
    known_length = _NATIONAL.fullmatch(digits) or digits.startswith(("+", "00"))
    return ValueCode.PHONE_UNKNOWN if known_length else ValueCode.PHONE_LENGTH


def readable_phone(number: str) -> str:
    """A stored number as it is dialled: `06 12 34 56 78`, `0692 12 34 56`, `+44 20 7946 0958` for abroad."""
    import phonenumbers  # noqa: PLC0415 - as above

    parsed = phonenumbers.parse(number, None)
    national = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    if number.startswith(_DIALLED_FROM_FRANCE) and _national(without_separators(national)) == parsed:
        return national
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def national_digits(number: str) -> str:
    """The digits of a stored number that are dialled within its country: `612345678`, `25111234` of +32."""
    import phonenumbers  # noqa: PLC0415 - as above

    return phonenumbers.national_significant_number(phonenumbers.parse(number, None))


_PARSED: Final = BeforeValidator(parse_phone)
_SENT: Final = WithJsonSchema(
    {"type": "string", "maxLength": _LIMIT, "examples": ["01 99 00 12 34"]}, mode="validation"
)
_STORED: Final = WithJsonSchema({"type": "string", "pattern": r"^\+[1-9][0-9]{1,14}$"}, mode="serialization")

FrenchPhone = Annotated[
    str, Widget(Control.PHONE, autocomplete="tel", inputmode="tel"), _PARSED, _SENT, _STORED
]
"""The person's own number, stored in E.164 form."""

OtherPhone = Annotated[str, Widget(Control.PHONE, inputmode="tel"), _PARSED, _SENT, _STORED]
"""The number of somebody else: the browser must not offer the person's own."""
