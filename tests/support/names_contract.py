"""What the calls of the bodies name, on any store: ids that cannot be, and keys that served before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest

from commission_parts import (
    ADJOURNED,
    COMMISSION,
    DAY,
    GRANTED,
    NO_IDS,
    OTHER_BODY,
    URSSAF,
    Offices,
    Parts,
    key,
    refusal,
)
from entraide.cases.relinking import Purpose
from entraide.cases.sessions import Session


class NamesContract:
    """Subclasses give the fixture `parts`."""

    @pytest.fixture
    def offices(self, parts: Parts) -> Offices:
        return Offices(parts)

    def prepared(self, offices: Offices, destinations: Iterable[str]) -> Session:
        return offices.preparation.prepare(key(), DAY, destinations, URSSAF)

    @pytest.mark.parametrize("typed", NO_IDS)
    def test_what_cannot_be_an_id_is_unknown_and_no_failure_of_the_store(
        self, offices: Offices, typed: str
    ) -> None:
        case, session = ("case.unknown",), ("session.unknown",)
        relinking = offices.relinking

        assert case == refusal(lambda: offices.investigation.take(typed, URSSAF))
        assert case == refusal(lambda: offices.showing.show(typed, URSSAF))
        assert session == refusal(lambda: offices.preparation.prepared(typed, URSSAF))
        assert session == refusal(lambda: offices.sitting.decide(typed, 1, GRANTED, COMMISSION))
        assert session == refusal(lambda: offices.sitting.close(typed, COMMISSION))
        assert session == refusal(lambda: relinking.whose(typed, 1, Purpose.MISTAKE, URSSAF))
        assert session == refusal(lambda: relinking.hand_back(typed, 1, URSSAF))

    def test_the_same_key_makes_one_session(self, offices: Offices) -> None:
        first, second = offices.taken(key()), offices.taken(key())
        prepare, once = offices.preparation.prepare, key()

        made = prepare(once, DAY, [first], URSSAF)

        assert made == prepare(once, DAY, [first], URSSAF)
        assert ("session.key-reused",) == refusal(lambda: prepare(once, DAY, [second], URSSAF))
        assert [made] == [
            each for each in offices.parts.sitting.sessions(COMMISSION.name) if each.id == made.id
        ]

    def test_a_key_that_served_is_refused_for_another_day(self, offices: Offices) -> None:
        first, second = offices.taken(key()), offices.taken(key())
        prepare, once, later = offices.preparation.prepare, key(), DAY + timedelta(days=1)

        made = prepare(once, DAY, [first], URSSAF)

        assert ("session.key-reused",) == refusal(lambda: prepare(once, later, [first], URSSAF))
        assert ("session.key-reused",) == refusal(lambda: prepare(once, later, [second], URSSAF))
        assert (made, DAY) == (offices.preparation.prepared(made.id, URSSAF), made.day)

    def test_the_same_key_of_two_bodies_makes_two_sessions(self, offices: Offices) -> None:
        mine, theirs = offices.taken(key()), offices.received(key(), body=OTHER_BODY.name)
        offices.investigation.take(theirs, OTHER_BODY)
        prepare, once = offices.preparation.prepare, key()

        assert prepare(once, DAY, [mine], URSSAF).id != prepare(once, DAY, [theirs], OTHER_BODY).id

    def test_decisions_come_in_the_order_in_which_they_were_handed_back(self, offices: Offices) -> None:
        destination, sessions = offices.taken(key()), []

        for _ in range(5):
            session = self.prepared(offices, [destination]).id
            offices.sitting.decide(session, 1, ADJOURNED, COMMISSION)
            offices.sitting.close(session, COMMISSION)
            back = offices.relinking.hand_back(session, 1, URSSAF)
            sessions.append(session)

        assert sessions == [each.session for each in back.decisions]
