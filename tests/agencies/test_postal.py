"""Postal codes that are of no commune: each gets the answer that helps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.agencies.gazetteer import BuiltGazetteer
from entraide.agencies.postal import PostalKind, classify


@pytest.mark.parametrize(
    ("postal_code", "kind"),
    [
        ("75000", PostalKind.ARRONDISSEMENTS),
        ("69000", PostalKind.ARRONDISSEMENTS),
        ("13000", PostalKind.ARRONDISSEMENTS),
        ("10030", PostalKind.CEDEX),
        ("75948", PostalKind.CEDEX),
        ("20099", PostalKind.CEDEX),
        ("20189", PostalKind.CEDEX),
        ("20299", PostalKind.CEDEX),
        ("20699", PostalKind.CEDEX),
        ("20306", PostalKind.CEDEX),
        ("97181", PostalKind.CEDEX),
        ("97599", PostalKind.CEDEX),
        ("97700", PostalKind.SAINT_BARTHELEMY),
        ("97800", PostalKind.SAINT_MARTIN),
        ("98000", PostalKind.MONACO),
        ("98600", PostalKind.PACIFIC),
        ("98714", PostalKind.PACIFIC),
        ("98800", PostalKind.PACIFIC),
        ("97900", PostalKind.OVERSEAS_UNKNOWN),
        ("98413", PostalKind.OVERSEAS_UNKNOWN),
        ("00100", PostalKind.IMPOSSIBLE),
        ("96000", PostalKind.IMPOSSIBLE),
        ("99123", PostalKind.IMPOSSIBLE),
        ("1000", PostalKind.IMPOSSIBLE),
        ("2A004", PostalKind.IMPOSSIBLE),
        ("", PostalKind.IMPOSSIBLE),
    ],
)
def test_a_code_of_no_commune_is_told_apart(
    gazetteer: BuiltGazetteer, postal_code: str, kind: PostalKind
) -> None:
    assert (kind, ()) == (classify(postal_code), gazetteer.communes(postal_code))


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
    assert SPLIT[postal_code] == {each.departement for each in gazetteer.communes(postal_code)}


@given(text=st.one_of(st.text(max_size=7), st.from_regex(r"\A[0-9]{5}\Z")))
def test_any_text_gets_an_answer_and_none_of_a_commune_is_impossible(
    gazetteer: BuiltGazetteer, text: str
) -> None:
    known = bool(gazetteer.communes(text))
    assert not (known and classify(text) is PostalKind.IMPOSSIBLE)
