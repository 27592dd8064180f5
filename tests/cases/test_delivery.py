"""Send, then mark: whatever stops in between, nothing is lost."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from entraide.cases.delivery import deliver
from entraide.cases.model import Destination, NotSentError
from fakes import FakeClock, FakeQueues, FakeStore
from samples import destination, submission


class Journal(FakeStore):
    """Outbox and queues that write down what is called, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []

    def send(self, _destination: Destination) -> None:
        self.calls.append("send")

    def mark_dispatched(self, _destination: Destination, _at: datetime) -> None:
        self.calls.append("mark")


def test_it_sends_before_it_marks() -> None:
    journal = Journal()

    deliver(destination(), journal, journal, FakeClock())

    assert ["send", "mark"] == journal.calls


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
