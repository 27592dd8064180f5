"""Territories that are not like the others: several CPAM, overseas, shared offices, Île-de-France."""

from __future__ import annotations

import pytest

from entraide.agencies.vocabulary import Activity, Need, Role
from routed import ALL, Place, Router, holder, rules, summary

LILLE = ("59000", "59350")
BAYONNE = ("64100", "64102")
TARNOS = ("40220", "40312")
MENDE = ("48000", "48095")
GUSTAVIA = ("97133", "97701")
MIQUELON = ("97500", "97502")


class TestSeveralCpam:
    CANDIDATES = ("cpam-59-hainaut", "cpam-59-lille-douai", "cpam-59-roubaix-tourcoing", "cpam-59-flandres")

    def test_the_coordinator_holds_the_need_until_somebody_decides(self, routed: Router) -> None:
        routing = routed({Need.HEALTH, Need.BENEFITS}, home=LILLE)
        assert {"urssaf-champagne-ardenne": {"health"}, "caf-59": {"benefits"}} == summary(routing)
        choice = holder(routing, Need.HEALTH)
        assert (True, self.CANDIDATES) == (choice.needs_person, choice.candidates)
        assert ["coordinator.work", "health.candidates"] == rules(choice)

    def test_the_holder_sees_no_health_answer(self, routed: Router) -> None:
        assert {Role.COORDINATOR} == holder(routed({Need.HEALTH}, home=LILLE), Need.HEALTH).roles

    def test_the_likeliest_comes_first_and_decides_nothing(self, routed: Router) -> None:
        choice = holder(routed({Need.HEALTH}, home=BAYONNE), Need.HEALTH)
        assert ("cpam-64-bayonne", "cpam-64-pau-pyrenees") == choice.candidates
        assert "urssaf-champagne-ardenne" == choice.body

    @pytest.mark.parametrize("cpam", CANDIDATES)
    def test_the_workers_choice_is_followed(self, routed: Router, cpam: str) -> None:
        choice = holder(routed({Need.HEALTH}, home=LILLE, cpam=cpam), Need.HEALTH)
        assert (cpam, False, self.CANDIDATES) == (choice.body, choice.needs_person, choice.candidates)
        assert ["health.home", "health.chosen"] == rules(choice)

    def test_a_choice_that_is_not_a_candidate_is_ignored_and_told(self, routed: Router) -> None:
        choice = holder(routed({Need.HEALTH}, home=LILLE, cpam="cpam-10"), Need.HEALTH)
        assert ("urssaf-champagne-ardenne", self.CANDIDATES) == (choice.body, choice.candidates)
        assert ["coordinator.work", "health.candidates", "health.choice-ignored"] == rules(choice)

    def test_so_it_is_where_there_is_nothing_to_choose(self, routed: Router) -> None:
        choice = holder(routed({Need.HEALTH}, cpam="cpam-10"), Need.HEALTH)
        assert ("cpam-33", ["health.home", "health.choice-ignored"]) == (choice.body, rules(choice))

    def test_afe_with_an_invalidity_pension_waits_too(self, routed: Router) -> None:
        choice = holder(routed({Need.AFE}, home=LILLE, invalidity_pension=True), Need.AFE)
        assert ("urssaf-champagne-ardenne", self.CANDIDATES) == (choice.body, choice.candidates)

    def test_a_contracted_health_profession_chooses_among_those_of_the_practice(self, routed: Router) -> None:
        routing = routed({Need.HEALTH}, work=LILLE, activity=Activity.HEALTH_PROFESSION)
        choice = holder(routing, Need.HEALTH)
        assert ("urssaf-nord-pas-de-calais", self.CANDIDATES) == (choice.body, choice.candidates)

    def test_seignanx_offers_both_and_says_why(self, routed: Router) -> None:
        routing = routed({Need.HEALTH, Need.BENEFITS}, home=TARNOS)
        choice = holder(routing, Need.HEALTH)
        assert ("cpam-40", "cpam-64-bayonne") == choice.candidates
        assert ["coordinator.work", "health.candidates", "territory.seignanx"] == rules(choice)
        assert ["benefits.home", "territory.seignanx"] == rules(holder(routing, Need.BENEFITS))

    def test_seignanx_follows_the_workers_choice(self, routed: Router) -> None:
        assert (
            "cpam-64-bayonne"
            == holder(routed({Need.HEALTH}, home=TARNOS, cpam="cpam-64-bayonne"), Need.HEALTH).body
        )


class TestOverseas:
    @pytest.mark.parametrize(
        ("place", "number"), [(("97200", "97209"), 972), (("97300", "97302"), 973), (("97400", "97411"), 974)]
    )
    def test_a_cgss_plays_three_roles_and_the_caf_stays_apart(
        self, routed: Router, place: Place, number: int
    ) -> None:
        routing = routed(ALL, work=place, home=place)
        assert {
            f"cgss-{number}": {str(need) for need in ALL - {Need.BENEFITS}},
            f"caf-{number}": {"benefits"},
        } == (summary(routing))
        roles = {Role.COORDINATOR, Role.CONTRIBUTIONS, Role.HEALTH, Role.RETIREMENT}
        assert roles == routing.choices[0].roles
        assert 1 == rules(routing.choices[0]).count("territory.cgss")

    def test_saint_martin_has_the_bodies_of_guadeloupe(self, routed: Router) -> None:
        place = ("97150", "97801")
        routing = routed({Need.CONTRIBUTIONS, Need.BENEFITS}, work=place, home=place)
        assert {"cgss-971": {"contributions"}, "caf-971": {"benefits"}} == summary(routing)
        assert ["benefits.home", "territory.saint-martin"] == rules(routing.choices[1])
        assert {"978"} == {choice.territory for choice in routing.choices}

    def test_mayotte_has_one_body_for_all(self, routed: Router) -> None:
        place = ("97600", "97611")
        routing = routed(ALL, work=place, home=place)
        assert {"cssm-976": {str(need) for need in ALL}} == summary(routing)
        assert not routing.choices[0].needs_person

    @pytest.mark.parametrize(("place", "body"), [(GUSTAVIA, "cps-977"), (MIQUELON, "cps-975")])
    def test_a_named_body_holds_the_case_until_a_person_decides(
        self, routed: Router, place: Place, body: str
    ) -> None:
        (choice,) = routed(ALL, work=place, home=place).choices
        assert (body, ALL, True) == (choice.body, choice.needs, choice.needs_person)

    @pytest.mark.parametrize("need", [Need.BENEFITS, Need.HEALTH, Need.RETIREMENT])
    def test_so_it_is_for_a_home_there_and_work_elsewhere(self, routed: Router, need: Need) -> None:
        choice = holder(routed({need}, home=GUSTAVIA), need)
        assert ("cps-977", True, "977") == (choice.body, choice.needs_person, choice.territory)

    def test_the_complementary_pension_of_saint_pierre_is_told(self, routed: Router) -> None:
        choice = holder(routed({Need.RETIREMENT}, work=MIQUELON, home=MIQUELON), Need.RETIREMENT)
        assert "territory.saint-pierre-et-miquelon-pension" in rules(choice)
        choice = holder(routed({Need.HEALTH}, work=MIQUELON, home=MIQUELON), Need.HEALTH)
        assert "territory.saint-pierre-et-miquelon-pension" not in rules(choice)


def test_in_lozere_the_shared_address_is_told_once(routed: Router) -> None:
    routing = routed({Need.BENEFITS, Need.HEALTH}, home=MENDE)
    assert ["benefits.home"] == rules(holder(routing, Need.BENEFITS))
    health = holder(routing, Need.HEALTH)
    assert ["health.home", "territory.shared-office"] == rules(health)
    assert {"office": "Caf de Lozère"} == dict(health.reasons[-1].inputs)


def test_a_shared_address_is_not_told_of_a_body_that_is_alone(routed: Router) -> None:
    assert ["health.home"] == rules(holder(routed({Need.HEALTH}, home=MENDE), Need.HEALTH))


def test_in_ile_de_france_the_cnav_pays_pensions(routed: Router) -> None:
    choice = holder(routed({Need.RETIREMENT}, home=("75011", "75111")), Need.RETIREMENT)
    assert ("cnav-idf", ["retirement.home", "territory.ile-de-france"]) == (choice.body, rules(choice))
