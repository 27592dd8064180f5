"""Phone numbers. Those in 01 99 00 are kept for fiction; the others are samples of their range."""

from __future__ import annotations

import re

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.forms.values.phone import FrenchPhone, OtherPhone, readable_phone
from outcomes import Refused, outcome

VALID = (
    ("01 99 00 12 34", "+33199001234"),
    ("0199001234", "+33199001234"),
    ("06.12.34.56.78", "+33612345678"),
    ("06-12-34-56-78", "+33612345678"),
    ("06/12/34/56/78", "+33612345678"),
    ("06\u00a012\u202f34 56 78", "+33612345678"),
    ("０６１２３４５６７８", "+33612345678"),
    ("\u202a06 12 34 56 78\u202c", "+33612345678"),  # as copied from an address book
    ("+33 6 12 34 56 78", "+33612345678"),
    ("+33 (0)6 12 34 56 78", "+33612345678"),
    ("0033612345678", "+33612345678"),
    ("33612345678", "+33612345678"),
    ("612345678", "+33612345678"),
    ("07 56 78 90 12", "+33756789012"),
    ("09 70 12 34 56", "+33970123456"),
    ("0 800 12 34 56", "+33800123456"),
    ("0692 12 34 56", "+262692123456"),  # Réunion
    ("0262 12 34 56", "+262262123456"),
    ("0639 01 12 34", "+262639011234"),  # Mayotte
    ("0269 60 12 34", "+262269601234"),
    ("0690 30 12 34", "+590690301234"),  # Guadeloupe, Saint-Martin, Saint-Barthélemy
    ("0590 27 12 34", "+590590271234"),
    ("0696 30 12 34", "+596696301234"),  # Martinique
    ("0596 30 12 34", "+596596301234"),
    ("0694 20 12 34", "+594694201234"),  # Guyane
    ("0594 30 12 34", "+594594301234"),
    ("0639 12 34 56", "+262639123456"),  # ranges that the library knows in part
    ("0693 45 67 89", "+262693456789"),
    ("0263 45 67 89", "+262263456789"),
    ("0269 12 34 56", "+262269123456"),
    ("0691 99 99 99", "+590691999999"),
    ("0709 05 12 34", "+590709051234"),
    ("0709 14 12 34", "+596709141234"),
    ("0709 24 12 34", "+262709241234"),
    ("0709 34 12 34", "+594709341234"),
    ("0590 99 99 99", "+590590999999"),
    ("0694 99 99 99", "+594694999999"),
    ("0594 99 99 99", "+594594999999"),
    ("0596 12 34 56", "+596596123456"),
    ("+262 639 12 34 56", "+262639123456"),
    ("+33 6 39 12 34 56", "+262639123456"),
    ("00596 596 12 34 56", "+596596123456"),
    ("0695 12 34 56", "+33695123456"),  # of the mainland, among those of overseas
    ("0698 12 34 56", "+33698123456"),
    ("0508 41 12 34", "+508411234"),  # Saint-Pierre-et-Miquelon
    ("+508 41 12 34", "+508411234"),
    ("+33 692 12 34 56", "+262692123456"),  # overseas numbers written with the mainland's code
    ("+33 596 30 12 34", "+596596301234"),
    ("262 692 12 34 56", "+262692123456"),
    ("+44 20 7946 0958", "+442079460958"),
    ("0044 (0)20 7946 0958", "+442079460958"),
    ("+39 06 1234 5678", "+390612345678"),
    ("+41 79 123 45 67", "+41791234567"),
    ("+377 6 12 34 56 78", "+377612345678"),
)

INVALID = (
    ("3698", "phone.short-number"),
    ("15", "phone.short-number"),
    ("36 46", "phone.short-number"),
    ("118 218", "phone.short-number"),
    ("06 12 34 56", "phone.length"),
    ("41 12 34", "phone.length"),
    ("06 12 34 56 78 / 07 12 34 56 78", "phone.length"),
    ("442079460958", "phone.length"),
    ("1", "phone.length"),
    ("0700 12 34 56", "phone.unknown"),
    ("00 00 00 00 00", "phone.unknown"),
    ("+33 6 12 34 56", "phone.unknown"),
    ("+262 639 12 34", "phone.unknown"),
    ("+590 692 12 34 56", "phone.unknown"),
    ("+999 12 34 56 78", "phone.unknown"),
    ("+", "phone.shape"),
    ("0899 70 12 34", "phone.premium"),
    ("0 820 12 34 56", "phone.premium"),
    ("+44 909 879 0000", "phone.premium"),
    ("06 12 34 56 78 poste 12", "phone.shape"),
    ("0800 CALL ME", "phone.shape"),
    ("06 12 34 56 78 ou 07 12 34 56 78", "phone.shape"),
    ("+33+612345678", "phone.shape"),
    ("tel:+33612345678", "phone.shape"),
    ("0" * 61, "phone.shape"),
    ("²", "phone.shape"),
    ("2 69 05 49 588 157 80", "phone.nir"),
    ("185052A004123", "phone.nir"),
    ("", "required"),
    (" ", "required"),
    (612345678, "value.type"),
    (None, "value.type"),
    (["0612345678"], "value.type"),
    (False, "value.type"),
)

READABLE = (
    ("+33612345678", "06 12 34 56 78"),
    ("+262692123456", "0692 12 34 56"),
    ("+596596301234", "0596 30 12 34"),
    ("+262639123456", "0639 12 34 56"),
    ("+590691999999", "0691 99 99 99"),
    ("+508411234", "+508 41 12 34"),
    ("+442079460958", "+44 20 7946 0958"),
    ("+594976012345", "+594 976 01 23 45"),  # as 0976 01 23 45 it would be a number of Guadeloupe
)


@pytest.mark.parametrize("kind", [FrenchPhone, OtherPhone])
@pytest.mark.parametrize(("raw", "stored"), VALID)
def test_stores_the_international_form(kind: object, raw: str, stored: str) -> None:
    assert stored == outcome(kind, raw)


@pytest.mark.parametrize(("raw", "code"), INVALID)
def test_says_what_is_wrong(raw: object, code: str) -> None:
    assert Refused(code) == outcome(FrenchPhone, raw)


@pytest.mark.parametrize(("stored", "shown"), READABLE)
def test_shows_numbers_as_they_are_dialled(stored: str, shown: str) -> None:
    assert shown == readable_phone(stored)
    assert stored == outcome(FrenchPhone, shown)


REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)


@pytest.mark.parametrize("region", REGIONS)
def test_keeps_numbers_of_every_country(region: str) -> None:
    example = phonenumbers.example_number(region)
    assert example is not None
    stored = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
    shown = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

    assert stored == outcome(FrenchPhone, shown)
    assert stored == outcome(FrenchPhone, readable_phone(stored))


OVERSEAS = st.from_regex(r"\A0(26[2389]|59[0468]|639|69[0-7]|70[89]|939|947|976)[0-9]{6}\Z")


@given(st.sampled_from(["RE", "YT", "GP", "BL", "MF", "MQ", "GF", "PM"]), OVERSEAS)
def test_a_number_of_an_overseas_region_never_goes_to_the_mainland(region: str, digits: str) -> None:
    if phonenumbers.is_valid_number(phonenumbers.parse(digits, region)):
        assert not outcome(FrenchPhone, digits).startswith("+33")


RANGES = {
    "262": ("0262", "0263", "0268", "0269", "0639", "0692", "0693"),
    "590": ("0590", "0690", "0691"),
    "594": ("0594", "0694"),
    "596": ("0596", "0696", "0697"),
}
IN_A_RANGE = re.compile(
    "|".join(rf"\+{code}{begin[1:]}[0-9]{{6}}" for code in RANGES for begin in RANGES[code])
)


@pytest.mark.parametrize(("code", "begin"), [(code, begin) for code in RANGES for begin in RANGES[code]])
@given(rest=st.from_regex(r"\A[0-9]{6}\Z"))
def test_every_number_of_an_overseas_range_is_kept_under_its_code(code: str, begin: str, rest: str) -> None:
    stored = f"+{code}{begin[1:]}{rest}"

    assert stored == outcome(FrenchPhone, begin + rest)
    assert stored == outcome(FrenchPhone, f"+{code} {begin[1:]} {rest}")


@given(st.from_regex(r"\A(0[1-9][0-9]{8}|\+(33|262|59[046]|508)[0-9]{6,9}|\+[1-9][0-9]{6,13})\Z"))
def test_whatever_is_stored_is_a_number_of_a_plan_or_a_range_in_its_international_form(digits: str) -> None:
    stored = outcome(FrenchPhone, digits)
    if isinstance(stored, Refused):
        return

    number = phonenumbers.parse(stored, None)
    assert phonenumbers.is_valid_number(number) or IN_A_RANGE.fullmatch(stored)
    assert stored == phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    assert stored == outcome(FrenchPhone, stored)
    assert stored == outcome(FrenchPhone, readable_phone(stored))
