"""Where the requests for aids go: to the body that examines them, and to no other."""

from __future__ import annotations

import json
from http import HTTPStatus

import pytest

from aid_answers import ACED, AFE, AFE_STEP, AIDS, FCI
from aid_requests import URSSAF, reviewed, sent, went_to
from answers import Pairs, changed, without
from counter import Counter
from entraide.cases.packets import packet
from entraide.forms.aids.aced import Aced
from visitor import Visitor

INVALID: Pairs = [("afe.invalidity", "yes")]
BOTH: Pairs = [*changed(ACED, aced__with_afe="yes"), *AFE_STEP]
PENSIONER = changed(FCI, activity__main="also-pension")
REUNION = {"places__work__postal_code": "97400", "places__work__commune": "97411"}
MAYOTTE = {"places__work__postal_code": "97600", "places__work__commune": "97611"}
PARIS = {"places__home__postal_code": "75015", "places__home__commune": "75115"}
CONSENT = {"review__health_consent": "yes"}


class TestWhereItGoes:
    @pytest.mark.parametrize("form", sorted(AIDS))
    @pytest.mark.parametrize(("work", "body"), [(REUNION, "cgss-974"), (MAYOTTE, "cssm-976")])
    def test_overseas_the_one_office_of_the_place_of_work(
        self, form: str, work: dict[str, str], body: str, visitor: Visitor
    ) -> None:
        assert {body: {form}} == went_to(sent(visitor, form, changed(AIDS[form], **work)))

    def test_afe_with_an_invalidity_pension_goes_to_the_cpam_of_the_home_alone(
        self, visitor: Visitor
    ) -> None:
        assert {"cpam-33": {"afe"}} == went_to(sent(visitor, "afe", [*AFE, *INVALID], **CONSENT))

    def test_inside_aced_it_goes_to_the_cpam_and_the_rest_to_the_urssaf(self, visitor: Visitor) -> None:
        stored = sent(visitor, "aced", [*BOTH, *INVALID], **CONSENT)
        assert {URSSAF: {"aced"}, "cpam-33": {"afe"}} == went_to(stored)

    def test_both_aids_go_to_the_urssaf_without_such_a_pension(self, visitor: Visitor) -> None:
        assert {URSSAF: {"aced", "afe"}} == went_to(sent(visitor, "aced", BOTH))

    def test_an_answer_hidden_again_does_not_count(self, visitor: Visitor) -> None:
        stored = sent(visitor, "aced", [*ACED, *AFE_STEP, *INVALID], **CONSENT)
        assert {URSSAF: {"aced"}} == went_to(stored)
        assert json.loads(stored.case.answers)["afe"]["amount"] is None

    @pytest.mark.parametrize(("form", "pairs"), [("afe", [*AFE, *INVALID]), ("aced", [*BOTH, *INVALID])])
    def test_without_consent_the_pension_is_neither_stored_nor_used(
        self, form: str, pairs: Pairs, visitor: Visitor
    ) -> None:
        """That the AFE is the Urssaf's then is not on the first page: it is shown before anything is sent."""
        reviewed(visitor, form, pairs).press("send").press("send")
        (stored,) = visitor.counter.store.cases.values()
        assert {URSSAF} == went_to(stored).keys()
        assert json.loads(stored.case.answers)["afe"]["invalidity"] is None
        assert "invalidity" not in repr(stored.destinations)

    def test_only_the_unticked_body_is_left_out_when_the_route_changes(self, visitor: Visitor) -> None:
        reviewed(visitor, "aced", [*BOTH, *INVALID]).press("send", review__bodies=["none", "cpam-33"])
        assert HTTPStatus.UNPROCESSABLE_ENTITY == visitor.status
        assert {} == visitor.counter.store.cases

    def test_fci_of_who_draws_a_pension_goes_to_the_carsat_of_the_home_alone(self, visitor: Visitor) -> None:
        assert {"carsat-aquitaine": {"fci"}} == went_to(sent(visitor, "fci", PENSIONER))

    def test_in_ile_de_france_it_goes_to_the_cnav(self, visitor: Visitor) -> None:
        (body,) = went_to(sent(visitor, "fci", changed(PENSIONER, **PARIS)))
        assert body.startswith("cnav")

    @pytest.mark.parametrize("form", ["aced", "afe", "adr"])
    def test_a_pension_changes_nothing_for_the_other_aids(self, form: str, visitor: Visitor) -> None:
        stored = sent(visitor, form, changed(AIDS[form], activity__main="also-pension"))
        assert {URSSAF: {form}} == went_to(stored)

    def test_who_lives_where_he_works_gives_one_commune(self, visitor: Visitor) -> None:
        at_home = changed(without([*AFE, *INVALID], "places.home."), places__home_kind="same")
        assert {"cpam-10": {"afe"}} == went_to(sent(visitor, "afe", at_home, **CONSENT))

    def test_who_lives_abroad_is_looked_after_by_a_person(self, visitor: Visitor) -> None:
        abroad = changed(without(PENSIONER, "places.home."), places__home_kind="abroad")
        stored = sent(visitor, "fci", [*abroad, ("places.country", "Belgique")])
        assert {URSSAF: {"fci"}} == went_to(stored)
        assert [True] == [each.needs_person for each in stored.destinations]

    def test_of_several_cpam_the_worker_chooses_one(self, visitor: Visitor) -> None:
        lille = changed(AFE, places__home__postal_code="59000", places__home__commune="59350")
        reviewed(visitor, "afe", [*lille, *INVALID])
        chosen = next(each for each in visitor.page.offered("review.cpam") if each)
        visitor.press("send", review__cpam=chosen, **CONSENT)
        (stored,) = visitor.counter.store.cases.values()
        assert {"afe"} == went_to(stored)[chosen]

    def test_periods_are_told_to_the_body_that_collects_and_to_no_other(self, visitor: Visitor) -> None:
        two = [("aced.by_period.1.start.month", "7"), ("aced.by_period.1.start.year", "2026")]
        stored = sent(visitor, "aced", [*BOTH, *two, *INVALID], **CONSENT)
        seen = {
            each.body: packet(Aced, stored.case.answers, each)["aced"].get("by_period")
            for each in stored.destinations
        }
        owed = [{"start": "2026-04", "amount": "1180.00"}, {"start": "2026-07", "amount": None}]
        assert {URSSAF: owed, "cpam-33": None} == seen

    @pytest.mark.parametrize(("periods", "kept"), [("older", 1), ("current", 0)])
    def test_periods_are_asked_for_where_something_is_late(
        self, periods: str, kept: int, visitor: Visitor
    ) -> None:
        stored = sent(visitor, "aced", changed(ACED, aced__periods=periods))
        assert kept == len(json.loads(stored.case.answers)["aced"]["by_period"] or ())

    def test_an_unconnected_urssaf_leaves_a_file_to_hand_in(self, counter: Counter) -> None:
        visitor = Visitor(Counter(counter.built, "file"))
        stored = sent(visitor, "aced", ACED)
        words = counter.desk.words("fr").of_form("aced")
        assert [True] == [each.prepared_at is not None for each in stored.destinations]
        assert words.text("interface", "receipt", "next_prepared") in visitor.page.text
        assert words.text("interface", "receipt", "next_waiting") in visitor.page.text
        assert "Help!" not in visitor.page.text


class TestHealth:
    def test_a_difficulty_due_to_health_is_left_out_without_consent(self, visitor: Visitor) -> None:
        stored = sent(visitor, "aced", changed(ACED, event__kind="health"))
        answers = json.loads(stored.case.answers)["event"]
        assert (None, "going-on") == (answers["kind"], answers["course"])

    def test_and_sent_with_it(self, visitor: Visitor) -> None:
        stored = sent(visitor, "aced", changed(ACED, event__kind="health"), **CONSENT)
        assert "health" == json.loads(stored.case.answers)["event"]["kind"]

    @pytest.mark.parametrize("form", sorted(AIDS))
    def test_no_consent_is_asked_when_nothing_is_said_of_health(self, form: str, visitor: Visitor) -> None:
        reviewed(visitor, form, AIDS[form])
        assert [] == visitor.page.offered("review.health_consent")
