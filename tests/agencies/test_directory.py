"""The directory as loaded, and the compilation's refusals."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from infra.compile_data import DATA, DataError, compile_data

from entraide.agencies.connections import ConnectionSettingError
from entraide.agencies.directory import Directory, Verification
from entraide.agencies.places import Commune
from entraide.agencies.vocabulary import Connected, Network, Role

At = Callable[[str, str], Commune]


def test_all_the_bodies_and_territories_are_there(directory: Directory) -> None:
    assert (247, 104) == (len(directory.bodies), len(directory.territories))


def test_a_body_has_what_a_receipt_shows(directory: Directory) -> None:
    body = directory.body("caf-10")
    assert (Network.CAF, "Caf de l’Aube", ("10",)) == (body.network, body.short_name, body.departments)
    assert body.name_fr == "Caisse d’allocations familiales (Caf) de l’Aube"
    assert body.address
    assert body.postal_code.startswith("10")
    assert body.status is Verification.CONFIRMED


def test_a_body_is_glossed_in_english(directory: Directory) -> None:
    body = directory.body("cpam-10")
    assert "CPAM de l’Aube" == body.name("fr")
    assert "CPAM de l’Aube (local health insurance office)" == body.name("en")


@pytest.mark.parametrize("body", ["urssaf-picardie", "cpam-05", "cpam-62-cote-d-opale", "cps-975"])
def test_what_is_not_certain_says_so(directory: Directory, body: str) -> None:
    assert directory.body(body).status is Verification.TO_VERIFY


def test_an_unknown_body_is_an_error(directory: Directory) -> None:
    with pytest.raises(KeyError):
        directory.body("caf-99")


def test_every_body_of_a_territory_serves_it(directory: Directory) -> None:
    for territory in directory.territories.values():
        for role in Role:
            for body in territory.competent(role):
                assert territory.departement in directory.body(body).departments


def test_nobody_is_connected_by_default(directory: Directory) -> None:
    assert {Connected.NO} == {directory.connected(body) for body in directory.bodies}


def test_a_pilot_reads_its_queue(built: Path) -> None:
    directory = Directory.load(built, "all-but:caf-10")
    assert (False, True) == (directory.is_connected("caf-10"), directory.is_connected("cpam-10"))


def test_a_setting_that_names_nobody_is_refused(built: Path) -> None:
    with pytest.raises(ConnectionSettingError, match=r"no body caf-1O, nobody$"):
        Directory.load(built, "all-but:caf-10,nobody,caf-1O")


@pytest.mark.parametrize(
    ("postal_code", "code", "candidates"),
    [
        ("10000", "10387", ("cpam-10",)),
        (
            "59300",
            "59606",
            ("cpam-59-hainaut", "cpam-59-lille-douai", "cpam-59-roubaix-tourcoing", "cpam-59-flandres"),
        ),
        (
            "59140",
            "59183",
            ("cpam-59-flandres", "cpam-59-hainaut", "cpam-59-lille-douai", "cpam-59-roubaix-tourcoing"),
        ),
        (
            "59000",
            "59350",
            ("cpam-59-hainaut", "cpam-59-lille-douai", "cpam-59-roubaix-tourcoing", "cpam-59-flandres"),
        ),
        ("64100", "64102", ("cpam-64-bayonne", "cpam-64-pau-pyrenees")),
        ("76600", "76351", ("cpam-76-le-havre", "cpam-76-rouen-elbeuf-dieppe")),
        ("40220", "40312", ("cpam-40", "cpam-64-bayonne")),
        ("40000", "40192", ("cpam-40",)),
    ],
)
def test_cpam_candidates_come_with_the_likeliest_first(
    directory: Directory, at: At, postal_code: str, code: str, candidates: tuple[str, ...]
) -> None:
    assert candidates == directory.cpam_candidates(at(postal_code, code))


def test_lozere_tells_one_address_for_its_common_body(directory: Directory) -> None:
    sharing = {
        body.id: body.shares_office_with for body in directory.bodies.values() if body.shares_office_with
    }
    assert {"cpam-48": "caf-48"} == sharing


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data, to be spoilt."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_version_follows_the_contents(data: Path, built: Path, tmp_path: Path) -> None:
    compile_data(tmp_path / "same", data)
    _replace(data / "agencies.csv", "Caf de l'Aube", "Caf de Troyes")
    compile_data(tmp_path / "other", data)
    versions = [Directory.load(folder).version for folder in (built, tmp_path / "same", tmp_path / "other")]
    assert versions[0] == versions[1]
    assert versions[0] != versions[2]


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("territory.csv", ",caf-10,", ",caf-1O,", "'caf-1O' to 10"),
        ("territory.csv", ",caf-10,", ",caf-51,", "'caf-51' to 10"),
        ("cpam_split.csv", "cpam-59-flandres", "cpam-59-flandre", "cpam-59-flandre"),
        ("cpam_communes.csv", "cpam-64-bayonne", "cpam-64", "cpam-64"),
        ("postal_communes.csv", "10000,10387,Troyes,10,", "10000,10387,Troyes,11,", "10387"),
    ],
)
def test_data_that_does_not_hold_together_is_refused(
    data: Path, tmp_path: Path, name: str, old: str, new: str, says: str
) -> None:
    _replace(data / name, old, new)
    with pytest.raises(DataError, match=says):
        compile_data(tmp_path / "out", data)


def _connected(tmp_path: Path, text: str) -> dict[str, object]:
    path = tmp_path / "connected.yml"
    path.write_text(text, encoding="utf-8")
    compile_data(tmp_path / "out", connected=path)
    document: dict[str, object] = json.loads(
        (tmp_path / "out" / "connected.json").read_text(encoding="utf-8")
    )
    return document


def test_the_operators_file_may_say_bare_yes_and_no(tmp_path: Path) -> None:
    text = "default: no\nbodies:\n  caf-10: {state: yes, since: 2026-12-01}\n  cpam-10: {state: no}\n"
    bodies = {"caf-10": "yes", "cpam-10": "no"}
    assert {"default": "no", "bodies": bodies} == _connected(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("default: perhaps\nbodies: {}\n", "perhaps"),
        ("default: no\nbodies:\n  caf-99: {state: no}\n", "caf-99"),
        ("default: no\nbodies:\n  caf-10: {state: pilot}\n", "needs the day"),
    ],
)
def test_a_wrong_operators_file_is_refused_in_plain_words(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(DataError, match=says):
        _connected(tmp_path, text)
