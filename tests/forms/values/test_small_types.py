"""Counts, yes/no, ticks and postal codes."""

from __future__ import annotations

from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.forms.values.blank import is_blank
from entraide.forms.values.count import Count, CountUpTo
from entraide.forms.values.postal import PostalCode
from entraide.forms.values.yesno import Tick, YesNo
from outcomes import Refused, outcome

UP_TO_NINE = Annotated[int, CountUpTo(9)]

VALID = (
    (Count, "2", 2),
    (Count, " 02 ", 2),
    (Count, "２", 2),
    (Count, "0", 0),
    (Count, "99", 99),
    (Count, 2, 2),
    (Count, 2.0, 2),
    (Annotated[int, CountUpTo(5000)], "1 234", 1234),
    (YesNo, "yes", True),
    (YesNo, "Oui", True),
    (YesNo, "TRUE", True),
    (YesNo, " no ", False),
    (YesNo, "non", False),
    (YesNo, "false", False),
    (YesNo, True, True),
    (YesNo, False, False),
    (Tick, "on", True),
    (Tick, "1", True),
    (Tick, "true", True),
    (Tick, True, True),
    (Tick, "", False),
    (Tick, " ", False),
    (Tick, None, False),
    (Tick, "off", False),
    (Tick, False, False),
    (PostalCode, "10000", "10000"),
    (PostalCode, "10 000", "10000"),
    (PostalCode, "97-4.00", "97400"),
    (PostalCode, "１００００", "10000"),
    (PostalCode, "10\u00a0000", "10000"),
    (PostalCode, "F-10000", "10000"),
    (PostalCode, "FR 10000", "10000"),
    (PostalCode, "France 10000", "10000"),
    (PostalCode, "10000 Troyes", "10000"),
    (PostalCode, "01000 BOURG-EN-BRESSE (Ain)", "01000"),
    (PostalCode, "75042 CEDEX 12", "75042"),
    (PostalCode, "75042 Paris Cedex 12", "75042"),
    (PostalCode, "10041 Troyes cedex", "10041"),
)

INVALID: tuple[tuple[object, object, str], ...] = (
    (Count, "deux", "count.shape"),
    (Count, "2,5", "count.shape"),
    (Count, "-1", "count.shape"),
    (Count, "1 23", "count.shape"),
    (Count, "²", "count.shape"),
    (Count, 2.5, "count.shape"),
    (Count, -1, "count.shape"),
    (Count, float("nan"), "count.shape"),
    (Count, float("inf"), "count.shape"),
    (Count, "1" * 31, "count.shape"),
    (Count, "100", "count.large"),
    (Count, 1e300, "count.large"),
    (UP_TO_NINE, "10", "count.large"),
    (Count, "", "required"),
    (Count, True, "value.type"),
    (Count, None, "value.type"),
    (Count, ["2"], "value.type"),
    (YesNo, "peut-être", "yesno.unknown"),
    (YesNo, "1", "yesno.unknown"),
    (YesNo, "y" * 21, "yesno.unknown"),
    (YesNo, "", "required"),
    (YesNo, 1, "value.type"),
    (YesNo, None, "value.type"),
    (Tick, "x", "tick.unknown"),
    (Tick, " " * 21, "tick.unknown"),
    (Tick, 1, "value.type"),
    (Tick, [], "value.type"),
    (PostalCode, "2A004", "postal.insee"),
    (PostalCode, "2b 033", "postal.insee"),
    (PostalCode, "1000", "postal.short"),
    (PostalCode, "1000 Troyes", "postal.short"),
    (PostalCode, "0100", "postal.shape"),
    (PostalCode, "100000", "postal.shape"),
    (PostalCode, "10000 12", "postal.shape"),
    (PostalCode, "10000Troyes", "postal.shape"),
    (PostalCode, "Troyes", "postal.shape"),
    (PostalCode, "SW1A 1AA", "postal.shape"),
    (PostalCode, "B-1000", "postal.shape"),
    (PostalCode, "1" * 81, "postal.shape"),
    (PostalCode, "", "required"),
    (PostalCode, 10000, "value.type"),
    (PostalCode, None, "value.type"),
)

BLANK: tuple[object, ...] = (
    None,
    "",
    " ",
    "\t\r\n",
    "\u00a0\u202f\u200b\ufeff",
    {},
    {"day": "", "month": " "},
    {"day": None},
    [],
    [""],
    (),
)
NOT_BLANK: tuple[object, ...] = (
    False,
    True,
    0,
    0.0,
    "0",
    "-",
    {"day": "1", "month": ""},
    {"day": 0},
    [0],
    ["", "a"],
    [[]],
    {"day": {}},
)


@pytest.mark.parametrize(("kind", "raw", "stored"), VALID)
def test_reads_what_people_type(kind: object, raw: object, stored: object) -> None:
    found = outcome(kind, raw)

    assert (stored, type(stored)) == (found, type(found))


@pytest.mark.parametrize(("kind", "raw", "code"), INVALID)
def test_says_what_is_wrong(kind: object, raw: object, code: str) -> None:
    assert Refused(code) == outcome(kind, raw)


def test_tells_the_largest_count() -> None:
    assert Refused("count.large") == outcome(UP_TO_NINE, 10**5000)
    assert {"max": 9} == outcome(UP_TO_NINE, 10).context


@given(
    st.from_regex(r"\A[0-9]{5}\Z"), st.sampled_from(["{}", "F-{}", "{} Saint-Étienne", "{} Lyon CEDEX 03"])
)
def test_takes_the_five_digits_from_any_envelope(code: str, envelope: str) -> None:
    assert code == outcome(PostalCode, envelope.format(code))
    assert code == outcome(PostalCode, envelope.format(f"{code[:2]} {code[2:]}"))


@pytest.mark.parametrize("raw", BLANK)
def test_knows_what_was_left_blank(raw: object) -> None:
    assert is_blank(raw)


@pytest.mark.parametrize("raw", NOT_BLANK)
def test_takes_no_answer_for_a_blank(raw: object) -> None:
    assert not is_blank(raw)
