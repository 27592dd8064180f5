"""Taking a request in: from a submission key, checked answers and a routing to one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from entraide.agencies.situation import Choice, Referral
from entraide.cases.history import received
from entraide.cases.identity import answers_mac, code_mac, identify
from entraide.cases.model import (
    Accepted,
    AlreadyArrived,
    Case,
    CaseWriter,
    Destination,
    KeyReused,
    Macs,
    ReferenceTakenError,
    StoreUnavailableError,
    Submission,
)

CODE_SHOWN_FOR: Final = timedelta(hours=24)
"""How long a sending repeated with the same key shows the follow-up code again."""
_ATTEMPTS: Final = 4


@dataclass(frozen=True, slots=True)
class Request:
    """A valid request, as the worker confirmed it on the review page."""

    key: str
    form: str
    form_version: int
    form_digest: str
    lang: str
    answers: str
    """The form's own JSON."""
    choices: tuple[Choice, ...]
    """The bodies that the worker kept."""
    referrals: tuple[Referral, ...]
    at: datetime
    again: bool = False
    """The worker was told that the same answers have arrived already, and wants a second request."""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """The request is stored. What the receipt is opened with."""

    reference: str
    at: datetime
    replayed: bool
    code: str | None
    """The follow-up code; None when the case was stored more than 24 hours ago."""


def take_in(
    request: Request, is_connected: Callable[[str], bool], macs: Macs, writer: CaseWriter
) -> Received | KeyReused | AlreadyArrived:
    """Stores the request once, however often it is sent. Raises `StoreUnavailableError`."""
    fingerprint = answers_mac(request.form, request.answers, [each.body for each in request.choices], macs)
    for attempt in range(_ATTEMPTS):
        identity = identify(request.key, macs, attempt)
        stored_code = code_mac(identity.reference, identity.code, macs)
        destinations = _destinations(request, identity.reference, is_connected)
        case = _case(request, identity.reference, stored_code, destinations)
        definition = (request.form, request.form_version, request.form_digest)
        first = received(case.reference, request.at, definition, destinations, macs)
        submission = Submission(case, destinations, identity.key_mac, fingerprint, request.again, (first,))
        try:
            outcome = writer.commit(submission)
        except ReferenceTakenError:
            continue
        return _received(outcome, identity.code, request.at) if isinstance(outcome, Accepted) else outcome
    raise StoreUnavailableError


def _case(request: Request, reference: str, stored_code: str, destinations: tuple[Destination, ...]) -> Case:
    return Case(
        reference=reference,
        form=request.form,
        form_version=request.form_version,
        form_digest=request.form_digest,
        lang=request.lang,
        created_at=request.at,
        answers=request.answers,
        code_mac=stored_code,
        referrals=request.referrals,
        ways=frozenset(each.way for each in destinations),
    )


def _destinations(
    request: Request, reference: str, is_connected: Callable[[str], bool]
) -> tuple[Destination, ...]:
    return tuple(
        Destination(
            id=f"{reference}-{number}",
            reference=reference,
            body=choice.body,
            roles=choice.roles,
            needs=choice.needs,
            territory=choice.territory,
            reasons=choice.reasons,
            form=request.form,
            form_version=request.form_version,
            needs_person=choice.needs_person,
            urgent=request.urgent,
            prepared_at=None if is_connected(choice.body) else request.at,
            committed_at=request.at if is_connected(choice.body) else None,
        )
        for number, choice in enumerate(request.choices, start=1)
    )


def _received(accepted: Accepted, code: str, now: datetime) -> Received:
    at = accepted.at or now
    return Received(accepted.reference, at, accepted.replayed, code if now - at <= CODE_SHOWN_FOR else None)
