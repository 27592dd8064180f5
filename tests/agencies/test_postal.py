"""Postal codes that are of no commune: each gets the answer that helps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.agencies.gazetteer import BuiltGazetteer
from entraide.agencies.postal import PostalKind, classify


@pytest.mark.parametrize(
    ("postal_code", "kind", "departements"),
    [
        ("10030", PostalKind.CEDEX, ("10",)),
        ("75948", PostalKind.CEDEX, ("75",)),
        ("20099", PostalKind.CEDEX, ("2A",)),
        ("20189", PostalKind.CEDEX, ("2A",)),
        ("20299", PostalKind.CEDEX, ("2B",)),
        ("20699", PostalKind.CEDEX, ("2B",)),
        ("20306", PostalKind.CEDEX, ("2A", "2B")),
        ("97181", PostalKind.CEDEX, ("971",)),
        ("97599", PostalKind.CEDEX, ("975",)),
        ("97700", PostalKind.SAINT_BARTHELEMY, ("977",)),
        ("97800", PostalKind.SAINT_MARTIN, ("978",)),
        ("98000", PostalKind.MONACO, ()),
        ("98600", PostalKind.PACIFIC, ()),
        ("98714", PostalKind.PACIFIC, ()),
        ("98800", PostalKind.PACIFIC, ()),
        ("97900", PostalKind.OVERSEAS_UNKNOWN, ()),
        ("98413", PostalKind.OVERSEAS_UNKNOWN, ()),
        ("00100", PostalKind.IMPOSSIBLE, ()),
        ("96000", PostalKind.IMPOSSIBLE, ()),
        ("99123", PostalKind.IMPOSSIBLE, ()),
        ("1000", PostalKind.IMPOSSIBLE, ()),
        ("2A004", PostalKind.IMPOSSIBLE, ()),
        ("", PostalKind.IMPOSSIBLE, ()),
    ],
)
def test_a_code_of_no_commune_is_told_apart(
    gazetteer: BuiltGazetteer, postal_code: str, kind: PostalKind, departements: tuple[str, ...]
) -> None:
    answer = classify(postal_code, gazetteer)
    assert (kind, departements, ()) == (answer.kind, answer.departements, answer.communes)


SPLIT = {
    "01200": {"01", "74"},
    "01410": {"01", "39"},
    "01590": {"01", "39"},
    "05110": {"05", "04"},
    "05130": {"05", "04"},
    "05160": {"05", "04"},
    "05700": {"05", "26"},
    "06260": {"06", "04"},
    "13780": {"13", "83"},
    "21340": {"21", "71"},
    "33220": {"33", "24"},
    "37160": {"37", "86"},
    "42620": {"42", "03"},
    "43450": {"43", "15"},
    "48250": {"48", "07"},
    "52100": {"52", "51"},
}


@pytest.mark.parametrize("postal_code", SPLIT)
def test_a_code_of_two_departements_tells_both(gazetteer: BuiltGazetteer, postal_code: str) -> None:
    answer = classify(postal_code, gazetteer)
    assert answer.kind is PostalKind.KNOWN
    assert SPLIT[postal_code] == set(answer.departements)
    assert SPLIT[postal_code] == {each.departement for each in answer.communes}


@given(text=st.one_of(st.text(max_size=7), st.from_regex(r"\A[0-9]{5}\Z")))
def test_any_text_gets_an_answer(gazetteer: BuiltGazetteer, text: str) -> None:
    answer = classify(text, gazetteer)
    assert (answer.kind is PostalKind.KNOWN) == bool(gazetteer.communes(text))
    assert (answer.kind is PostalKind.KNOWN) == bool(answer.communes)
