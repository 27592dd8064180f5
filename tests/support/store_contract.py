"""What every store must do: the one in memory, the embedded cloud's, and Amazon's own DynamoDB Local."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from entraide.cases.history import first_broken
from entraide.cases.model import (
    Accepted,
    AlreadyArrived,
    CaseReader,
    CaseWriter,
    Destination,
    KeyReused,
    Outbox,
    ReferenceTakenError,
    StoredCase,
    Submission,
)
from fakes import FakeMacs
from samples import NOON, destination, submission

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Store:
    """The three parts of one store."""

    writer: CaseWriter
    reader: CaseReader
    outbox: Outbox

    def pending(self, before: datetime, of: Submission) -> list[Destination]:
        """Other tests' destinations may be in the same store."""
        return [each for each in self.outbox.pending(before) if each.reference == of.case.reference]

    def untaken(self, before: datetime, of: Submission) -> list[Destination]:
        """The same, of what lies in its queue."""
        return [each for each in self.outbox.untaken(before) if each.reference == of.case.reference]


def fresh_key() -> str:
    return secrets.token_hex(16)


def fresh_answers() -> str:
    return f'{{"message":"{secrets.token_hex(8)} l’été, ça « va »"}}'


def fresh(**changes: Any) -> Submission:  # noqa: ANN401 - any argument of `submission`
    return submission(**{"key": fresh_key(), "answers": fresh_answers(), **changes})


class StoreContract:
    """Subclasses give the fixture `store`."""

    def test_what_is_stored_is_read_back_unchanged(self, store: Store) -> None:
        sent = fresh(at=NOON)

        outcome = store.writer.commit(sent)

        assert Accepted(sent.case.reference, replayed=False, at=NOON) == outcome
        assert StoredCase(sent.case, sent.destinations, sent.history) == store.reader.read(
            sent.case.reference
        )

    def test_the_history_read_back_holds(self, store: Store) -> None:
        sent = fresh()
        store.writer.commit(sent)

        stored = store.reader.read(sent.case.reference)

        assert stored is not None
        assert first_broken(sent.case.reference, stored.history, FakeMacs()) is None

    def test_an_unknown_reference_gives_nothing(self, store: Store) -> None:
        assert store.reader.read("EN-ZZZZ-ZZZZ") is None

    def test_the_same_key_and_answers_give_the_first_receipt(self, store: Store) -> None:
        sent = fresh(at=NOON)
        store.writer.commit(sent)

        outcome = store.writer.commit(_later(sent, 2 * DAY))

        assert Accepted(sent.case.reference, replayed=True, at=NOON) == outcome
        stored = store.reader.read(sent.case.reference)
        assert stored is not None
        assert sent.case == stored.case

    def test_the_same_key_with_other_answers_is_refused(self, store: Store) -> None:
        sent = fresh()
        store.writer.commit(sent)
        key_again = replace(sent, answers_mac="f" * 64, case=replace(sent.case, answers="{}"))

        assert KeyReused() == store.writer.commit(key_again)
        stored = store.reader.read(sent.case.reference)
        assert stored is not None
        assert sent.case.answers == stored.case.answers

    def test_the_same_answers_under_a_new_key_are_not_stored_twice(self, store: Store) -> None:
        answers = fresh_answers()
        first = fresh(answers=answers, at=NOON)
        second = fresh(answers=answers, at=NOON + DAY - timedelta(seconds=1))
        store.writer.commit(first)

        assert AlreadyArrived(first.case.reference, NOON) == store.writer.commit(second)
        assert store.reader.read(second.case.reference) is None
        assert not store.pending(NOON + 2 * DAY, second)

    def test_after_a_day_the_same_answers_are_a_new_case(self, store: Store) -> None:
        answers = fresh_answers()
        store.writer.commit(fresh(answers=answers, at=NOON))
        second = fresh(answers=answers, at=NOON + DAY)

        outcome = store.writer.commit(second)

        assert Accepted(second.case.reference, replayed=False, at=NOON + DAY) == outcome

    def test_a_second_request_is_made_when_the_worker_wants_one(self, store: Store) -> None:
        answers = fresh_answers()
        store.writer.commit(fresh(answers=answers, at=NOON))
        at = NOON + timedelta(hours=1)
        wanted = fresh(answers=answers, at=at, again=True)

        assert Accepted(wanted.case.reference, replayed=False, at=at) == store.writer.commit(wanted)
        assert Accepted(wanted.case.reference, replayed=True, at=at) == store.writer.commit(wanted)

    def test_a_third_request_is_asked_about_with_the_latest(self, store: Store) -> None:
        answers = fresh_answers()
        store.writer.commit(fresh(answers=answers, at=NOON))
        wanted = fresh(answers=answers, at=NOON + timedelta(hours=1), again=True)
        store.writer.commit(wanted)

        outcome = store.writer.commit(fresh(answers=answers, at=NOON + timedelta(hours=2)))

        assert AlreadyArrived(wanted.case.reference, wanted.case.created_at) == outcome

    def test_a_reference_of_another_case_is_said_to_be_taken(self, store: Store) -> None:
        first, second = fresh(), fresh()
        store.writer.commit(first)
        reference = first.case.reference
        collided = replace(second, case=replace(second.case, reference=reference), destinations=())

        with pytest.raises(ReferenceTakenError):
            store.writer.commit(collided)
        stored = store.reader.read(reference)
        assert stored is not None
        assert first.case == stored.case

    def test_twenty_at_once_make_one_case(self, store: Store) -> None:
        sent = fresh()

        with ThreadPoolExecutor(20) as threads:
            outcomes = list(threads.map(lambda _: store.writer.commit(sent), range(20)))

        first_time = [each for each in outcomes if isinstance(each, Accepted) and not each.replayed]
        assert {sent.case.reference} == {each.reference for each in outcomes if isinstance(each, Accepted)}
        assert (20, 1) == (len(outcomes), len(first_time))

    def test_what_is_committed_is_pending_until_it_is_marked(self, store: Store) -> None:
        sent = fresh(at=NOON)
        store.writer.commit(sent)
        first, second = sent.destinations
        assert {first.id, second.id} == {each.id for each in store.pending(NOON + DAY, sent)}

        store.outbox.mark_dispatched(first, NOON + DAY)

        assert [second] == store.pending(NOON + DAY, sent)
        stored = store.reader.read(sent.case.reference)
        assert stored is not None
        assert [NOON + DAY, None] == [each.dispatched_at for each in stored.destinations]

    def test_the_time_of_dispatch_is_set_once(self, store: Store) -> None:
        sent = fresh()
        store.writer.commit(sent)

        for later in (DAY, 2 * DAY):
            store.outbox.mark_dispatched(sent.destinations[0], NOON + later)

        stored = store.reader.read(sent.case.reference)
        assert stored is not None
        assert NOON + DAY == stored.destinations[0].dispatched_at

    def test_marking_what_is_gone_makes_nothing(self, store: Store) -> None:
        gone = destination(1, "EN-GGGG-GGGG")

        store.outbox.mark_dispatched(gone, NOON)

        assert store.reader.read("EN-GGGG-GGGG") is None
        assert gone.id not in {each.id for each in store.outbox.pending(NOON + DAY)}

    def test_a_prepared_destination_is_never_pending(self, store: Store) -> None:
        sent = fresh()
        prepared = replace(sent.destinations[0], committed_at=None, prepared_at=NOON)
        store.writer.commit(replace(sent, destinations=(prepared,)))

        assert not store.pending(NOON + DAY, sent)

    def test_only_what_is_old_enough_is_pending_oldest_first(self, store: Store) -> None:
        waiting = {minute: fresh(at=NOON + timedelta(minutes=minute)) for minute in (3, 1, 2, 4)}
        for each in waiting.values():
            store.writer.commit(each)

        found = [each.reference for each in store.outbox.pending(NOON + timedelta(minutes=4))]

        ours = {each.case.reference: minute for minute, each in waiting.items()}
        assert [1, 1, 2, 2, 3, 3] == [ours[reference] for reference in found if reference in ours]

    def test_what_lies_in_its_queue_is_untaken_until_it_is_settled(self, store: Store) -> None:
        sent = fresh()
        store.writer.commit(sent)
        first, second = sent.destinations
        assert [] == store.untaken(NOON + 9 * DAY, sent)

        store.outbox.mark_dispatched(second, NOON + DAY)
        store.outbox.mark_dispatched(first, NOON + 2 * DAY)
        assert [] == store.untaken(NOON + DAY, sent)
        assert [second.id, first.id] == [each.id for each in store.untaken(NOON + 9 * DAY, sent)]

        store.outbox.settle(second)
        store.outbox.settle(second)
        assert [first.id] == [each.id for each in store.untaken(NOON + 9 * DAY, sent)]

    def test_the_latest_time_of_sending_again_is_kept(self, store: Store) -> None:
        sent = fresh()
        store.writer.commit(sent)
        store.outbox.mark_dispatched(sent.destinations[0], NOON)

        for later in (DAY, 2 * DAY):
            store.outbox.mark_sent_again(sent.destinations[0], NOON + later)

        (lying,) = store.untaken(NOON + DAY, sent)
        assert (NOON, NOON + 2 * DAY) == (lying.dispatched_at, lying.sent_again_at)


def _later(sent: Submission, by: timedelta) -> Submission:
    return replace(sent, case=replace(sent.case, created_at=sent.case.created_at + by))
