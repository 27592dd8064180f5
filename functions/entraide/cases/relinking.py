"""The way back from a number of the commission to a case, for the body that prepared the session.

The links are held apart. Each use of one is an event of the case's history, written before anything is told: who, and
why.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from entraide.cases.decisions import Decision, Outcome
from entraide.cases.investigation import (
    Caller,
    CaseFiles,
    Change,
    Forms,
    HandedBack,
    Opened,
    RefusedError,
    changed,
    next_change,
)
from entraide.cases.model import Clock, EventKind, Macs
from entraide.cases.sessions import Session, SessionFile, Sessions, session_of


class Purpose(StrEnum):
    """Why a link is used."""

    HAND_BACK = "hand-back"
    """The commission's decision goes back to its case."""
    COMMISSION_ASKS = "commission-asks"
    """The commission has a question that only the worker can answer."""
    MISTAKE = "mistake"
    """Something in the file is wrong."""
    SUPERVISION = "supervision"
    """The data protection officer or a court asks."""


class Links(Protocol):
    """Whose a number is. Raises `StoreUnavailableError`."""

    def destination(self, session: str, number: int) -> str | None:
        """The destination's id; None when there is no such number."""
        ...


class DecidedFiles(Sessions, Protocol):
    """The sessions, for reading back. Both methods raise `StoreUnavailableError`."""

    def file(self, session: str, number: int) -> SessionFile | None:
        """None when the session has no such number."""
        ...


@dataclass(frozen=True, slots=True)
class Relinking:
    """Finds the case of a number. Both acts raise `RefusedError` and `StoreUnavailableError`."""

    links: Links
    sessions: DecidedFiles
    files: CaseFiles
    forms: Forms
    macs: Macs
    clock: Clock

    def whose(self, session: str, number: int, purpose: Purpose, caller: Caller) -> Opened:
        """The case behind a number. Refused: `session.unknown`, `file.unknown`."""
        destination = self._linked(session, number, caller)

        def used(found: Opened) -> Change:
            return self._event(found, EventKind.LINK_USED, caller, session, purpose=purpose)

        return changed(self.files, self.forms, destination, caller, used)

    def hand_back(self, session: str, number: int, caller: Caller) -> Opened:
        """Gives the decision on a number back to its case; done once, and told again when asked again.

        Refused: `session.unknown`, `file.unknown`, `session.open` until the session is closed.
        """
        known = self._session(session, caller)
        if known.closed_at is None:
            raise RefusedError("session.open")
        file = self.sessions.file(session, number)
        if file is None or file.decision is None:
            raise RefusedError("file.unknown")
        decision = file.decision
        found = self.whose(session, number, Purpose.HAND_BACK, caller)

        def handed(found: Opened) -> Change | None:
            if any(each.session == session for each in found.decisions):
                return None
            return self._decided(found, session, decision, caller)

        return changed(self.files, self.forms, found.destination.id, caller, handed)

    def _session(self, session: str, caller: Caller) -> Session:
        return session_of(self.sessions, session, lambda known: known.body == caller.name)

    def _linked(self, session: str, number: int, caller: Caller) -> str:
        self._session(session, caller)
        destination = self.links.destination(session, number)
        if destination is None:
            raise RefusedError("file.unknown")
        return destination

    def _decided(self, found: Opened, session: str, decision: Decision, caller: Caller) -> Change:
        change = self._event(found, EventKind.DECIDED, caller, session, outcome=decision.outcome)
        amount = "" if decision.amount is None else str(decision.amount)
        # Adjourned: free to be listed again. Otherwise, the commission is done with it.
        ends = None if decision.outcome is Outcome.ADJOURNED else change.event.at
        return replace(
            change,
            after=replace(found.destination, session="", decided_at=ends),
            decision=HandedBack(session, decision.outcome, amount, decision.reason),
        )

    def _event(self, found: Opened, kind: EventKind, caller: Caller, session: str, **details: str) -> Change:
        at = self.clock.now()
        return next_change(found, kind, at, self.macs, by=caller.who, session=session, **details)
