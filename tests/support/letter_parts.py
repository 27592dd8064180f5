"""`notify` in memory: marks, a mailer that may fail, and the log as a text."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from aws_lambda_powertools import Logger

from entraide.cases.letters import Letter, Site
from entraide.cases.model import Case, StoreUnavailableError, Way
from entraide.cases.posting import MOST_ATTEMPTS, Fate, Posted, Start
from entraide.handlers.notify import Notifier
from entraide.storage.serialisation import case_item
from fakes import FakeClock
from outgoing_parts import insert
from samples import submission

SITE = Site("https://entraide.example", demonstration=False)


class StoppedError(BaseException):
    """The function was stopped from outside: no code of ours runs after it."""


@dataclass
class FakeMarks:
    """`LetterMarks`; keeps the contract of the real ones (`marks_contract`)."""

    attempts: dict[str, set[datetime]] = field(default_factory=dict)
    settled: dict[str, Fate] = field(default_factory=dict)
    failing: set[str] = field(default_factory=set)
    """The methods that cannot reach the store."""

    def start(self, mark: str, at: datetime) -> Start:
        self._reach("start")
        if mark in self.settled:
            return Start.SETTLED
        attempts = self.attempts.setdefault(mark, set())
        if len(attempts - {at}) >= MOST_ATTEMPTS:
            return Start.GIVEN_UP
        attempts.add(at)
        return Start.MAY_SEND

    def withdraw(self, mark: str, at: datetime) -> None:
        self._reach("withdraw")
        self.attempts[mark].discard(at)

    def settle(self, mark: str, fate: Fate, _at: datetime) -> None:
        self._reach("settle")
        self.settled[mark] = fate

    def _reach(self, method: str) -> None:
        if method in self.failing:
            raise StoreUnavailableError("ThrottlingException")


@dataclass
class FakeMailer:
    """`Mailer`; each of `verdicts` is what one sending gives, in order, then all are sent."""

    sent: list[Letter] = field(default_factory=list)
    """What may have left, in order."""
    verdicts: list[Posted] = field(default_factory=list)
    stops: list[str] = field(default_factory=list)
    """At each of the next sendings the function stops `before` or `after` it, or goes on (``)."""

    def send(self, letter: Letter) -> Posted:
        stop = self.stops.pop(0) if self.stops else ""
        if stop == "before":
            raise StoppedError
        posted = self.verdicts.pop(0) if self.verdicts else Posted(Fate.SENT)
        if posted.fate in {Fate.SENT, Fate.UNKNOWN}:
            self.sent.append(letter)
        if stop == "after":
            raise StoppedError
        return posted


@dataclass
class TickingClock(FakeClock):
    """No two attempts have the same time."""

    def now(self) -> datetime:
        self.advance(timedelta(microseconds=1))
        return self.at


@dataclass
class Letterbox:
    """Brings records to `notify`."""

    built: Path
    marks: FakeMarks = field(default_factory=FakeMarks)
    mailer: FakeMailer = field(default_factory=FakeMailer)
    clock: TickingClock = field(default_factory=TickingClock)
    log: io.StringIO = field(default_factory=io.StringIO)
    site: Site = SITE

    def notifier(self) -> Notifier:
        logger = Logger(service=uuid4().hex, stream=self.log)  # loggers of one name share their stream
        return Notifier(self.built, self.site, self.marks, self.mailer, self.clock, logger)

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.getvalue().splitlines()]

    def told(self) -> list[tuple[str, str]]:
        """The log's events with the reference of each."""
        return [(event["message"], event["reference"]) for event in self.events()]


def case(answers: object, key: str = "a key of a test", **changes: Any) -> Case:  # noqa: ANN401 - any field of Case
    """A case with these answers, sent to every body unless told otherwise."""
    usual = submission(key=key, answers=json.dumps(answers)).case
    return replace(usual, **{"ways": frozenset({Way.SENT}), **changes})


def written_to(to: str | None, key: str = "a key of a test", **changes: Any) -> Case:  # noqa: ANN401
    """A case of somebody who gave this address."""
    return case({"you": {"email": to}}, key, **changes)


def record(stored: Case, number: int = 1) -> dict[str, Any]:
    """The stream's record of a case that has just been stored."""
    made = insert(case_item(stored, "k", "a"), number)
    made["dynamodb"]["Keys"] = {"reference": {"S": stored.reference}, "item": {"S": "CASE"}}
    return made
