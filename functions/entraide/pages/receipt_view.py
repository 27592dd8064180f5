"""The receipt: reference, code, who will be in touch and why; or the file that is ready to hand in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from entraide.agencies.directory import Verification
from entraide.agencies.vocabulary import Role
from entraide.cases.endings import Ending, ending
from entraide.cases.intake import CODE_SHOWN_FOR
from entraide.cases.model import Destination, Status, StoredCase, Way
from entraide.forms.stored import stored_answers
from entraide.pages.display import moment
from entraide.pages.review_view import Describer, ReferralView, Rows


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body with how far its part of the request has come."""

    name: str
    status: str
    needs: tuple[str, ...]
    reasons: tuple[str, ...]
    coordinates: bool
    needs_person: bool
    address: str
    to_confirm: bool
    """Whether the directory is not sure of the address."""
    phone: str
    """What to dial; empty when the directory knows no number."""
    phone_said: str
    """The number, with what the call costs."""


@dataclass(frozen=True, slots=True)
class Group:
    """Bodies that were sent the request, or bodies to hand the file to."""

    title: str
    bodies: tuple[BodyLine, ...]


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """All that the receipt's template shows."""

    title: str
    reference: str
    code: str
    date: str
    groups: tuple[Group, ...]
    referrals: tuple[ReferralView, ...]
    steps: tuple[Rows, ...]
    sent: bool
    prepared: bool
    elsewhere: bool
    """It goes to no body of the directory."""
    demonstration: bool


def receipt_view(
    describer: Describer, stored: StoredCase, code: str, now: datetime, *, demonstration: bool
) -> ReceiptView:
    """The view of a stored case for the person who made it; the code only within a day of the sending."""
    words = describer.words
    lines = [(each, _line(describer, each)) for each in stored.destinations]
    sent = tuple(line for each, line in lines if each.way is Way.SENT)
    prepared = tuple(line for each, line in lines if each.way is Way.PREPARED)
    groups = (("who", sent), ("who_prepared", prepared))
    end = ending(each.way for each in stored.destinations)
    return ReceiptView(
        title=words.text("interface", "receipt", "title" if end is Ending.SENT else f"title_{end}"),
        reference=stored.case.reference,
        code=code if now - stored.case.created_at <= CODE_SHOWN_FOR else "",
        date=moment(stored.case.created_at, words),
        groups=tuple(Group(words.text("interface", "receipt", key), each) for key, each in groups if each),
        referrals=describer.referrals(stored.case.referrals),
        steps=_answers(describer, stored),
        sent=bool(sent),
        prepared=bool(prepared),
        elsewhere=end is Ending.ELSEWHERE,
        demonstration=demonstration,
    )


def _answers(describer: Describer, stored: StoredCase) -> tuple[Rows, ...]:
    checked = stored_answers(describer.form, stored.case.answers)
    return describer.rows(checked, answered_only=True) if checked else ()


def _line(describer: Describer, destination: Destination) -> BodyLine:
    body = describer.directory.bodies.get(destination.body)
    phone = body.phone if body else ""
    town = f"{body.postal_code} {body.city}".strip() if body else ""
    return BodyLine(
        # A body that has left the directory since: its id says more than an error.
        name=describer.named(body) if body else destination.body,
        status=_status(describer, destination),
        needs=describer.needs(destination.needs),
        reasons=describer.reasons(destination.reasons),
        coordinates=Role.COORDINATOR in destination.roles,
        needs_person=destination.needs_person,
        address=", ".join(part for part in (body.address, town) if part) if body else "",
        to_confirm=body is not None and body.status is Verification.TO_VERIFY,
        phone=phone,
        phone_said=describer.words.optional("interface", "phones", phone) or phone,
    )


def _status(describer: Describer, destination: Destination) -> str:
    words, status = describer.words, destination.status
    when = {
        Status.PREPARED: destination.prepared_at,
        Status.COMMITTED: destination.committed_at,
        Status.DISPATCHED: destination.dispatched_at,
        Status.TAKEN: destination.taken_at,
        Status.DECIDED: destination.decided_at,
        Status.CLOSED: destination.closed_at,
    }[status]
    told = words.text("interface", "status", status)
    return f"{told}, {words.text('interface', 'status', 'at', date=moment(when, words))}" if when else told
