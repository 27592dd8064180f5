"""The documents of a case, as people of the body that instructs it are given them; who was given which is an event."""

from __future__ import annotations

from dataclasses import dataclass

from entraide.cases.investigation import (
    Caller,
    CaseFiles,
    Change,
    Forms,
    Opened,
    changed,
    form_of,
    next_change,
)
from entraide.cases.model import Clock, Document, EventKind, Macs
from entraide.cases.papers import documents_for


@dataclass(frozen=True, slots=True)
class Showing:
    """Gives people the documents of the cases of their body."""

    files: CaseFiles
    forms: Forms
    macs: Macs
    clock: Clock

    def show(self, destination: str, caller: Caller) -> tuple[Opened, tuple[Document, ...]]:
        """The case of a destination, and the documents that may be handed to the caller.

        The first time that a person is given a document, an event of the history says so before anything is told; later
        times change nothing. Raises `RefusedError` (`case.unknown`, `case.old`) and `StoreUnavailableError`.
        """

        def shown(found: Opened) -> Change | None:
            known = given(found, caller)
            new = [each.id for each in self._readable(found) if each.id not in known]
            if not new:
                return None
            at, kind = self.clock.now(), EventKind.DOCUMENTS_SHOWN
            return next_change(found, kind, at, self.macs, by=caller.who, documents=" ".join(new))

        found = changed(self.files, self.forms, destination, caller, shown)
        known = given(found, caller)
        # What was added since the event was written waits for the next one.
        return found, tuple(each for each in self._readable(found) if each.id in known)

    def _readable(self, found: Opened) -> tuple[Document, ...]:
        papers = form_of(self.forms, found).papers
        return documents_for(papers, found.stored, found.destination.id)


def given(found: Opened, caller: Caller) -> frozenset[str]:
    """The ids of the documents that a person was given for this destination."""
    told = [dict(each.details) for each in found.stored.history if each.kind is EventKind.DOCUMENTS_SHOWN]
    mine = {"destination": found.destination.id, "by": caller.who}
    return frozenset(
        id_ for each in told if mine.items() <= each.items() for id_ in each["documents"].split()
    )
