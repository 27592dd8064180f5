"""Send, then mark: whatever stops in between, nothing is lost."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from infra.queues import QUEUE

from entraide.cases.delivery import (
    SEND_AGAIN_AFTER,
    deliver,
    deliver_again,
    is_untaken,
    must_be_sent_again,
)
from entraide.cases.model import Destination, NotSentError
from fakes import FakeClock, FakeQueues, FakeStore
from samples import NOON, destination, submission


class Journal(FakeStore):
    """Outbox and queues that write down what is called, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []

    def send(self, _destination: Destination) -> None:
        self.calls.append("send")

    def mark_dispatched(self, _destination: Destination, _at: datetime) -> None:
        self.calls.append("mark")

    def mark_sent_again(self, _destination: Destination, _at: datetime) -> None:
        self.calls.append("mark again")


def test_it_sends_before_it_marks() -> None:
    journal = Journal()

    deliver(destination(), journal, journal, FakeClock())

    assert ["send", "mark"] == journal.calls


def test_what_is_sent_again_is_marked_after() -> None:
    journal = Journal()

    deliver_again(destination(), journal, journal, FakeClock())

    assert ["send", "mark again"] == journal.calls


HOURS = st.integers(0, 24 * 60).map(lambda hours: timedelta(hours=hours))


@given(HOURS, st.none() | HOURS, HOURS)
def test_a_message_is_sent_again_before_its_queue_forgets_it_and_no_oftener(
    dispatched: timedelta, again: timedelta | None, now: timedelta
) -> None:
    lying = destination(
        dispatched_at=NOON + dispatched, sent_again_at=None if again is None else NOON + dispatched + again
    )
    last = dispatched + (again or timedelta())

    assert must_be_sent_again(lying, NOON + now) == (now - last >= SEND_AGAIN_AFTER)


def test_the_queue_still_has_it_then() -> None:
    kept = re.search(r"MessageRetentionPeriod: (\d+)", QUEUE)

    assert kept
    assert timedelta(days=2) == timedelta(seconds=int(kept[1])) - SEND_AGAIN_AFTER


@pytest.mark.parametrize(
    ("times", "untaken"),
    [
        ({}, False),
        ({"dispatched_at": NOON}, True),
        ({"dispatched_at": NOON, "sent_again_at": NOON}, True),
        ({"dispatched_at": NOON, "taken_at": NOON}, False),
        ({"dispatched_at": NOON, "closed_at": NOON}, False),
    ],
)
def test_only_what_lies_in_its_queue_is_sent_again(times: dict[str, Any], *, untaken: bool) -> None:
    lying = destination(**times)

    assert untaken == is_untaken(lying) == must_be_sent_again(lying, NOON + SEND_AGAIN_AFTER)


def test_what_was_not_sent_stays_pending() -> None:
    store, clock = FakeStore(), FakeClock()
    sent = submission(at=clock.now())
    store.commit(sent)
    first, second = sent.destinations
    queues = FakeQueues(closed={first.body})

    with pytest.raises(NotSentError):
        deliver(first, queues, store, clock)
    deliver(second, queues, store, clock)

    assert [first] == list(store.pending(clock.now() + timedelta(seconds=1)))
    assert [second] == queues.sent
