"""The rules of competence, one by one: who gets a need, by which address, and what is told instead."""

from __future__ import annotations

import pytest

from entraide.agencies.competence import AIDS
from entraide.agencies.directory import Directory
from entraide.agencies.rules import Rule, Told
from entraide.agencies.vocabulary import Activity, Need, PensionPayer, Position, Role
from routed import ALL, Router, holder, rules, summary, told


def test_work_decides_for_contributions_and_the_aids_and_home_for_the_rest(routed: Router) -> None:
    assert {
        "urssaf-champagne-ardenne": {"contributions", "aced", "afe", "fci", "adr"},
        "caf-33": {"benefits"},
        "cpam-33": {"health"},
        "carsat-aquitaine": {"retirement"},
    } == summary(routed(ALL))


def test_roles_are_those_of_the_needs_and_the_urssaf_coordinates(routed: Router) -> None:
    assert {
        "urssaf-champagne-ardenne": {Role.CONTRIBUTIONS, Role.COORDINATOR},
        "caf-33": {Role.BENEFITS},
        "cpam-33": {Role.HEALTH},
        "carsat-aquitaine": {Role.RETIREMENT},
    } == {choice.body: set(choice.roles) for choice in routed(ALL).choices}


def test_the_coordinator_is_there_without_a_need_of_its_own(routed: Router) -> None:
    routing = routed({Need.BENEFITS})
    assert {"urssaf-champagne-ardenne": set(), "caf-33": {"benefits"}} == summary(routing)
    assert Role.COORDINATOR in routing.choices[0].roles
    assert {Role.COORDINATOR} == routing.choices[0].roles


def test_without_a_need_the_coordinator_looks_alone(routed: Router) -> None:
    routing = routed(set())
    assert {"urssaf-champagne-ardenne": set()} == summary(routing)
    assert ["coordinator.work", "coordinator.no-need"] == rules(routing.choices[0])
    assert not routing.choices[0].needs_person


def test_each_choice_tells_the_territory_that_decided(routed: Router) -> None:
    assert ["10", "33"] == [choice.territory for choice in routed({Need.BENEFITS}).choices]


def test_a_reason_tells_what_was_looked_at_and_the_directory(routed: Router, directory: Directory) -> None:
    (reason,) = holder(routed({Need.BENEFITS}), Need.BENEFITS).reasons
    assert Rule.BENEFITS_HOME == reason.rule
    assert {"commune": "Bordeaux", "departement": "Gironde", "territory": "33"} == dict(reason.inputs)
    assert directory.version == reason.directory_version


def test_nothing_of_a_certain_routing_needs_a_person_or_a_choice(routed: Router) -> None:
    assert {(False, ())} == {(choice.needs_person, choice.candidates) for choice in routed(ALL).choices}


class TestWithoutAPlaceOfWork:
    @pytest.mark.parametrize("position", [Position.RETIRED, Position.WIDOWED, Position.OWN_NAME])
    def test_the_body_of_the_home_coordinates(self, routed: Router, position: Position) -> None:
        routing = routed({Need.RETIREMENT}, work=None, position=position)
        assert {"urssaf-aquitaine": set(), "carsat-aquitaine": {"retirement"}} == summary(routing)
        assert ["coordinator.home"] == rules(routing.choices[0])

    def test_a_person_finds_out_who_keeps_the_account(self, routed: Router) -> None:
        choice = holder(routed({Need.CONTRIBUTIONS, Need.ADR}, work=None), Need.CONTRIBUTIONS)
        assert ("urssaf-aquitaine", True) == (choice.body, choice.needs_person)
        assert ["coordinator.home", "contributions.home", "aid.home"] == rules(choice)

    def test_a_retired_person_who_gives_a_place_of_work_keeps_its_coordinator(self, routed: Router) -> None:
        routing = routed({Need.RETIREMENT}, position=Position.RETIRED)
        assert "urssaf-champagne-ardenne" == routing.choices[0].body


class TestHomeNotInFrance:
    @pytest.mark.parametrize("need", [Need.BENEFITS, Need.HEALTH, Need.RETIREMENT])
    def test_a_person_at_the_urssaf_decides(self, routed: Router, need: Need) -> None:
        routing = routed({need}, home=None, home_abroad=True)
        (choice,) = routing.choices
        assert ("urssaf-champagne-ardenne", True, frozenset({need})) == (
            choice.body,
            choice.needs_person,
            choice.needs,
        )
        assert {Role.COORDINATOR} == choice.roles
        assert ["coordinator.work", "home.abroad"] == rules(choice)

    def test_a_home_that_was_not_given_is_told_apart(self, routed: Router) -> None:
        (choice,) = routed({Need.BENEFITS}, home=None).choices
        assert ["coordinator.work", "home.unknown"] == rules(choice)
        assert choice.needs_person

    def test_contributions_do_not_wait_for_a_home(self, routed: Router) -> None:
        (choice,) = routed({Need.CONTRIBUTIONS}, home=None, home_abroad=True).choices
        assert ("urssaf-champagne-ardenne", False) == (choice.body, choice.needs_person)

    def test_without_any_address_the_person_is_told_where_to_go(self, routed: Router) -> None:
        routing = routed({Need.RETIREMENT}, work=None, home=None, home_abroad=True)
        assert ((), {"no-place": {"retirement"}}) == (routing.choices, told(routing))

    def test_without_an_address_or_a_need_too(self, routed: Router) -> None:
        routing = routed(set(), work=None, home=None, home_abroad=True)
        assert ((), {"no-place": set()}) == (routing.choices, told(routing))


class TestHealth:
    def test_a_contracted_health_profession_has_the_cpam_of_its_practice(self, routed: Router) -> None:
        choice = holder(routed({Need.HEALTH}, activity=Activity.HEALTH_PROFESSION), Need.HEALTH)
        assert ("cpam-10", ["health.practice"]) == (choice.body, rules(choice))

    def test_that_holds_with_a_home_abroad(self, routed: Router) -> None:
        routing = routed({Need.HEALTH}, home=None, home_abroad=True, activity=Activity.HEALTH_PROFESSION)
        assert "cpam-10" == holder(routing, Need.HEALTH).body

    @pytest.mark.parametrize("position", [Position.RETIRED, Position.WIDOWED])
    def test_it_ends_with_the_practice(self, routed: Router, position: Position) -> None:
        routing = routed({Need.HEALTH}, activity=Activity.HEALTH_PROFESSION, position=position)
        assert "cpam-33" == holder(routing, Need.HEALTH).body

    def test_lawyers_are_told_that_they_have_no_sick_pay(self, routed: Router) -> None:
        routing = routed({Need.HEALTH}, activity=Activity.LAWYER)
        assert "cpam-33" == holder(routing, Need.HEALTH).body
        assert {"lawyers-sick-pay": {"health"}} == told(routing)


class TestAids:
    @pytest.mark.parametrize("aid", sorted(AIDS))
    def test_an_aid_goes_to_the_body_that_examines_it_and_to_no_other(
        self, routed: Router, aid: Need
    ) -> None:
        routing = routed({aid})
        assert {"urssaf-champagne-ardenne": {str(aid)}} == summary(routing)
        assert all(Role.COORDINATOR not in each.roles for each in routing.choices)

    def test_two_aids_of_two_bodies_have_no_coordinator(self, routed: Router) -> None:
        routing = routed({Need.ACED, Need.AFE}, invalidity_pension=True)
        assert {"urssaf-champagne-ardenne": {"aced"}, "cpam-33": {"afe"}} == summary(routing)
        assert all(Role.COORDINATOR not in each.roles for each in routing.choices)

    def test_beside_another_need_the_urssaf_coordinates(self, routed: Router) -> None:
        routing = routed({Need.FCI, Need.BENEFITS}, draws_pension=True)
        assert {
            "urssaf-champagne-ardenne": set(),
            "carsat-aquitaine": {"fci"},
            "caf-33": {"benefits"},
        } == summary(routing)
        assert Role.COORDINATOR in routing.choices[0].roles

    def test_afe_with_an_invalidity_pension_is_the_cpams(self, routed: Router) -> None:
        choice = holder(routed({Need.AFE}, invalidity_pension=True), Need.AFE)
        assert ("cpam-33", frozenset({Role.HEALTH}), ["afe.invalidity"]) == (
            choice.body,
            choice.roles,
            rules(choice),
        )

    def test_fci_for_who_works_and_draws_a_pension_is_the_carsats(self, routed: Router) -> None:
        choice = holder(routed({Need.FCI}, draws_pension=True), Need.FCI)
        assert "carsat-aquitaine" == choice.body
        assert (frozenset({Role.RETIREMENT}), ["fci.pension"]) == (choice.roles, rules(choice))

    @pytest.mark.parametrize("need", [Need.ACED, Need.FCI, Need.ADR])
    def test_an_invalidity_pension_changes_no_other_aid(self, routed: Router, need: Need) -> None:
        assert "urssaf-champagne-ardenne" == holder(routed({need}, invalidity_pension=True), need).body

    @pytest.mark.parametrize("need", [Need.ACED, Need.AFE, Need.ADR])
    def test_drawing_a_pension_changes_no_other_aid(self, routed: Router, need: Need) -> None:
        assert "urssaf-champagne-ardenne" == holder(routed({need}, draws_pension=True), need).body


class TestPensions:
    @pytest.mark.parametrize(
        ("activity", "code"),
        [
            (Activity.REGULATED, Told.PENSION_FUND),
            (Activity.HEALTH_PROFESSION, Told.PENSION_FUND),
            (Activity.LAWYER, Told.LAWYERS_FUND),
        ],
    )
    @pytest.mark.parametrize("payer", [None, PensionPayer.OWN_FUND, PensionPayer.UNKNOWN])
    def test_a_profession_with_its_own_fund_is_told_and_not_queued(
        self, routed: Router, activity: Activity, code: Told, payer: PensionPayer | None
    ) -> None:
        routing = routed({Need.RETIREMENT}, activity=activity, pension_payer=payer)
        assert ((), {code: {"retirement"}}) == (routing.choices, told(routing))

    @pytest.mark.parametrize("activity", [Activity.REGULATED, Activity.LAWYER])
    @pytest.mark.parametrize("payer", [PensionPayer.GENERAL, PensionPayer.BOTH])
    def test_the_carsat_has_the_periods_in_the_general_scheme(
        self, routed: Router, activity: Activity, payer: PensionPayer
    ) -> None:
        routing = routed({Need.RETIREMENT}, activity=activity, pension_payer=payer)
        choice = holder(routing, Need.RETIREMENT)
        assert ("carsat-aquitaine", ["retirement.general-part"]) == (choice.body, rules(choice))
        assert len(told(routing)) == 1

    def test_other_professionals_go_by_what_they_say(self, routed: Router) -> None:
        bodies = {}
        for payer in PensionPayer:
            routing = routed({Need.RETIREMENT}, activity=Activity.LIBERAL, pension_payer=payer)
            bodies[payer] = (
                any(Need.RETIREMENT in each.needs for each in routing.choices),
                list(told(routing)),
            )
        assert {
            PensionPayer.GENERAL: (True, []),
            PensionPayer.OWN_FUND: (False, ["own-fund"]),
            PensionPayer.BOTH: (True, ["own-fund"]),
            PensionPayer.UNKNOWN: (True, []),
        } == bodies

    @pytest.mark.parametrize("activity", [Activity.REGULATED, Activity.HEALTH_PROFESSION, Activity.LAWYER])
    def test_who_collects_pension_contributions_is_told(self, routed: Router, activity: Activity) -> None:
        routing = routed({Need.CONTRIBUTIONS, Need.FCI}, activity=activity)
        assert {"urssaf-champagne-ardenne": {"contributions", "fci"}} == summary(routing)
        assert {"fund-contributions": {"contributions"}} == told(routing)


class TestExits:
    @pytest.mark.parametrize("position", [Position.PAID_HEAD, Position.FARMER, Position.ARTIST])
    def test_who_continues_anyway_is_heard_by_the_coordinator_alone(
        self, routed: Router, position: Position
    ) -> None:
        routing = routed(ALL, position=position, activity=Activity.LAWYER)
        (choice,) = routing.choices
        assert ("urssaf-champagne-ardenne", ALL, True) == (choice.body, choice.needs, choice.needs_person)
        assert {Role.COORDINATOR} == choice.roles
        assert ["coordinator.work", f"exit.{position}"] == rules(choice)
        assert {str(position): {str(need) for need in Need}} == told(routing)

    def test_without_an_address_the_other_scheme_is_still_told(self, routed: Router) -> None:
        routing = routed({Need.BENEFITS}, work=None, home=None, position=Position.FARMER)
        assert ((), {"farmer": {"benefits"}}) == (routing.choices, told(routing))
