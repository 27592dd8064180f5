"""The Protocols of `cases.model` in memory; they keep the contract of the real parts (`store_contract`)."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any

from entraide.cases.model import (
    Accepted,
    AlreadyArrived,
    Destination,
    KeyReused,
    NotSentError,
    Outcome,
    ReferenceTakenError,
    StoredCase,
    Submission,
)

SAME_ANSWERS_FOR = timedelta(hours=24)


@dataclass
class FakeStore:
    """`CaseWriter`, `CaseReader` and `Outbox` at once."""

    cases: dict[str, StoredCase] = field(default_factory=dict)
    keys: dict[str, tuple[str, str, datetime]] = field(default_factory=dict)
    answers: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    settled: set[str] = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)

    def commit(self, submission: Submission) -> Outcome:
        with self._lock:
            return self._told_by_marks(submission) or self._stored(submission)

    def read(self, reference: str) -> StoredCase | None:
        return self.cases.get(reference)

    def pending(self, committed_before: datetime) -> Iterator[Destination]:
        waiting = [
            (each.committed_at, each)
            for stored in self.cases.values()
            for each in stored.destinations
            if each.committed_at and each.committed_at < committed_before and not each.dispatched_at
        ]
        return iter([each for _, each in sorted(waiting, key=lambda pair: pair[0])])

    def mark_dispatched(self, destination: Destination, at: datetime) -> None:
        with self._lock:
            stored = self.cases.get(destination.reference)
            if stored:
                marked = tuple(
                    replace(each, dispatched_at=at)
                    if each.id == destination.id and not each.dispatched_at
                    else each
                    for each in stored.destinations
                )
                self.cases[destination.reference] = replace(stored, destinations=marked)

    def untaken(self, dispatched_before: datetime) -> Iterator[Destination]:
        lying = [
            (each.dispatched_at, each)
            for stored in self.cases.values()
            for each in stored.destinations
            if each.dispatched_at and each.dispatched_at < dispatched_before and each.id not in self.settled
        ]
        return iter([each for _, each in sorted(lying, key=lambda pair: pair[0])])

    def mark_sent_again(self, destination: Destination, at: datetime) -> None:
        self.change(destination.id, sent_again_at=at)

    def settle(self, destination: Destination) -> None:
        self.settled.add(destination.id)

    def change(self, id_: str, **times: Any) -> None:  # noqa: ANN401 - any time of a destination
        """Sets times of a destination, as its body would."""
        with self._lock:
            stored = self.cases[id_.rpartition("-")[0]]
            changed = tuple(
                replace(each, **times) if each.id == id_ else each for each in stored.destinations
            )
            self.cases[stored.case.reference] = replace(stored, destinations=changed)

    def _told_by_marks(self, submission: Submission) -> Outcome | None:
        if known := self.keys.get(submission.key_mac):
            reference, fingerprint, at = known
            same = fingerprint == submission.answers_mac
            return Accepted(reference, replayed=True, at=at) if same else KeyReused()
        arrived = self.answers.get(submission.answers_mac)
        if arrived and not submission.again and submission.case.created_at < arrived[1] + SAME_ANSWERS_FOR:
            return AlreadyArrived(*arrived)
        return None

    def _stored(self, submission: Submission) -> Outcome:
        case = submission.case
        if case.reference in self.cases:
            raise ReferenceTakenError
        self.keys[submission.key_mac] = (case.reference, submission.answers_mac, case.created_at)
        self.answers[submission.answers_mac] = (case.reference, case.created_at)
        self.cases[case.reference] = StoredCase(case, submission.destinations, submission.history)
        return Accepted(case.reference, replayed=False, at=case.created_at)


@dataclass
class FakeQueues:
    """`Queues`; the bodies in `closed` refuse."""

    sent: list[Destination] = field(default_factory=list)
    closed: set[str] = field(default_factory=set)

    def send(self, destination: Destination) -> None:
        if destination.body in self.closed:
            raise NotSentError(destination.body)
        self.sent.append(destination)


@dataclass
class FakeMacs:
    """`Macs` with a key in memory; counts its calls."""

    key: bytes = b"a key for tests"
    calls: int = 0

    def mac(self, label: str, message: bytes) -> bytes:
        self.calls += 1
        return hmac.digest(self.key, f"{label}/".encode() + message, "sha256")


@dataclass
class FakeClock:
    """`Clock` that stands still until told."""

    at: datetime = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        self.at += by
