"""A session of the commission: a date and a list of files that are known there by their numbers alone.

The numbers are drawn by lot. What number stands for what case is written in one place only, the links, which the
commission cannot read and which the body reads one at a time, with a reason that enters the case's history
(`relinking`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Protocol

from entraide.agencies.competence import AIDS
from entraide.agencies.vocabulary import Role
from entraide.cases.commission import CommissionPacket, File, Places, session_packets
from entraide.cases.decisions import Decision, decision_problem
from entraide.cases.identity import crockford
from entraide.cases.investigation import (
    Caller,
    CaseFiles,
    Change,
    Forms,
    Opened,
    RefusedError,
    form_of,
    free_texts,
    next_change,
    opened,
    readable,
)
from entraide.cases.model import Clock, EventKind, Macs, StoreUnavailableError

MOST_FILES: Final = 24
"""A session is written in one transaction, which takes a hundred items: four for each file, and the session's own."""
_ID_BYTES: Final = 10
_ATTEMPTS: Final = 5
_ID: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}-)?[0-9A-Z]{16}")
"""Sessions made before their keys were held to one day have theirs in front."""


@dataclass(frozen=True, slots=True)
class Session:
    """A session as its list says it."""

    id: str
    """Drawn from the body and its key alone: a key that served is known again, whatever comes with it."""
    instance: str
    """The regional instance whose commission sits: `grand-est`."""
    body: str
    """Who prepared it."""
    day: date
    files: int
    """How many; their numbers go from 1 to this."""
    content: str = ""
    """MAC of the day and the list that it was made from: the same key with others is refused."""
    decided: int = 0
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SessionFile:
    """A file of a session, as the commission has it."""

    packet: CommissionPacket
    decision: Decision | None = None
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """All that one transaction writes for a new session."""

    session: Session
    packets: tuple[CommissionPacket, ...]
    links: Mapping[int, str]
    """Ids of the destinations by number."""
    changes: tuple[Change, ...]


class Sessions(Protocol):
    """Sessions by their id. Raises `StoreUnavailableError`."""

    def session(self, session: str) -> Session | None:
        """None when there is none."""
        ...


def session_of(sessions: Sessions, session: str, mine: Callable[[Session], bool]) -> Session:
    """A session, for those whose it is.

    Raises `StoreUnavailableError` and `RefusedError` (`session.unknown`): it is no id, nobody's or somebody else's.
    """
    # No store is asked for what cannot be a key: it would refuse, as if it were out of order.
    found = sessions.session(session) if _ID.fullmatch(session) else None
    if found is None or not mine(found):
        raise RefusedError("session.unknown")
    return found


class SessionBook(Sessions, Protocol):
    """The sessions, for the body that prepares them: it cannot read the links. Raises `StoreUnavailableError`."""

    def write(self, listing: Listing) -> bool:
        """One transaction. False, and nothing written, when the session is there already or a case has moved on."""
        ...


class SessionFiles(Sessions, Protocol):
    """The sessions, for the commission: it reads neither cases nor links. Raises `StoreUnavailableError`."""

    def sessions(self, instance: str) -> Sequence[Session]:
        """Those of an instance, the latest first."""
        ...

    def file(self, session: str, number: int) -> SessionFile | None:
        """None when the session has no such number."""
        ...

    def files(self, session: str) -> Sequence[SessionFile]:
        """All of them, in the order of their numbers."""
        ...

    def decide(self, session: Session, number: int, decision: Decision, at: datetime) -> bool:
        """One transaction. False, and nothing written, when there is a decision already or the session is closed."""
        ...

    def close(self, session: Session, at: datetime) -> bool:
        """False, and nothing written, when it is closed already or a file has no decision."""
        ...


@dataclass(frozen=True, slots=True)
class Preparation:
    """The body lists files for a session."""

    files: CaseFiles
    book: SessionBook
    macs: Macs
    clock: Clock
    forms: Forms
    places: Places
    instance: Callable[[str], str]
    """The instance of a département."""
    draw: Callable[[int], int]
    """A number by lot, below the one given, that nobody can foretell."""
    today: Callable[[], date]
    """In Paris."""

    def prepare(self, key: str, day: date, destinations: Iterable[str], caller: Caller) -> Session:
        """The session, made once however often it is sent with the same key.

        Raises `StoreUnavailableError` and `RefusedError`: `session.empty`, `session.many`, `session.past`,
        `session.instances` when the files belong to several, `session.key-reused`, `case.unknown`, `case.not-taken`,
        `case.listed`, `case.decided`, `case.closed`, `case.old`, `case.no-aid`; the ids that are meant come with the
        code.
        """
        listed = tuple(dict.fromkeys(destinations))
        if not listed or len(listed) > MOST_FILES:
            raise RefusedError("session.many" if listed else "session.empty")
        session, content = self._id(key, caller), self._content(day, listed)
        for _ in range(_ATTEMPTS):
            if known := self.book.session(session):
                return _same(known, content)
            if day < self.today():
                raise RefusedError("session.past", "day")
            found = tuple(opened(self.files, each, caller) for each in listed)
            _listable(found, self.forms)
            made = Session(session, self._instance(found), caller.name, day, len(listed), content)
            if self.book.write(self._listing(made, found, caller)):
                return made
        raise StoreUnavailableError("busy")

    def prepared(self, session: str, caller: Caller) -> Session:
        """How far a session has come. Refused: `session.unknown`, also when it is another body's."""
        return session_of(self.book, session, lambda found: found.body == caller.name)

    def _id(self, key: str, caller: Caller) -> str:
        return crockford(self.macs.mac("session", f"{caller.name} {key}".encode())[:_ID_BYTES])

    def _content(self, day: date, listed: tuple[str, ...]) -> str:
        return self.macs.mac("session-list", json.dumps([day.isoformat(), *sorted(listed)]).encode()).hex()

    def _instance(self, found: tuple[Opened, ...]) -> str:
        instances = {self.instance(each.destination.territory) for each in found}
        if len(instances) > 1:
            raise RefusedError("session.instances", *sorted(instances))
        return instances.pop()

    def _listing(self, session: Session, found: tuple[Opened, ...], caller: Caller) -> Listing:
        at = self.clock.now()
        drawn = self._shuffled(found)
        packets = session_packets(
            (self._file(number, each) for number, each in drawn.items()), self.places, session.day
        )
        return Listing(
            session,
            packets,
            {number: each.destination.id for number, each in drawn.items()},
            tuple(self._change(session, each, at, caller) for each in found),
        )

    def _shuffled(self, found: tuple[Opened, ...]) -> Mapping[int, Opened]:
        """Numbered by lot: no number follows from a reference, a date or a place in the list."""
        rest = [*found]
        return {number: rest.pop(self.draw(len(rest))) for number in range(1, len(found) + 1)}

    def _file(self, number: int, found: Opened) -> File:
        form, destination = form_of(self.forms, found), found.destination
        known = {each.path for each in free_texts(form, destination)}
        cleared = {path: each.text for path, each in found.rulings.items() if each.cleared and path in known}
        return File(number, form, readable(found, form), cleared, destination.roles)

    def _change(self, session: Session, found: Opened, at: datetime, caller: Caller) -> Change:
        change = next_change(found, EventKind.LISTED, at, self.macs, by=caller.who, session=session.id)
        return replace(change, after=replace(found.destination, session=session.id))


def _same(known: Session, content: str) -> Session:
    if known.content != content:
        raise RefusedError("session.key-reused")
    return known


def _listable(found: Iterable[Opened], forms: Forms) -> None:
    """Whether each file may go to the commission: an aid, with the body of the place of work, taken and not ended."""
    for each in found:
        destination = each.destination
        faults = {
            "case.old": each.stored.case.form not in forms,
            "case.not-taken": not destination.taken_at,
            "case.listed": bool(destination.session),
            "case.decided": bool(destination.decided_at),
            "case.closed": bool(destination.closed_at),
            # The CPAM and the Carsat decide themselves on what is theirs (`domain-review.md` M3).
            "case.no-aid": Role.CONTRIBUTIONS not in destination.roles or destination.needs.isdisjoint(AIDS),
        }
        if fault := next((code for code, holds in faults.items() if holds), None):
            raise RefusedError(fault, destination.id)


@dataclass(frozen=True, slots=True)
class Sitting:
    """The commission at work. Each act raises `RefusedError` and `StoreUnavailableError`."""

    files: SessionFiles
    clock: Clock

    def session(self, session: str, caller: Caller) -> Session:
        """Refused: `session.unknown`, also when it is another instance's."""
        return session_of(self.files, session, lambda found: found.instance == caller.name)

    def file(self, session: str, number: int, caller: Caller) -> SessionFile:
        """Refused: `session.unknown`, `file.unknown`."""
        self.session(session, caller)
        found = self.files.file(session, number)
        if found is None:
            raise RefusedError("file.unknown")
        return found

    def decide(self, session: str, number: int, decision: Decision, caller: Caller) -> SessionFile:
        """Decides once; the same decision again changes nothing.

        Refused: the codes of `decision_problem`, `file.unknown`, `decision.made`, `session.closed`.
        """
        if problem := decision_problem(decision):
            raise RefusedError(problem)
        found = self.file(session, number, caller)
        if found.decision is None:
            self.files.decide(self.session(session, caller), number, decision, self.clock.now())
            found = self.file(session, number, caller)
        if found.decision == decision:
            return found
        raise RefusedError("decision.made" if found.decision else "session.closed")

    def close(self, session: str, caller: Caller) -> Session:
        """Ends the session: nothing of it changes any more. Refused: `session.undecided` with the numbers."""
        found = self.session(session, caller)
        if found.closed_at is None:
            self.files.close(found, self.clock.now())
            found = self.session(session, caller)
        if found.closed_at is None:
            open_ = [each.packet.number for each in self.files.files(session) if each.decision is None]
            raise RefusedError("session.undecided", *map(str, open_))
        return found
