"""Amounts in euros."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.forms.values.euros import Euros
from outcomes import Refused, adapter, outcome

VALID = (
    ("1234", "1234.00"),
    ("1234.5", "1234.50"),
    ("1234,5", "1234.50"),
    ("1 234,50 €", "1234.50"),
    ("1\u202f234,50\u00a0€", "1234.50"),
    ("1.234,50", "1234.50"),
    ("1,234.50", "1234.50"),
    ("1'234.50", "1234.50"),
    ("1’234.50", "1234.50"),
    ("1 234", "1234.00"),
    ("1.234.567", "1234567.00"),
    ("1,234,567.89", "1234567.89"),
    ("12 345 678,9", "12345678.90"),
    ("€12", "12.00"),
    ("€ 12.50", "12.50"),
    ("12€", "12.00"),
    ("12 euros", "12.00"),
    ("1 euro", "1.00"),
    ("12 EUR", "12.00"),
    ("EUR 12", "12.00"),
    ("１２３４，５０", "1234.50"),
    ("0", "0.00"),
    ("0,5", "0.50"),
    ("007", "7.00"),
    ("99999999.99", "99999999.99"),
    (0, "0.00"),
    (1234, "1234.00"),
    (1234.5, "1234.50"),
    (99999999.99, "99999999.99"),
    (-0.0, "0.00"),
    (1e3, "1000.00"),
    (Decimal("12.5"), "12.50"),
)

INVALID: tuple[tuple[object, str], ...] = (
    ("1.234", "euros.unclear"),
    ("1,234", "euros.unclear"),
    ("123,456 €", "euros.unclear"),
    ("12 k€", "euros.unclear"),
    ("12k", "euros.unclear"),
    ("1,5 M€", "euros.unclear"),
    ("3 mille", "euros.unclear"),
    ("12 34", "euros.unclear"),
    ("1 2345", "euros.unclear"),
    ("1.234.50", "euros.unclear"),
    ("1.234 567,00", "euros.unclear"),
    (".50", "euros.unclear"),
    ("12,", "euros.unclear"),
    ("1,2,3", "euros.unclear"),
    ("-5", "euros.negative"),
    ("− 5 €", "euros.negative"),
    (-1, "euros.negative"),
    (-0.01, "euros.negative"),
    ("0,123", "euros.decimals"),
    ("1234.567", "euros.decimals"),
    (0.1 + 0.2, "euros.decimals"),
    (Decimal("1E-50"), "euros.decimals"),
    ("100000000", "euros.large"),
    ("99 999 999 999", "euros.large"),
    (100_000_000, "euros.large"),
    (1e300, "euros.large"),
    (float("inf"), "euros.shape"),
    (float("nan"), "euros.shape"),
    (Decimal("sNaN"), "euros.shape"),
    ("beaucoup", "euros.shape"),
    ("12$", "euros.shape"),
    ("12€50", "euros.shape"),
    ("1e3", "euros.shape"),
    ("10²", "euros.shape"),
    ("entre 100 et 200", "euros.shape"),
    ("€", "euros.shape"),
    ("1" * 61, "euros.shape"),
    ("", "required"),
    (True, "value.type"),
    (None, "value.type"),
    (["12"], "value.type"),
    ({}, "value.type"),
)


@pytest.mark.parametrize(("raw", "stored"), VALID)
def test_reads_amounts_as_people_type_them(raw: object, stored: str) -> None:
    assert stored == str(outcome(Euros, raw))


@pytest.mark.parametrize(("raw", "code"), INVALID)
def test_refuses_rather_than_guesses(raw: object, code: str) -> None:
    assert Refused(code) == outcome(Euros, raw)


def test_refuses_numbers_too_long_to_be_written_out() -> None:
    assert Refused("euros.large") == outcome(Euros, 10**5000)
    assert Refused("euros.negative") == outcome(Euros, -(10**5000))


AMOUNTS = st.decimals(0, Decimal("99999999.99"), places=2)


@given(
    AMOUNTS,
    st.sampled_from([" ", "\u202f", "\u00a0", ".", "'", ""]),
    st.sampled_from(["", " €", "€", " EUR"]),
)
def test_reads_every_amount_the_french_way(amount: Decimal, group: str, currency: str) -> None:
    typed = f"{amount:,.2f}".replace(".", "%").replace(",", group).replace("%", ",") + currency

    assert amount == outcome(Euros, typed)


@given(AMOUNTS)
def test_reads_every_amount_the_english_way(amount: Decimal) -> None:
    assert amount == outcome(Euros, f"€{amount:,.2f}")


@given(AMOUNTS)
def test_reads_every_json_number_to_the_cent(amount: Decimal) -> None:
    assert amount == adapter(Euros).validate_json(str(amount))


@given(st.text("0123456789 .,", max_size=14))
def test_what_is_read_has_the_digits_that_were_typed(text: str) -> None:
    read = outcome(Euros, text)
    if isinstance(read, Decimal):
        digits = "".join(filter(str.isdigit, text)).lstrip("0")
        assert digits.rstrip("0") == str(read).replace(".", "").lstrip("0").rstrip("0")
        assert read == read.quantize(Decimal("0.01"))
