"""Communes by postal code: the shapes that trip a look-up by first digits."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.agencies.gazetteer import BuiltGazetteer
from entraide.agencies.places import Commune

At = Callable[[str, str], Commune]


def test_a_commune_has_its_departement_and_arrondissement(at: At) -> None:
    assert Commune("10387", "Troyes", "10000", "10", "103") == at("10000", "10387")


@pytest.mark.parametrize(
    ("postal_code", "code", "departement", "arrondissement"),
    [
        ("20000", "2A004", "2A", "2A1"),
        ("20200", "2B033", "2B", "2B2"),
        ("20600", "2B120", "2B", "2B2"),
        ("94390", "91479", "91", "913"),
        ("01200", "74109", "74", "743"),
        ("97110", "97120", "971", "9712"),
        ("97133", "97701", "977", ""),
        ("97150", "97801", "978", ""),
    ],
)
def test_the_departement_is_that_of_the_commune_not_of_the_postal_code(
    at: At, postal_code: str, code: str, departement: str, arrondissement: str
) -> None:
    commune = at(postal_code, code)
    assert (departement, arrondissement) == (commune.departement, commune.arrondissement)


def test_communes_come_in_alphabetical_order_without_regard_to_accents(gazetteer: BuiltGazetteer) -> None:
    names = [each.name for each in gazetteer.communes("01200")]
    assert [
        "Billiat",
        "Chézery-Forens",
        "Confort",
        "Éloise",
        "Injoux-Génissiat",
        "Léaz",
        "Montanges",
        "Valserhône",
        "Villes",
    ] == names


@pytest.mark.parametrize(
    ("postal_code", "offered"),
    [
        ("75016", ["Paris 16e arrondissement"]),
        ("75116", ["Paris 16e arrondissement"]),
        ("69001", ["Lyon 1er arrondissement"]),
        ("13008", ["Marseille 8e arrondissement"]),
    ],
)
def test_paris_lyon_and_marseille_are_offered_by_arrondissement_only(
    gazetteer: BuiltGazetteer, postal_code: str, offered: list[str]
) -> None:
    assert offered == [each.name for each in gazetteer.communes(postal_code)]


def test_apostrophes_are_typographic(at: At) -> None:
    assert at("59650", "59009").name == "Villeneuve-d’Ascq"


def test_a_commune_under_another_postal_code_is_not_found(gazetteer: BuiltGazetteer) -> None:
    assert gazetteer.commune("10000", "51454") is None


@pytest.mark.parametrize("text", ["", "1000", "100000", "../..", "1000a", "１００００", " 10000"])
def test_what_is_no_postal_code_has_no_commune(gazetteer: BuiltGazetteer, text: str) -> None:
    assert gazetteer.communes(text) == ()


@given(text=st.text(max_size=8))
def test_any_text_is_answered(gazetteer: BuiltGazetteer, text: str) -> None:
    assert all(each.postal_code == text for each in gazetteer.communes(text))


def test_only_the_file_of_the_prefix_is_read(tmp_path: Path) -> None:
    (tmp_path / "10.json").write_text(json.dumps({"10000": [["10387", "Troyes", "3"]]}), encoding="utf-8")
    (tmp_path / "51.json").write_text("not read", encoding="utf-8")
    gazetteer = BuiltGazetteer(tmp_path)
    assert [each.name for each in gazetteer.communes("10000")] == ["Troyes"]
    (tmp_path / "10.json").unlink()
    assert [each.name for each in gazetteer.communes("10000")] == ["Troyes"]
