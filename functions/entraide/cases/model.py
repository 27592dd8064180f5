"""A case and its destinations, as stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from entraide.agencies.situation import Reason, Referral
from entraide.agencies.vocabulary import Need, Role
from entraide.documents.verdict import Flaw, Kind


class Status(StrEnum):
    """How far a destination has come; always computed from its times, never stored."""

    PREPARED = "prepared"
    COMMITTED = "committed"
    DISPATCHED = "dispatched"
    TAKEN = "taken"
    DECIDED = "decided"
    """The commission has decided; the body tells the worker."""
    CLOSED = "closed"


class Way(StrEnum):
    """How a request reaches a body."""

    SENT = "sent"
    """The body is connected: the request goes to its queue."""
    PREPARED = "prepared"
    """The body is not connected: the worker hands the file in."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A body to which a case goes, with the reasons and the times at which things happened."""

    id: str
    """`{reference}-{n}`, n from 1; also the queue's deduplication id."""
    reference: str
    body: str
    roles: frozenset[Role]
    needs: frozenset[Need]
    territory: str
    """The département that decided, `10`, `2A`, `971`."""
    reasons: tuple[Reason, ...]
    form: str
    form_version: int
    needs_person: bool = False
    urgent: bool = False
    """The worker says that something cannot wait; it promises nothing."""
    prepared_at: datetime | None = None
    """Set when the body is not connected: the worker files it; nothing is queued."""
    committed_at: datetime | None = None
    """Set when the body is connected: it must reach the queue."""
    dispatched_at: datetime | None = None
    taken_at: datetime | None = None
    decided_at: datetime | None = None
    """Set when the commission's decision was handed back to the body and ends the matter there."""
    closed_at: datetime | None = None
    sent_again_at: datetime | None = None
    """When its message was last put in the queue again, because nobody had taken it."""
    session: str = ""
    """The commission's session in which it is listed; empty when it is in none."""

    @property
    def status(self) -> Status:
        """The furthest time that is set decides."""
        if self.closed_at:
            return Status.CLOSED
        if self.decided_at:
            return Status.DECIDED
        if self.taken_at:
            return Status.TAKEN
        if self.dispatched_at:
            return Status.DISPATCHED
        return Status.COMMITTED if self.committed_at else Status.PREPARED

    @property
    def way(self) -> Way:
        """How it reaches its body."""
        return Way.PREPARED if self.status is Status.PREPARED else Way.SENT


@dataclass(frozen=True, slots=True)
class Case:
    """One request as the worker sent it."""

    reference: str
    """`EN-XXXX-XXXX`, eight characters of Crockford's alphabet, derived from the submission key by HMAC."""
    form: str
    form_version: int
    form_digest: str
    """SHA-256 of the definition, so that what was asked can be told later."""
    lang: str
    created_at: datetime
    answers: str
    """The form's own JSON, as `Form.model_dump_json` gives it."""
    code_mac: str
    """The follow-up code, only as a MAC (hexadecimal)."""
    referrals: tuple[Referral, ...] = ()
    ways: frozenset[Way] = frozenset()
    """The ways of its destinations when it was stored: who is told of a case by its stream reads no other table."""


class EventKind(StrEnum):
    """What happened to a case."""

    RECEIVED = "received"
    TAKEN = "taken"
    TEXT_RULED_ON = "text-ruled-on"
    """A free text was cleared for the commission, or is withheld from it."""
    LISTED = "listed"
    """Put on the list of a session of the commission."""
    LINK_USED = "link-used"
    """Somebody asked whose a file of the commission is; who and why are in the details."""
    DECIDED = "decided"
    CLOSED = "closed"
    DOCUMENT_ADDED = "document-added"
    DOCUMENTS_SHOWN = "documents-shown"
    """Somebody of a body was given documents to read for the first time; who and which are in the details."""


@dataclass(frozen=True, slots=True)
class Event:
    """A link of a case's history; it holds nothing of the worker's but codes and ids, and who of the body did it."""

    number: int
    """From 1, without a gap."""
    kind: EventKind
    at: datetime
    details: tuple[tuple[str, str], ...]
    """Codes and ids only; a name may come several times."""
    link: str
    """MAC (hexadecimal) over the link before and this event: see `cases.history`."""


@dataclass(frozen=True, slots=True)
class Submission:
    """All that one transaction writes."""

    case: Case
    destinations: tuple[Destination, ...]
    key_mac: str
    """MAC of the submission key: the idempotency mark."""
    answers_mac: str
    """MAC of the answers: the keyed fingerprint."""
    again: bool = False
    """The worker was told that the same answers have arrived already, and wants a second request."""
    history: tuple[Event, ...] = ()
    """The first links of the case's history."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """Stored, now or before: the same key and answers always give the same reference."""

    reference: str
    replayed: bool
    """Stored by an earlier sending."""
    at: datetime | None = None
    """When it was first stored."""


@dataclass(frozen=True, slots=True)
class KeyReused:
    """The same key came with other answers; nothing was stored."""


@dataclass(frozen=True, slots=True)
class AlreadyArrived:
    """The same answers arrived under another key within 24 hours; nothing was stored."""

    reference: str
    at: datetime


Outcome = Accepted | KeyReused | AlreadyArrived


class StoreUnavailableError(Exception):
    """The store gave no clear answer in time. Sending the same key and answers again is safe, and right.

    Its text, if any, is a code.
    """


class NotSentError(Exception):
    """The queue did not confirm the message; it may have arrived all the same. Its text is a code."""


class ReferenceTakenError(Exception):
    """Another case has this reference (one chance in 2^40 for each case stored): derive the next one."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that the worker sent for a case, accepted or not; the name it had on their device is not known."""

    id: str
    """Random; its address until it is checked, and afterwards when it is accepted, ends in it."""
    reference: str
    paper: str
    """Which document it is: a `Paper.code` of the case's form."""
    at: datetime
    """When its fate was settled."""
    size: int
    """Bytes."""
    kind: Kind | None = None
    """None when it is not accepted."""
    flaw: Flaw | None = None
    """Why it is not accepted."""
    mac: str = ""
    """MAC (hexadecimal) of the content, bound to the case: the same file twice is known by it."""


@dataclass(frozen=True, slots=True)
class StoredCase:
    """A case as read back: for its receipt, for its documents, and for the bodies that see a part of it."""

    case: Case
    destinations: tuple[Destination, ...] = field(default=())
    history: tuple[Event, ...] = ()
    documents: tuple[Document, ...] = ()


class CaseWriter(Protocol):
    """Used by `submit`: writes cases, reads nothing but its marks."""

    def commit(self, submission: Submission) -> Outcome:
        """One transaction: case, destinations, first events, both marks; or nothing.

        Raises `StoreUnavailableError` and `ReferenceTakenError`.
        """
        ...


class CaseReader(Protocol):
    """Used by `follow` and `documents`."""

    def read(self, reference: str) -> StoredCase | None:
        """The case and all that belongs to it; None when there is none. Raises `StoreUnavailableError`."""
        ...


class Outbox(Protocol):
    """Used by `dispatch` and `sweep`: the destinations that must reach a queue."""

    def pending(self, committed_before: datetime) -> Iterator[Destination]:
        """Committed and not dispatched, oldest first, read as they are asked for: there may be very many."""
        ...

    def mark_dispatched(self, destination: Destination, at: datetime) -> None:
        """Sets the time once; a second call changes nothing. Raises `StoreUnavailableError`."""
        ...

    def untaken(self, dispatched_before: datetime) -> Iterator[Destination]:
        """Dispatched, and not known to be taken, oldest first; some may have been taken meanwhile."""
        ...

    def mark_sent_again(self, destination: Destination, at: datetime) -> None:
        """Sets the time at which its message was last sent again. Raises `StoreUnavailableError`."""
        ...

    def settle(self, destination: Destination) -> None:
        """It was taken: `untaken` gives it no more. Raises `StoreUnavailableError`."""
        ...


class Queues(Protocol):
    """Used by `dispatch` and `sweep`: one queue for each body."""

    def send(self, destination: Destination) -> None:
        """Puts the destination's message in its body's queue. Raises `NotSentError`."""
        ...


class Macs(Protocol):
    """Keyed hashes; the key never leaves its keeper (KMS)."""

    def mac(self, label: str, message: bytes) -> bytes:
        """32 bytes of HMAC-SHA-256 over the label and the message. Raises `StoreUnavailableError`."""
        ...


class Clock(Protocol):
    """The only source of the time."""

    def now(self) -> datetime:
        """The time in UTC, with its zone."""
        ...
