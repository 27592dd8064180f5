"""What the bodies and the commission send and are given, as documents: JSON in both directions, and its schema."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from entraide.cases.decisions import Decision, Outcome, ReasonCode
from entraide.cases.identity import DESTINATION_ID
from entraide.cases.model import Status
from entraide.cases.relinking import Purpose
from entraide.cases.sessions import MOST_FILES, Session, SessionFile
from entraide.documents.verdict import Kind

Identifier = Annotated[str, Field(pattern=DESTINATION_ID)]
"""A destination's id, as the queue's message gives it."""


_AMOUNT: Final = r"^[0-9]{1,6}(\.[0-9]{1,2})?$"
_DAY: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_CENT: Final = Decimal("0.01")


def _day(given: object) -> object:
    """Only as ISO 8601 writes it: a number would be read as seconds since 1970."""
    if isinstance(given, date) or (isinstance(given, str) and re.fullmatch(_DAY, given)):
        return given
    raise ValueError("day")


def _euros(given: object) -> Decimal | None:
    """To the cent, from digits alone: `1e2`, `1_000` and the digits of other scripts are slips of the hand."""
    if given is None or isinstance(given, Decimal):
        return given
    written = str(given) if isinstance(given, str | int | float) else ""
    if not re.fullmatch(_AMOUNT, written):
        raise ValueError("amount")
    return Decimal(written).quantize(_CENT)


Day = Annotated[date, BeforeValidator(_day)]
Euros = Annotated[
    Decimal | None,
    BeforeValidator(_euros, json_schema_input_type=Annotated[str, Field(pattern=_AMOUNT)] | float | None),
]
"""Euros and cents."""


class Document(BaseModel):
    """Nothing is taken that was not asked for, and no error repeats what was sent."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Nothing(Document):
    """No body is needed."""


class TextRuling(Document):
    """The text as the commission may read it, or null to withhold it."""

    text: str | None


class NewSession(Document):
    """A session of the commission to be prepared."""

    day: Day
    """As ISO 8601 writes it; not past."""
    destinations: Annotated[list[Identifier], Field(min_length=1, max_length=MOST_FILES)]


class NewDecision(Document):
    """A decision on one file; the amount, in euros, only where something is granted."""

    outcome: Outcome
    reason: ReasonCode
    amount: Euros = None

    def decision(self) -> Decision:
        """As the core knows it."""
        return Decision(self.outcome, self.reason, self.amount)


class LinkUse(Document):
    """Why the case behind a number is asked for; it enters the case's history."""

    purpose: Purpose


class Text(Document):
    """A free text: what the worker wrote, and what the investigator made of it."""

    path: str
    written: str
    ruling: Literal["none", "cleared", "withheld"]
    cleared: str


class Paper(Document):
    """A document that the worker added to the request, checked; the name it had on their device is not known.

    `read-case` alone gives the address from which it may be read, for five minutes: ask again afterwards.
    """

    id: str
    paper: str
    title: str
    file_type: Kind
    size: int
    added_at: datetime
    address: str | None


class MissingPaper(Document):
    """A document that is expected and not there, and until when the worker may add it here."""

    paper: str
    title: str
    until: datetime


class Past(Document):
    """An event of the case's history."""

    number: int
    kind: str
    at: datetime
    details: list[tuple[str, str]]


class Coordinated(Document):
    """Another body that has the request: what for and since when, not what it was told."""

    body: str
    needs: list[str]
    status: Status
    since: datetime | None
    taken_at: datetime | None
    closed_at: datetime | None


class CaseDocument(Document):
    """A case as the body sees it: the answers meant for its roles, and no others."""

    schema_: Annotated[int, Field(serialization_alias="schema")] = 1
    reference: str
    destination: str
    body: str
    roles: list[str]
    needs: list[str]
    urgent: bool
    """The worker says that something cannot wait; nothing was promised."""
    status: Status
    session: str
    form: str
    form_version: int
    lang: str
    received_at: datetime
    answers: Mapping[str, Mapping[str, Any]]
    totals: dict[str, Decimal]
    warnings: list[str]
    texts: list[Text]
    documents: list[Paper]
    missing_documents: list[MissingPaper]
    decisions: list[dict[str, str]]
    coordinates: list[Coordinated]
    """The other bodies of the case; told to its coordinator alone."""
    history: list[Past]
    """What concerns this body: events of the other bodies are left out, so that numbers may be missing."""


class SessionDocument(Document):
    """A session: how many files, and how many of them are decided."""

    session: str
    instance: str
    day: date
    files: int
    decided: int
    closed_at: datetime | None


class SessionsDocument(Document):
    """The sessions of an instance, the latest first."""

    sessions: list[SessionDocument]


class FileDocument(Document):
    """A file without a name: what the commission may see of it, and what it decided."""

    schema_: Annotated[int, Field(serialization_alias="schema")] = 1
    session: str
    number: int
    form: str
    answers: Mapping[str, Any]
    totals: Mapping[str, int]
    decision: NewDecision | None
    decided_at: datetime | None


def session_document(session: Session) -> SessionDocument:
    """A session's state."""
    return SessionDocument(
        session=session.id,
        instance=session.instance,
        day=session.day,
        files=session.files,
        decided=session.decided,
        closed_at=session.closed_at,
    )


def file_document(session: str, file: SessionFile) -> FileDocument:
    """A file of a session."""
    packet_, made = file.packet, file.decision
    decision = NewDecision(outcome=made.outcome, reason=made.reason, amount=made.amount) if made else None
    return FileDocument(
        session=session,
        number=packet_.number,
        form=packet_.form,
        answers=packet_.answers,
        totals=packet_.totals,
        decision=decision,
        decided_at=file.decided_at,
    )
