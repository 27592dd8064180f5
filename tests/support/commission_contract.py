"""The whole way of a file, on any store: taken, cleared, listed, decided, handed back. What may not be is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from commission_parts import (
    ADJOURNED,
    COMMISSION,
    GRANTED,
    OTHER_BODY,
    OTHER_COMMISSION,
    RECOVERY,
    REFUSED,
    URSSAF,
    Offices,
    key,
    refusal,
)
from entraide.cases.decisions import Decision, Outcome, ReasonCode
from entraide.cases.history import first_broken
from entraide.cases.investigation import RefusedError
from entraide.cases.model import EventKind, Status
from entraide.cases.relinking import Purpose
from entraide.cases.sessions import MOST_FILES, Session
from names_contract import NamesContract


class CommissionContract(NamesContract):
    """Subclasses give the fixture `parts`."""

    def decided(self, offices: Offices, decision: Decision) -> tuple[str, Session]:
        destination = offices.taken(key())
        session = self.prepared(offices, [destination])
        offices.sitting.decide(session.id, 1, decision, COMMISSION)
        return destination, offices.sitting.close(session.id, COMMISSION)

    def test_a_request_is_taken_once_however_often_it_is_said(self, offices: Offices) -> None:
        destination = offices.received(key())

        first = offices.investigation.take(destination, URSSAF)
        again = offices.investigation.take(destination, URSSAF)

        assert first == again
        assert Status.TAKEN is first.destination.status
        assert [EventKind.RECEIVED, EventKind.TAKEN] == [each.kind for each in first.stored.history]
        assert ("by", "a.martin") in first.stored.history[-1].details

    def test_eight_at_once_take_it_once(self, offices: Offices) -> None:
        destination = offices.received(key())

        with ThreadPoolExecutor(8) as threads:
            taken = list(threads.map(lambda _: offices.investigation.take(destination, URSSAF), range(8)))

        found = offices.parts.files.open(destination)
        assert found is not None
        assert 2 == len(found.stored.history)
        assert {found.destination} == {each.destination for each in taken}

    def test_another_body_finds_nothing(self, offices: Offices) -> None:
        destination = offices.received(key())
        unknown = ("case.unknown",)

        assert unknown == refusal(lambda: offices.investigation.take(destination, OTHER_BODY))
        assert unknown == refusal(lambda: offices.investigation.take("EN-GGGG-GGGG-1", URSSAF))
        assert unknown == refusal(lambda: offices.investigation.take(f"{destination[:-1]}7", URSSAF))

    def test_what_was_prepared_and_never_sent_is_read_by_nobody(self, offices: Offices) -> None:
        prepared = offices.received(key(), committed_at=None, prepared_at=offices.clock.now())

        assert ("case.unknown",) == refusal(lambda: offices.investigation.take(prepared, URSSAF))

    def test_a_text_is_cleared_as_edited_and_may_be_withheld_again(self, offices: Offices) -> None:
        destination = offices.taken(key())
        rule_on = offices.investigation.rule_on

        cleared = rule_on(destination, URSSAF, RECOVERY, " L’activité reprend\n en mars.  ")
        again = rule_on(destination, URSSAF, RECOVERY, "L’activité reprend\n en mars.")
        withheld = rule_on(destination, URSSAF, RECOVERY, None)

        assert "L’activité reprend\n en mars." == cleared.rulings[RECOVERY].text
        assert cleared == again
        assert not withheld.rulings[RECOVERY].cleared
        told = [dict(each.details).get("ruling") for each in withheld.stored.history]
        assert [None, None, "edited", "withheld"] == told

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Zéphyrine reprend en mars.", ("text.names", "you.first_name")),
            ("Mme QUIMPERLOIS reprend.", ("text.names", "you.family_name")),
            ("Appeler le 06.12.34.56.78", ("text.names", "you.phone")),
            ("SIREN 356 000 000", ("text.names", "activity.siret")),
            ("Le marché de Troyes", ("text.names", "places.work")),
            ("7, Quai des Brumes", ("text.names", "places.street")),
            ("Voir 10150", ("text.names", "places.home")),
            ("  ", ("required",)),
            ("x" * 2001, ("text.long",)),
        ],
    )
    def test_a_text_that_still_names_is_not_cleared(
        self, offices: Offices, text: str, code: tuple[str, ...]
    ) -> None:
        destination = offices.taken(key())

        assert code == refusal(lambda: offices.investigation.rule_on(destination, URSSAF, RECOVERY, text))

    def test_only_a_free_text_of_a_case_that_was_taken_is_ruled_on(self, offices: Offices) -> None:
        taken, untaken = offices.taken(key()), offices.received(key())
        rule_on = offices.investigation.rule_on

        assert ("text.unknown", "you.first_name") == refusal(
            lambda: rule_on(taken, URSSAF, "you.first_name", "A")
        )
        assert ("case.not-taken",) == refusal(lambda: rule_on(untaken, URSSAF, RECOVERY, "A"))

    def test_a_session_lists_files_by_number_and_holds_nothing_that_leads_back(
        self, offices: Offices
    ) -> None:
        destinations = [offices.taken(key()) for _ in range(5)]
        offices.investigation.rule_on(destinations[0], URSSAF, RECOVERY, "Cela reprend.")

        session = self.prepared(offices, destinations)

        files = offices.parts.sitting.files(session.id)
        assert [1, 2, 3, 4, 5] == [each.packet.number for each in files]
        assert {"département 10"} == {each.packet.answers["places.work"] for each in files}
        assert 1 == len([each for each in files if each.packet.answers.get(RECOVERY) == "Cela reprend."])
        assert {*destinations} == {
            str(offices.parts.links.destination(session.id, number)) for number in range(1, 6)
        }
        held = f"{session} {files}"
        assert [] == [each for each in destinations if each in held or each.rpartition("-")[0] in held]

    def test_what_may_not_be_listed_is_not(self, offices: Offices) -> None:
        taken, untaken = offices.taken(key()), offices.received(key())
        elsewhere = offices.taken(key(), territory="29")
        no_aid = offices.taken(key(), needs=frozenset())
        closed = offices.taken(key())
        offices.investigation.close(closed, URSSAF)

        assert ("session.empty",) == refusal(lambda: self.prepared(offices, []))
        assert ("case.not-taken", untaken) == refusal(lambda: self.prepared(offices, [taken, untaken]))
        assert ("case.no-aid", no_aid) == refusal(lambda: self.prepared(offices, [no_aid]))
        assert ("case.closed", closed) == refusal(lambda: self.prepared(offices, [closed]))
        assert ("session.instances", "bretagne", "grand-est") == refusal(
            lambda: self.prepared(offices, [taken, elsewhere])
        )
        many = [f"EN-0000-0000-{number}" for number in range(MOST_FILES + 1)]
        assert ("session.many",) == refusal(lambda: self.prepared(offices, many))
        self.prepared(offices, [taken])
        assert ("case.listed", taken) == refusal(lambda: self.prepared(offices, [taken]))
        assert ("case.listed",) == refusal(lambda: offices.investigation.close(taken, URSSAF))

    def test_a_full_session_is_one_transaction(self, offices: Offices) -> None:
        session = self.prepared(offices, [offices.taken(key()) for _ in range(MOST_FILES)])

        assert MOST_FILES == len(offices.parts.sitting.files(session.id))

    def test_a_file_is_decided_once(self, offices: Offices) -> None:
        session = self.prepared(offices, [offices.taken(key()), offices.taken(key())])
        decide = offices.sitting.decide

        first = decide(session.id, 1, GRANTED, COMMISSION)

        assert first == decide(session.id, 1, GRANTED, COMMISSION)
        assert GRANTED == first.decision
        assert ("decision.made",) == refusal(lambda: decide(session.id, 1, REFUSED, COMMISSION))
        assert ("file.unknown",) == refusal(lambda: decide(session.id, 3, REFUSED, COMMISSION))
        assert ("session.unknown",) == refusal(lambda: decide("2026-12-03-X", 1, REFUSED, COMMISSION))
        assert 1 == offices.sitting.session(session.id, COMMISSION).decided

    def test_eight_members_at_once_make_one_decision(self, offices: Offices) -> None:
        session = self.prepared(offices, [offices.taken(key())])

        def made(number: int) -> str:
            decision = Decision(Outcome.GRANTED, ReasonCode.URGENT_NEED, Decimal(100 + number))
            try:
                offices.sitting.decide(session.id, 1, decision, COMMISSION)
            except RefusedError as refused:
                return refused.code
            return "made"

        with ThreadPoolExecutor(8) as threads:
            outcomes = sorted(threads.map(made, range(8)))

        assert [*["decision.made"] * 7, "made"] == outcomes
        assert 1 == offices.sitting.session(session.id, COMMISSION).decided

    def test_another_commission_sees_nothing(self, offices: Offices) -> None:
        session = self.prepared(offices, [offices.taken(key())])
        unknown = ("session.unknown",)

        assert unknown == refusal(lambda: offices.sitting.session(session.id, OTHER_COMMISSION))
        assert unknown == refusal(lambda: offices.sitting.file(session.id, 1, OTHER_COMMISSION))
        assert unknown == refusal(lambda: offices.sitting.decide(session.id, 1, REFUSED, OTHER_COMMISSION))
        assert unknown == refusal(lambda: offices.sitting.close(session.id, OTHER_COMMISSION))

    def test_a_session_closes_when_all_is_decided_and_then_stays_as_it_is(self, offices: Offices) -> None:
        session = self.prepared(offices, [offices.taken(key()), offices.taken(key())])
        offices.sitting.decide(session.id, 2, REFUSED, COMMISSION)

        assert ("session.undecided", "1") == refusal(lambda: offices.sitting.close(session.id, COMMISSION))
        offices.sitting.decide(session.id, 1, GRANTED, COMMISSION)
        closed = offices.sitting.close(session.id, COMMISSION)

        assert closed == offices.sitting.close(session.id, COMMISSION)
        assert offices.clock.now() == closed.closed_at
        assert ("decision.made",) == refusal(
            lambda: offices.sitting.decide(session.id, 1, REFUSED, COMMISSION)
        )
        assert not offices.parts.sitting.decide(closed, 1, REFUSED, offices.clock.now())

    def test_a_decision_is_handed_back_once_and_each_use_of_the_link_is_written_down(
        self, offices: Offices
    ) -> None:
        destination, session = self.decided(offices, GRANTED)

        first = offices.relinking.hand_back(session.id, 1, URSSAF)
        again = offices.relinking.hand_back(session.id, 1, URSSAF)

        assert destination == again.destination.id
        assert Status.DECIDED is again.destination.status
        assert ("", first.decisions) == (again.destination.session, again.decisions)
        (decision,) = again.decisions
        assert ("granted", "1500.00", "passing-difficulty") == (
            decision.outcome,
            decision.amount,
            decision.reason,
        )
        kinds = [str(each.kind) for each in again.stored.history]
        assert ["received", "taken", "listed", "link-used", "decided", "link-used"] == kinds
        last = dict(again.stored.history[-1].details)
        assert ("a.martin", "hand-back", session.id) == (last["by"], last["purpose"], last["session"])
        reference = again.stored.case.reference
        assert first_broken(reference, again.stored.history, offices.macs) is None
        assert ("case.decided", destination) == refusal(lambda: self.prepared(offices, [destination]))

    def test_a_file_that_is_adjourned_may_be_listed_again(self, offices: Offices) -> None:
        destination, session = self.decided(offices, ADJOURNED)

        back = offices.relinking.hand_back(session.id, 1, URSSAF)
        later = self.prepared(offices, [destination])

        assert (Status.TAKEN, 1) == (back.destination.status, len(back.decisions))
        assert session.id != later.id

    def test_the_link_is_used_by_the_body_alone_for_a_purpose(self, offices: Offices) -> None:
        destination = offices.taken(key())
        session = self.prepared(offices, [destination])
        whose, unknown = offices.relinking.whose, ("session.unknown",)

        found = whose(session.id, 1, Purpose.COMMISSION_ASKS, URSSAF)

        assert destination == found.destination.id
        assert ("purpose", "commission-asks") in found.stored.history[-1].details
        assert unknown == refusal(lambda: whose(session.id, 1, Purpose.MISTAKE, OTHER_BODY))
        assert ("file.unknown",) == refusal(lambda: whose(session.id, 2, Purpose.MISTAKE, URSSAF))
        assert ("session.open",) == refusal(lambda: offices.relinking.hand_back(session.id, 1, URSSAF))

    def test_a_case_is_closed_when_the_body_has_written(self, offices: Offices) -> None:
        destination, session = self.decided(offices, REFUSED)
        offices.relinking.hand_back(session.id, 1, URSSAF)

        closed = offices.investigation.close(destination, URSSAF)

        assert closed == offices.investigation.close(destination, URSSAF)
        assert Status.CLOSED is closed.destination.status
        assert ("case.closed",) == refusal(
            lambda: offices.investigation.rule_on(destination, URSSAF, RECOVERY, "A")
        )
