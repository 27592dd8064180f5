"""A request is taken in once, however often it is sent; each body named gets its destination."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from entraide.cases.history import first_broken
from entraide.cases.identity import code_opens
from entraide.cases.intake import Received, Request, take_in
from entraide.cases.model import (
    AlreadyArrived,
    Destination,
    KeyReused,
    Outcome,
    ReferenceTakenError,
    StoredCase,
    StoreUnavailableError,
    Submission,
    Way,
)
from fakes import FakeMacs, FakeStore
from samples import CAF, NOON, REFERRAL, URSSAF, request

MACS = FakeMacs()


def everybody(_body: str) -> bool:
    return True


def nobody(_body: str) -> bool:
    return False


def sent(store: FakeStore, asked: Request) -> Received:
    outcome = take_in(asked, everybody, MACS, store)
    assert isinstance(outcome, Received)
    return outcome


def stored(store: FakeStore, reference: str) -> StoredCase:
    found = store.read(reference)
    assert found is not None
    return found


def test_the_case_is_stored_as_it_was_sent() -> None:
    store = FakeStore()

    received = sent(store, request())

    case = stored(store, received.reference).case
    assert (received.reference, NOON, False) == (case.reference, received.at, received.replayed)
    assert (request().answers, "fr", "questionnaire", 1) == (
        case.answers,
        case.lang,
        case.form,
        case.form_version,
    )
    assert (REFERRAL,) == case.referrals


def test_each_body_gets_its_own_part() -> None:
    store = FakeStore()

    received = sent(store, request())

    first, second = stored(store, received.reference).destinations
    assert (f"{received.reference}-1", URSSAF.body, URSSAF.needs, URSSAF.roles) == _part(first)
    assert (f"{received.reference}-2", CAF.body, CAF.needs, CAF.roles) == _part(second)
    assert (URSSAF.reasons, "10") == (first.reasons, first.territory)


def _part(destination: Destination) -> tuple[object, ...]:
    return destination.id, destination.body, destination.needs, destination.roles


def test_a_connected_body_is_committed_and_another_prepared() -> None:
    store = FakeStore()

    outcome = take_in(request(), lambda body: body == CAF.body, MACS, store)

    assert isinstance(outcome, Received)
    urssaf, caf = stored(store, outcome.reference).destinations
    assert (NOON, None) == (urssaf.prepared_at, urssaf.committed_at)
    assert (None, NOON) == (caf.prepared_at, caf.committed_at)


@pytest.mark.parametrize(
    ("connected", "ways"),
    [
        ({URSSAF.body, CAF.body}, {Way.SENT}),
        ({CAF.body}, {Way.SENT, Way.PREPARED}),
        (set(), {Way.PREPARED}),
    ],
)
def test_the_case_tells_whether_anything_is_left_to_hand_in(connected: set[str], ways: set[Way]) -> None:
    store = FakeStore()

    outcome = take_in(request(), connected.__contains__, MACS, store)

    assert isinstance(outcome, Received)
    assert ways == stored(store, outcome.reference).case.ways


@pytest.mark.parametrize("urgent", [True, False])
def test_what_cannot_wait_is_flagged_to_every_body(*, urgent: bool) -> None:
    store = FakeStore()

    received = sent(store, request(urgent=urgent))

    assert [urgent, urgent] == [each.urgent for each in stored(store, received.reference).destinations]


def test_the_doubt_of_the_directory_is_kept() -> None:
    store = FakeStore()

    received = sent(store, request(choices=(replace(CAF, needs_person=True),)))

    assert stored(store, received.reference).destinations[0].needs_person


def test_the_code_given_opens_the_case() -> None:
    store = FakeStore()

    received = sent(store, request())

    case = stored(store, received.reference).case
    assert received.code is not None
    assert code_opens(case.reference, received.code, case.code_mac, MACS)
    assert received.code not in case.code_mac


def test_the_history_begins_with_the_receipt() -> None:
    store = FakeStore()

    received = sent(store, request())

    history = stored(store, received.reference).history
    assert len(history) == 1
    assert first_broken(received.reference, history, MACS) is None


def test_a_lost_answer_sent_again_shows_the_same_receipt_and_code_for_a_day() -> None:
    store = FakeStore()
    first = sent(store, request())

    again = sent(store, request(at=NOON + timedelta(hours=24)))

    assert replace(first, replayed=True) == again


def test_after_a_day_the_receipt_is_the_same_but_the_code_is_not_shown() -> None:
    store = FakeStore()
    first = sent(store, request())

    again = sent(store, request(at=NOON + timedelta(hours=24, seconds=1)))

    assert replace(first, replayed=True, code=None) == again


def test_the_same_key_with_other_answers_is_refused() -> None:
    store = FakeStore()
    sent(store, request())

    assert KeyReused() == take_in(request(answers="{}"), everybody, MACS, store)


def test_the_same_answers_under_a_new_key_are_asked_about_and_then_taken() -> None:
    store = FakeStore()
    first = sent(store, request())
    asked = request(key="another-key", at=NOON + timedelta(minutes=5))

    assert AlreadyArrived(first.reference, NOON) == take_in(asked, nobody, MACS, store)
    assert first.reference != sent(store, replace(asked, again=True)).reference


@dataclass
class Crowded(FakeStore):
    """The first `taken` references belong to other cases."""

    taken: int = 1

    def commit(self, submission: Submission) -> Outcome:
        if submission.key_mac not in self.keys and self.taken:
            self.taken -= 1
            raise ReferenceTakenError
        return super().commit(submission)


def test_a_reference_that_is_taken_gives_way_to_the_next() -> None:
    store = Crowded()

    received = sent(store, request())

    case = stored(store, received.reference).case
    assert received.code is not None
    assert code_opens(case.reference, received.code, case.code_mac, MACS)
    assert replace(received, replayed=True) == sent(store, request())


def test_it_ends_when_every_reference_is_taken() -> None:
    with pytest.raises(StoreUnavailableError):
        take_in(request(), everybody, MACS, Crowded(taken=1000))
