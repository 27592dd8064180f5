"""Routing is total: every commune, need and activity, and any situation, gets an answer that names somebody."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from infra.compile_data import DATA

from entraide.agencies.competence import AIDS, EXITS
from entraide.agencies.directory import Directory
from entraide.agencies.gazetteer import BuiltGazetteer
from entraide.agencies.places import Commune
from entraide.agencies.routing import route
from entraide.agencies.situation import Choice, Routing, Situation
from entraide.agencies.vocabulary import Activity, Need, Network, PensionPayer, Position, Role

FAMILIES: tuple[Activity | None, ...] = (None, *Activity)

# Which networks may be asked for a need, in all of France; 975 and 977 always go to a person.
BASE = {Network.CGSS, Network.CSSM}
RIGHT = {
    Need.CONTRIBUTIONS: {Network.URSSAF, *BASE},
    Need.ACED: {Network.URSSAF, *BASE},
    Need.AFE: {Network.URSSAF, Network.CPAM, *BASE},
    Need.FCI: {Network.URSSAF, Network.CARSAT, Network.CNAV, *BASE},
    Need.ADR: {Network.URSSAF, *BASE},
    Need.BENEFITS: {Network.CAF, Network.CSSM},
    Need.HEALTH: {Network.CPAM, *BASE},
    Need.RETIREMENT: {Network.CARSAT, Network.CNAV, *BASE},
}


def rows() -> Iterator[Commune]:
    """Every commune code of the data as shipped, Paris, Lyon and Marseille as wholes included."""
    seen: set[str] = set()
    with (DATA / "postal_communes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["commune_code"] not in seen:
                seen.add(row["commune_code"])
                yield Commune(
                    row["commune_code"],
                    row["commune_name"],
                    row["postal_code"],
                    row["departement"],
                    row["arrondissement"],
                )


COMMUNES = tuple(rows())
SEIGNANX = tuple(each for each in COMMUNES if each.code in {"40042", "40312"})
ONE_FOR_EACH_ARRONDISSEMENT = (
    *{each.arrondissement or each.departement: each for each in COMMUNES}.values(),
    *SEIGNANX,
)


class France:
    """Routes, and tells what is wrong with a routing; a class, so that Hypothesis does not print the directory."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def route(self, situation: Situation) -> Routing:
        return route(situation, self._directory)

    def cpam(self, situation: Situation) -> set[str]:
        """The CPAM that may be asked for either place."""
        both = [place for place in (situation.work, situation.home) if place]
        return {body for place in both for body in self._directory.cpam_candidates(place)}

    def faults(self, situation: Situation) -> list[str]:
        """What is wrong with the routing of a situation; nothing is expected."""
        routing = self.route(situation)
        found = [] if routing.choices or routing.referrals else ["nobody"]
        answered = frozenset[Need]().union(*(each.needs for each in routing.choices))
        answered = answered.union(*(each.needs for each in routing.referrals))
        if situation.needs - answered:
            found.append(f"forgotten: {situation.needs - answered}")
        aids_alone = situation.needs and situation.needs <= AIDS and situation.position not in EXITS
        if aids_alone:
            found += [f"{each.body} is told of no aid" for each in routing.choices if not each.needs]
        elif routing.choices and Role.COORDINATOR not in routing.choices[0].roles:
            found.append("the coordinator does not come first")
        if len({choice.body for choice in routing.choices}) != len(routing.choices):
            found.append("a body twice")
        for choice in routing.choices:
            found += self._choice_faults(choice, situation)
        return found

    def _choice_faults(self, choice: Choice, situation: Situation) -> list[str]:
        body = self._directory.bodies.get(choice.body)
        if body is None:
            return [f"unknown body {choice.body}"]
        places = {place.departement for place in (situation.work, situation.home) if place}
        here = places & set(body.departments) or body.id in self.cpam(situation)
        found = [] if here else [f"{body.id} is of another territory"]
        if choice.territory not in places:
            found.append(f"{body.id}: territory {choice.territory}")
        if any(other not in self._directory.bodies for other in choice.candidates):
            found.append("unknown candidate")
        if not (choice.reasons and choice.roles):
            found.append(f"{body.id} without a reason or a role")
        if not choice.needs_person:
            found += [f"{need} to {body.id}" for need in choice.needs if body.network not in RIGHT[need]]
        if body.network is Network.URSSAF and choice.roles & {Role.BENEFITS, Role.HEALTH, Role.RETIREMENT}:
            found.append("an Urssaf would see answers meant for another network")
        return found

    def wrong(self, communes: Iterable[Commune]) -> list[str]:
        """The faults of each commune, as home and place of work, with each need and family of activity."""
        return [
            f"{commune.code} {need} {family}: {fault}"
            for commune, need, family in product(communes, Need, FAMILIES)
            for fault in self.faults(Situation(frozenset({need}), commune, commune, activity=family))
        ]


@pytest.fixture(scope="module")
def france(directory: Directory) -> France:
    return France(directory)


def test_the_data_has_all_its_communes() -> None:
    assert 34924 == len(COMMUNES)


def test_a_commune_of_each_arrondissement_has_somebody_for_each_need(france: France) -> None:
    assert len(ONE_FOR_EACH_ARRONDISSEMENT) == 333 + 4 + len(SEIGNANX)
    assert [] == france.wrong(ONE_FOR_EACH_ARRONDISSEMENT)


@pytest.mark.prove
def test_every_commune_has_somebody_for_each_need(france: France) -> None:
    assert [] == france.wrong(COMMUNES)


def test_every_offered_commune_is_one_of_the_data(gazetteer: BuiltGazetteer) -> None:
    with (DATA / "postal_communes.csv").open(encoding="utf-8", newline="") as file:
        pairs = {(row["postal_code"], row["commune_code"]) for row in csv.DictReader(file)}
    offered = {(each.postal_code, each.code) for code, _ in pairs for each in gazetteer.communes(code)}
    assert {"75056", "69123", "13055"} == {code for _, code in pairs - offered}
    assert set() == offered - pairs


particular = [each for each in ONE_FOR_EACH_ARRONDISSEMENT if each.departement[:2] in {"59", "64", "97"}]
places = st.sampled_from(ONE_FOR_EACH_ARRONDISSEMENT) | st.sampled_from([*particular, *SEIGNANX])
situations = st.builds(
    Situation,
    needs=st.frozensets(st.sampled_from(Need)),
    work=st.none() | places,
    home=st.none() | places,
    home_abroad=st.booleans(),
    position=st.sampled_from(Position),
    activity=st.none() | st.sampled_from(Activity),
    pension_payer=st.none() | st.sampled_from(PensionPayer),
    invalidity_pension=st.booleans(),
    draws_pension=st.booleans(),
    cpam=st.sampled_from([None, "cpam-10", "cpam-59-flandres", "cpam-64-bayonne", "nonsense"]),
)


@settings(max_examples=400, deadline=None)
@given(situation=situations)
def test_any_situation_gets_somebody(france: France, situation: Situation) -> None:
    assert [] == france.faults(situation)


@settings(max_examples=200, deadline=None)
@given(situation=situations)
def test_several_needs_go_where_each_would_go_alone(france: France, situation: Situation) -> None:
    together = {(need, each.body) for each in france.route(situation).choices for need in each.needs}
    alone: set[tuple[Need, str]] = set()
    for need in situation.needs:
        single = replace(situation, needs=frozenset({need}))
        alone |= {(found, each.body) for each in france.route(single).choices for found in each.needs}
    assert alone == together


@settings(max_examples=200, deadline=None)
@given(situation=situations)
def test_an_unknown_cpam_is_never_asked(france: France, situation: Situation) -> None:
    asked = {each.body for each in france.route(situation).choices}
    assert {body for body in asked if body.startswith("cpam")} <= france.cpam(situation)


@settings(max_examples=200, deadline=None)
@given(situation=situations.filter(lambda each: each.position in EXITS))
def test_who_is_of_another_scheme_meets_one_body_at_most(france: France, situation: Situation) -> None:
    routing = france.route(situation)
    assert len(routing.choices) == bool(situation.work or situation.home)
    assert len(routing.referrals) == 1
