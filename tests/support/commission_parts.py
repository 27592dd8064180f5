"""The bodies' and the commission's stores in memory, and requests for aids that are ready for them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from typing import Any

import pytest

from entraide.agencies.vocabulary import Need, Role
from entraide.cases.commission import Places
from entraide.cases.decisions import Decision, Outcome, ReasonCode
from entraide.cases.investigation import (
    Caller,
    CaseFiles,
    Change,
    HandedBack,
    Investigation,
    Opened,
    RefusedError,
    Ruling,
)
from entraide.cases.model import CaseWriter, Document, StoreUnavailableError, Submission
from entraide.cases.relinking import DecidedFiles, Links, Relinking
from entraide.cases.sessions import (
    Listing,
    Preparation,
    Session,
    SessionBook,
    SessionFile,
    SessionFiles,
    Sitting,
)
from entraide.cases.showing import Showing
from entraide.documents.verdict import Flaw, Kind
from entraide.forms.aids.aced import Aced
from entraide.forms.registry import FORMS
from fakes import FakeClock, FakeMacs, FakeStore
from samples import submission

URSSAF = Caller("urssaf-champagne-ardenne", "a.martin")
OTHER_BODY = Caller("urssaf-picardie", "b.durand")
COMMISSION = Caller("grand-est", "president")
OTHER_COMMISSION = Caller("bretagne", "president")
DAY = date(2026, 12, 3)
RECOVERY = "event.recovery"
PLACES = Places(
    departement=lambda place: f"département {place.postal_code[:2]}",
    region=lambda place: f"région {place.postal_code[:1]}",
)
ANSWERS = {
    "activity": {"siret": "35600000000048", "family": "craft", "main": "yes", "employees": "none"},
    "aced": {"amount": "3200", "share": "part", "could_pay": "512.34"},
    "event": {"kind": "lost-customer", "recovery": "Zéphyrine reprend le marché de Troyes en mars."},
    "resources": {"activity": "812.40"},
    "charges": {"housing": "700"},
    "debts": {"list": [{"creditor": "bank", "amount": "1234.56"}]},
    "places": {
        "work": {"postal_code": "10000", "commune": "10387"},
        "home": {"postal_code": "10150", "commune": "10299"},
        "street": "7 quai des Brumes",
    },
    "you": {
        "first_name": "Zéphyrine",
        "family_name": "Quimperlois",
        "email": "zephyrine@exemple.fr",
        "phone": "+33612345678",
    },
}
"""Of somebody who does not exist."""
GRANTED = Decision(Outcome.GRANTED, ReasonCode.PASSING_DIFFICULTY, Decimal("1500.00"))
REFUSED = Decision(Outcome.REFUSED, ReasonCode.ENOUGH_MEANS)
ADJOURNED = Decision(Outcome.ADJOURNED, ReasonCode.PAPER_MISSING)
LONGEST_KEY = 2048
"""Bytes of a partition key of DynamoDB."""
NO_IDS = (
    "",
    "-",
    "abc",
    "-1",
    "EN-0000-0000",
    "EN-0000-0000-",
    "EN-0000-0000-1\n",
    "é" * 12,
    "A" * 3000,
    "A" * 3000 + "-1",
)
"""What no destination and no session is called."""
COMMUNES = {"10387": "Troyes", "10299": "Pont-Sainte-Marie"}


@dataclass
class FakeAgency:
    """`CaseFiles`, `SessionBook`, `SessionFiles`, `DecidedFiles` and `Links` beside a `FakeStore`."""

    store: FakeStore = field(default_factory=FakeStore)
    rulings: dict[str, dict[str, Ruling]] = field(default_factory=dict)
    decisions: dict[str, tuple[HandedBack, ...]] = field(default_factory=dict)
    headers: dict[str, Session] = field(default_factory=dict)
    listed: dict[tuple[str, int], SessionFile] = field(default_factory=dict)
    links: dict[tuple[str, int], str] = field(default_factory=dict)

    def open(self, destination: str) -> Opened | None:
        _addressable(destination.rpartition("-")[0])
        stored = self.store.read(destination.rpartition("-")[0])
        mine = [each for each in stored.destinations if each.id == destination] if stored else []
        if stored is None or not mine:
            return None
        rulings = dict(self.rulings.get(destination, {}))
        return Opened(stored, mine[0], rulings, self.decisions.get(destination, ()))

    def write(self, change: Change | Listing) -> bool:
        changes = change.changes if isinstance(change, Listing) else (change,)
        if isinstance(change, Listing) and change.session.id in self.headers:
            return False
        if not all(map(self._follows, changes)):
            return False
        for each in changes:
            self._apply(each)
        if isinstance(change, Listing):
            session = change.session.id
            self.headers[session] = change.session
            self.listed |= {(session, each.number): SessionFile(each) for each in change.packets}
            self.links |= {(session, number): each for number, each in change.links.items()}
        return True

    def session(self, session: str) -> Session | None:
        _addressable(session)
        return self.headers.get(session)

    def sessions(self, instance: str) -> Sequence[Session]:
        mine = [each for each in self.headers.values() if each.instance == instance]
        return sorted(mine, key=lambda each: each.day, reverse=True)

    def file(self, session: str, number: int) -> SessionFile | None:
        return self.listed.get((session, number))

    def files(self, session: str) -> Sequence[SessionFile]:
        return [
            each for (of, _), each in sorted(self.listed.items(), key=lambda pair: pair[0]) if of == session
        ]

    def decide(self, session: Session, number: int, decision: Decision, at: datetime) -> bool:
        known = self.headers[session.id]
        found = self.listed[session.id, number]
        if known.closed_at or found.decision:
            return False
        self.listed[session.id, number] = replace(found, decision=decision, decided_at=at)
        self.headers[session.id] = replace(known, decided=known.decided + 1)
        return True

    def close(self, session: Session, at: datetime) -> bool:
        known = self.headers[session.id]
        if known.closed_at or known.decided != known.files:
            return False
        self.headers[session.id] = replace(known, closed_at=at)
        return True

    def destination(self, session: str, number: int) -> str | None:
        return self.links.get((session, number))

    def add(self, destination: str, paper: str, id_: str, flaw: Flaw | None = None) -> None:
        """A file that the worker sent is settled: accepted, or refused for a flaw."""
        stored = self.store.cases[destination.rpartition("-")[0]]
        reference, at, kind = stored.case.reference, stored.case.created_at, None if flaw else Kind.PDF
        added = Document(id_, reference, paper, at, 1234, kind, flaw, "" if flaw else f"mac-of-{id_}")
        self.store.cases[reference] = replace(stored, documents=(*stored.documents, added))

    def join(self, destination: str, body: str, *needs: Need) -> str:
        """The case of a destination goes to another body too, which does not coordinate; the id of that destination."""
        stored = self.store.cases[destination.rpartition("-")[0]]
        id_ = f"{stored.case.reference}-{len(stored.destinations) + 1}"
        first = stored.destinations[0]
        roles = first.roles - {Role.COORDINATOR}
        other = replace(first, id=id_, body=body, roles=roles, needs=frozenset(needs))
        destinations = (*stored.destinations, other)
        self.store.cases[stored.case.reference] = replace(stored, destinations=destinations)
        return id_

    def _follows(self, change: Change) -> bool:
        return change.event.number == len(self.store.cases[change.after.reference].history) + 1

    def _apply(self, change: Change) -> None:
        after = change.after
        stored = self.store.cases[after.reference]
        destinations = tuple(after if each.id == after.id else each for each in stored.destinations)
        history = (*stored.history, change.event)
        self.store.cases[after.reference] = replace(stored, destinations=destinations, history=history)
        if change.ruling:
            self.rulings.setdefault(after.id, {})[change.ruling.path] = change.ruling
        if change.decision:
            self.decisions[after.id] = (*self.decisions.get(after.id, ()), change.decision)


def _addressable(key: str) -> None:
    """Refuses what DynamoDB refuses: a key of no bytes, or of more than it takes."""
    if not 0 < len(key.encode()) <= LONGEST_KEY:
        raise StoreUnavailableError("ValidationException")


@dataclass(frozen=True)
class Parts:
    """The five doors of one store."""

    writer: CaseWriter
    files: CaseFiles
    book: SessionBook
    sitting: SessionFiles
    decided: DecidedFiles
    links: Links


def fake_parts() -> Parts:
    fake = FakeAgency()
    return Parts(fake.store, fake, fake, fake, fake, fake)


@dataclass
class Offices:
    """The body and its commission at work on one store."""

    parts: Parts
    clock: FakeClock = field(default_factory=FakeClock)
    macs: FakeMacs = field(default_factory=FakeMacs)
    lots: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        parts = self.parts
        self.investigation = Investigation(
            parts.files, FORMS, self.macs, self.clock, lambda place: COMMUNES.get(place.commune, "")
        )
        self.preparation = Preparation(
            parts.files,
            parts.book,
            self.macs,
            self.clock,
            FORMS,
            PLACES,
            lambda territory: "bretagne" if territory == "29" else COMMISSION.name,
            lambda below: next(self.lots) * 7 % below,
            lambda: self.clock.now().date(),
        )
        self.showing = Showing(parts.files, FORMS, self.macs, self.clock)
        self.sitting = Sitting(parts.sitting, self.clock)
        self.relinking = Relinking(parts.links, parts.decided, parts.files, FORMS, self.macs, self.clock)

    def received(self, key: str, **changes: Any) -> str:  # noqa: ANN401 - any field
        """The id of the destination of a new request for ACED; `changes` are of the destination."""
        sent = aced_request(key, self.macs)
        first = replace(sent.destinations[0], **changes)
        self.parts.writer.commit(replace(sent, destinations=(first,)))
        return first.id

    def taken(self, key: str, **changes: Any) -> str:  # noqa: ANN401 - any field
        """The same, taken by the Urssaf."""
        destination = self.received(key, **changes)
        self.investigation.take(destination, URSSAF)
        return destination


def aced_request(key: str, macs: FakeMacs) -> Submission:
    """A request for ACED by somebody who works in Troyes."""
    answers = Aced.model_validate(ANSWERS).model_dump_json()
    sent = submission(key, answers.replace("812.40", f"{len(key)}12.40"), bodies=(URSSAF.name,), macs=macs)
    made = replace(
        sent.destinations[0],
        roles=frozenset({Role.CONTRIBUTIONS, Role.COORDINATOR}),
        needs=frozenset({Need.ACED}),
        form=Aced.id,
    )
    fingerprint = macs.mac("answers", f"{key} {answers}".encode()).hex()
    case = replace(sent.case, form=Aced.id)
    return replace(sent, case=case, destinations=(made,), answers_mac=fingerprint)


def key() -> str:
    return secrets.token_hex(16)


def refusal(act: Callable[[], object]) -> tuple[str, ...]:
    """The code and what it is about."""
    with pytest.raises(RefusedError) as refused:
        act()
    return refused.value.code, *refused.value.about
