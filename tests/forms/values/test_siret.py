"""SIRET and SIREN, with python-stdnum as oracle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.fr import siren as stdnum_siren
from stdnum.fr import siret as stdnum_siret

from entraide.forms.values.siret import Siret
from outcomes import Refused, outcome

VALID = (
    ("12345678200010", "12345678200010"),
    ("123 456 782 00010", "12345678200010"),
    ("123.456.782.00010", "12345678200010"),
    ("123-456-782-00010", "12345678200010"),
    ("123\u202f456\u00a0782\u200900010", "12345678200010"),
    ("１２３４５６７８２ ０００１０", "12345678200010"),
    (" \t12345678200010\r\n", "12345678200010"),
    ("123–456–782", "123456782"),
    ("123 456 782", "123456782"),
    ("\u200b123456782\ufeff", "123456782"),
    ("356 000 000 00048", "35600000000048"),  # head office of La Poste: Luhn
    ("356 000 000 00001", "35600000000001"),  # a post office: digit sum of 15
    ("35600000000010", "35600000000010"),
    ("000 000 018", "000000018"),
)

INVALID = (
    ("12345678200011", "siret.checksum"),
    ("123456783", "siret.checksum"),
    ("12345678300010", "siret.checksum"),
    ("35600000000049", "siret.checksum"),
    ("35600000000002", "siret.checksum"),
    ("000000000", "siret.checksum"),
    ("00000000000000", "siret.checksum"),
    ("1234567820001", "siret.length"),
    ("123456782000100", "siret.length"),
    ("1", "siret.length"),
    ("pas encore", "siret.shape"),
    ("FR 32 123456782", "siret.shape"),
    ("²12345678", "siret.shape"),
    ("½", "siret.shape"),
    ("1" * 61, "siret.shape"),
    ("-", "siret.shape"),
    ("2 69 05 49 588 157 80", "siret.nir"),
    ("269054958815780", "siret.nir"),
    ("2690549588157", "siret.nir"),
    ("1 85 05 2A 004 123", "siret.nir"),
    ("", "required"),
    ("\u200b \u00a0", "required"),
    (12345678200010, "value.type"),
    (None, "value.type"),
    (["12345678200010"], "value.type"),
    ({"siret": "12345678200010"}, "value.type"),
    (True, "value.type"),
)


@pytest.mark.parametrize(("raw", "stored"), VALID)
def test_stores_the_digits_of_a_right_number(raw: str, stored: str) -> None:
    assert stored == outcome(Siret, raw)


@pytest.mark.parametrize(("raw", "code"), INVALID)
def test_says_what_is_wrong(raw: object, code: str) -> None:
    assert Refused(code) == outcome(Siret, raw)


@given(st.from_regex(r"\A(356000000[0-9]{5}|[0-9]{14}|[0-9]{9})\Z").filter(lambda digits: int(digits[:9])))
def test_agrees_with_the_oracle_on_any_digits(digits: str) -> None:
    oracle = stdnum_siret if len(digits) == 14 else stdnum_siren

    assert oracle.is_valid(digits) == (outcome(Siret, digits) == digits)


@given(st.integers(1, 99_999_999), st.integers(0, 9999), st.sampled_from(["", " ", ".", "-", "\u202f"]))
def test_accepts_every_right_number_however_it_is_grouped(business: int, place: int, separator: str) -> None:
    siren = f"{business:08}" + luhn.calc_check_digit(f"{business:08}")
    siret = f"{siren}{place:04}" + luhn.calc_check_digit(f"{siren}{place:04}")

    for number in (siren, siret):
        typed = separator.join((number[:3], number[3:6], number[6:9], number[9:]))
        assert number == outcome(Siret, typed)


@given(st.integers(1, 99_999_999), st.integers(0, 8), st.integers(1, 9))
def test_refuses_any_single_wrong_digit(business: int, at: int, shift: int) -> None:
    siren = f"{business:08}" + luhn.calc_check_digit(f"{business:08}")
    wrong = f"{siren[:at]}{(int(siren[at]) + shift) % 10}{siren[at + 1 :]}"

    assert Refused("siret.checksum") == outcome(Siret, wrong)
