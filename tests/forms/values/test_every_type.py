"""What holds for every type, whatever is typed or sent."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, example_number, format_number
from pydantic import create_model
from pydantic.json_schema import JsonSchemaMode
from stdnum import luhn

from entraide.forms.controls import Control
from entraide.forms.values.blank import is_blank
from entraide.forms.values.codes import FormCode, ValueCode
from entraide.forms.values.count import Count
from entraide.forms.values.dates import Day, Month
from entraide.forms.values.email import Email
from entraide.forms.values.euros import Euros
from entraide.forms.values.phone import FrenchPhone
from entraide.forms.values.postal import PostalCode
from entraide.forms.values.siret import Siret
from entraide.forms.values.text import FreeText, Name, ShortText
from entraide.forms.values.yesno import Tick, YesNo
from outcomes import Refused, adapter, outcome


@dataclass(frozen=True)
class Kind:
    """A type with its control and a strategy for what it stores."""

    type: Any
    control: Control
    stored: st.SearchStrategy[Any]


def _siren(business: int) -> str:
    return f"{business:08}" + luhn.calc_check_digit(f"{business:08}")


def _phone(region: str) -> str:
    number = example_number(region)
    assert number is not None
    return format_number(number, PhoneNumberFormat.E164)


def _accepted(kind: Any, texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:  # noqa: ANN401
    return texts.map(lambda text: outcome(kind, text)).filter(lambda value: not isinstance(value, Refused))


KINDS = {
    "siret": Kind(Siret, Control.SIRET, st.builds(_siren, st.integers(1, 99_999_999))),
    "phone": Kind(
        FrenchPhone, Control.PHONE, st.builds(_phone, st.sampled_from(["FR", "RE", "GP", "PM", "GB"]))
    ),
    "email": Kind(Email, Control.EMAIL, _accepted(Email, st.emails())),
    "euros": Kind(Euros, Control.EUROS, st.decimals(0, Decimal("99999999.99"), places=2)),
    "day": Kind(Day, Control.DAY, st.dates(date(1900, 1, 1), date(2100, 12, 31))),
    "month": Kind(
        Month, Control.MONTH, st.builds("{:04}-{:02}".format, st.integers(1900, 2100), st.integers(1, 12))
    ),
    "short-text": Kind(ShortText, Control.TEXT, _accepted(ShortText, st.text(max_size=40))),
    "free-text": Kind(FreeText, Control.LONG_TEXT, _accepted(FreeText, st.text(max_size=40))),
    "name": Kind(Name, Control.TEXT, _accepted(Name, st.text("aÉ’ -.́ê\u00a0", min_size=1, max_size=20))),
    "count": Kind(Count, Control.COUNT, st.integers(0, 99)),
    "yes-no": Kind(YesNo, Control.YES_NO, st.booleans()),
    "tick": Kind(Tick, Control.TICK, st.booleans()),
    "postal-code": Kind(PostalCode, Control.TEXT, st.from_regex(r"\A[0-9]{5}\Z")),
}
EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
MODES: tuple[JsonSchemaMode, ...] = ("validation", "serialization")
CODES = {*map(str, ValueCode), *map(str, FormCode)}
TYPED = st.text("0123456789+-−.,'’ ()/@€kabABoux\u202f\u200b０９²", max_size=40)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | TYPED | ANY_TEXT
PARTS = st.dictionaries(st.sampled_from(["day", "month", "year", "other"]), SCALARS, max_size=4)
JSON = PARTS | st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=6,
)


@EVERY_KIND
@given(raw=JSON)
def test_any_answer_is_stored_or_refused_with_a_known_code(kind: Kind, raw: object) -> None:
    found = outcome(kind.type, raw)

    if isinstance(found, Refused):
        assert found.code in CODES
    else:
        assert found == outcome(kind.type, found)


@EVERY_KIND
@given(raw=JSON)
def test_only_what_is_blank_is_called_missing(kind: Kind, raw: object) -> None:
    assert is_blank(raw) or outcome(kind.type, raw) != Refused("required")


@EVERY_KIND
@given(data=st.data())
def test_what_is_stored_is_read_again_from_storage(kind: Kind, data: st.DataObject) -> None:
    value = data.draw(kind.stored)

    assert value == outcome(kind.type, value)
    assert value == adapter(kind.type).validate_json(adapter(kind.type).dump_json(value))


class Unread(str):
    """A text that cannot be looked at: only its length is known."""

    __slots__ = ()

    def _looked_at(self, *_: object) -> Any:  # noqa: ANN401
        raise AssertionError("looked at a text that is too long")

    __iter__ = translate = replace = strip = isascii = __getitem__ = __contains__ = _looked_at


@EVERY_KIND
def test_refuses_a_hundred_kilobytes_unread(kind: Kind) -> None:
    for raw in ("1", " ", "2a ", "1.1", "\ufdfa", "@"):
        long = Unread(raw * (100_000 // len(raw)))
        assert outcome(kind.type, long).code in CODES - {"required"}


@pytest.mark.parametrize("kind", [Day, Month])
def test_refuses_a_hundred_kilobytes_unread_in_a_part(kind: object) -> None:
    for part in ("month", "year"):
        long = {"month": "4", "year": "2026", part: Unread("1" * 100_000)}
        assert outcome(kind, long).code in {"date.shape", "month.shape", "date.day-missing"}


@EVERY_KIND
def test_an_optional_answer_keeps_its_type_and_its_schema(kind: Kind) -> None:
    form = create_model("Form", answer=(Annotated[kind.type | None, "metadata"], None))

    assert form(answer=None) == form()
    for mode in MODES:
        schema = form.model_json_schema(mode=mode)["properties"]["answer"]
        alone = adapter(kind.type).json_schema(mode=mode)
        assert {"type": "null"} in schema["anyOf"]
        assert json.dumps(alone.get("anyOf", [alone])[0]) in json.dumps(schema)


def test_loads_no_library_before_an_answer_needs_it() -> None:
    program = """
import sys
import entraide.forms.values.email, entraide.forms.values.siret, entraide.forms.values.text
from entraide.forms.values.phone import parse_phone
heavy = {"phonenumbers", "email_validator", "stdnum", "ssl"}
print(sorted(heavy & set(sys.modules)))
parse_phone("06 12 34 56 78")
print(sorted(heavy & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ["[]", "['phonenumbers']"] == done.stdout.splitlines()
