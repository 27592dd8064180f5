"""An oracle independent of the territory table: bodies of some communes, checked by hand."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from infra.compile_data import DATA, DataError, compile_data

from entraide.agencies.directory import Directory
from entraide.agencies.gazetteer import BuiltGazetteer
from entraide.agencies.places import Commune
from entraide.agencies.routing import route
from entraide.agencies.situation import Situation
from entraide.agencies.vocabulary import Need

At = Callable[[str, str], Commune]
NEEDS = (Need.CONTRIBUTIONS, Need.BENEFITS, Need.HEALTH, Need.RETIREMENT)

# postal code, INSEE code, name, then the bodies for contributions, benefits, health, retirement
BY_HAND = """
10000 10387 Troyes       urssaf-champagne-ardenne           caf-10  cpam-10  carsat-nord-est
51100 51454 Reims        urssaf-champagne-ardenne           caf-51  cpam-51  carsat-nord-est
75011 75111 Paris        urssaf-ile-de-france               caf-75  cpam-75  cnav-idf
94390 91479 Paray        urssaf-ile-de-france               caf-91  cpam-91  cnav-idf
69003 69383 Lyon         urssaf-rhone-alpes                 caf-69  cpam-69  carsat-rhone-alpes
01200 74109 Éloise       urssaf-rhone-alpes                 caf-74  cpam-74  carsat-rhone-alpes
13008 13208 Marseille    urssaf-provence-alpes-cote-d-azur  caf-13  cpam-13  carsat-sud-est
05000 05061 Gap          urssaf-provence-alpes-cote-d-azur  caf-05  cpam-05  carsat-sud-est
20000 2A004 Ajaccio      urssaf-corse                       caf-2a  cpam-2a  carsat-sud-est
20200 2B033 Bastia       urssaf-corse                       caf-2b  cpam-2b  carsat-sud-est
33000 33063 Bordeaux     urssaf-aquitaine                   caf-33  cpam-33  carsat-aquitaine
31000 31555 Toulouse     urssaf-midi-pyrenees               caf-31  cpam-31  carsat-midi-pyrenees
34000 34172 Montpellier  urssaf-languedoc-roussillon        caf-34  cpam-34  carsat-languedoc-roussillon
48000 48095 Mende        urssaf-languedoc-roussillon        caf-48  cpam-48  carsat-languedoc-roussillon
67000 67482 Strasbourg   urssaf-alsace                      caf-67  cpam-67  carsat-alsace-moselle
57000 57463 Metz         urssaf-lorraine                    caf-57  cpam-57  carsat-alsace-moselle
54000 54395 Nancy        urssaf-lorraine                    caf-54  cpam-54  carsat-nord-est
44000 44109 Nantes       urssaf-pays-de-la-loire            caf-44  cpam-44  carsat-pays-de-la-loire
35000 35238 Rennes       urssaf-bretagne                    caf-35  cpam-35  carsat-bretagne
14000 14118 Caen         urssaf-normandie                   caf-14  cpam-14  carsat-normandie
80000 80021 Amiens       urssaf-picardie                    caf-80  cpam-80  carsat-nord-picardie
63000 63113 Clermont     urssaf-auvergne                    caf-63  cpam-63  carsat-auvergne
87000 87085 Limoges      urssaf-limousin                    caf-87  cpam-87  carsat-centre-ouest
86000 86194 Poitiers     urssaf-poitou-charentes            caf-86  cpam-86  carsat-centre-ouest
45000 45234 Orléans      urssaf-centre-val-de-loire         caf-45  cpam-45  carsat-centre-val-de-loire
21000 21231 Dijon        urssaf-bourgogne                   caf-21  cpam-21  carsat-bourgogne-franche-comte
25000 25056 Besançon     urssaf-franche-comte               caf-25  cpam-25  carsat-bourgogne-franche-comte
97110 97120 Pointe       cgss-971                           caf-971 cgss-971 cgss-971
97200 97209 Fort         cgss-972                           caf-972 cgss-972 cgss-972
97300 97302 Cayenne      cgss-973                           caf-973 cgss-973 cgss-973
97400 97411 Saint-Denis  cgss-974                           caf-974 cgss-974 cgss-974
97600 97611 Mamoudzou    cssm-976                           cssm-976 cssm-976 cssm-976
97150 97801 Saint-Martin cgss-971                           caf-971 cgss-971 cgss-971
97133 97701 Saint-Barth  cps-977                            cps-977 cps-977  cps-977
97500 97502 Saint-Pierre cps-975                            cps-975 cps-975  cps-975
"""
ROWS = [line.split() for line in BY_HAND.strip().splitlines()]


def bodies(directory: Directory, commune: Commune) -> list[str]:
    """The body of each of the four needs, for who lives where they work."""
    routing = route(Situation(frozenset(NEEDS), commune, commune), directory)
    return [next(each.body for each in routing.choices if need in each.needs) for need in NEEDS]


@pytest.mark.parametrize("row", ROWS, ids=[row[2] for row in ROWS])
def test_a_commune_has_the_bodies_found_by_hand(directory: Directory, at: At, row: list[str]) -> None:
    postal_code, code, name, *expected = row
    commune = at(postal_code, code)
    assert commune.name.startswith(name)
    assert expected == bodies(directory, commune)


# Some regional bodies with all their départements: Urssaf by regions of before 2016, pension funds by CSS D215-1.
REGIONS = {
    "urssaf-nord-pas-de-calais": ["59", "62"],
    "urssaf-normandie": ["14", "27", "50", "61", "76"],
    "urssaf-lorraine": ["54", "55", "57", "88"],
    "urssaf-corse": ["2A", "2B"],
    "carsat-alsace-moselle": ["57", "67", "68"],
    "carsat-centre-ouest": ["16", "17", "19", "23", "79", "86", "87"],
    "carsat-bourgogne-franche-comte": ["21", "25", "39", "58", "70", "71", "89", "90"],
    "cnav-idf": ["75", "77", "78", "91", "92", "93", "94", "95"],
}


@pytest.mark.parametrize("body", REGIONS)
def test_a_regional_body_serves_its_departements_and_no_other(directory: Directory, body: str) -> None:
    served = [
        each.departement for each in directory.territories.values() if body in (each.urssaf, each.retirement)
    ]
    assert REGIONS[body] == sorted(served)


def _swap(data: Path, table: str, key: str, pair: tuple[str, str], column: str) -> None:
    """Two rows of a table, found by their key, exchange a column."""
    with (data / table).open(encoding="utf-8", newline="") as file:
        rows = {row[key]: row for row in csv.DictReader(file)}
    one, other = (rows[each] for each in pair)
    one[column], other[column] = other[column], one[column]
    with (data / table).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(one))
        writer.writeheader()
        writer.writerows(rows.values())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data, to be spoilt."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.mark.parametrize("column", ["urssaf", "caf", "cpam", "carsat"])
def test_two_swapped_bodies_are_refused_by_the_compilation(data: Path, tmp_path: Path, column: str) -> None:
    _swap(data, "territory.csv", "departement", ("10", "80"), column)
    with pytest.raises(DataError, match=r"territory\.csv gives .* to 10"):
        compile_data(tmp_path / "out", data)


def test_two_bodies_swapped_in_both_tables_are_found_by_hand(data: Path, tmp_path: Path) -> None:
    _swap(data, "territory.csv", "departement", ("10", "51"), "caf")
    _swap(data, "agencies.csv", "id", ("caf-10", "caf-51"), "departements")
    compile_data(tmp_path / "out", data)
    directory, gazetteer = Directory.load(tmp_path / "out"), BuiltGazetteer(tmp_path / "out" / "communes")
    wrong = []
    for postal_code, code, name, *expected in ROWS:
        commune = gazetteer.commune(postal_code, code)
        assert commune is not None
        if expected != bodies(directory, commune):
            wrong.append(name)
    assert ["Troyes", "Reims"] == wrong
