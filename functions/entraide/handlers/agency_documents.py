"""What the bodies and the commission send and are given, as documents: JSON in both directions, and its schema."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from entraide.cases.decisions import Decision, Outcome, ReasonCode
from entraide.cases.investigation import Opened, free_texts
from entraide.cases.model import Status
from entraide.cases.packets import packet
from entraide.cases.papers import documents_for, papers_of_case
from entraide.cases.relinking import Purpose
from entraide.cases.sessions import MOST_FILES, Session, SessionFile
from entraide.documents.verdict import Kind
from entraide.forms.audience import seen_by
from entraide.forms.checking import Checked
from entraide.forms.definition import Form
from entraide.forms.reading import Raw
from entraide.forms.stored import stored_answers
from entraide.forms.totals import totals
from entraide.pages.words import Words

Identifier = Annotated[str, Field(pattern=r"^EN-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9]{1,3}$")]
"""A destination's id, as the queue's message gives it."""


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

    day: date
    destinations: Annotated[list[Identifier], Field(min_length=1, max_length=MOST_FILES)]


class NewDecision(Document):
    """A decision on one file; the amount, in euros, only where something is granted."""

    outcome: Outcome
    reason: ReasonCode
    amount: Annotated[Decimal | None, Field(max_digits=9, decimal_places=2)] = None

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


class CaseDocument(Document):
    """A case as the body sees it: the answers meant for its roles, and no others."""

    schema_: Annotated[int, Field(serialization_alias="schema")] = 1
    reference: str
    destination: str
    body: str
    roles: list[str]
    needs: list[str]
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
    history: list[Past]


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


def case_document(
    found: Opened, form: type[Form], words: Words, addresses: Mapping[str, str] | None = None
) -> CaseDocument:
    """The case of a destination, for its body; `addresses` of documents by their id."""
    case, destination = found.stored.case, found.destination
    checked = seen_answers(found, form)
    return CaseDocument(
        reference=case.reference,
        destination=destination.id,
        body=destination.body,
        roles=sorted(destination.roles),
        needs=sorted(destination.needs),
        status=destination.status,
        session=destination.session,
        form=case.form,
        form_version=case.form_version,
        lang=case.lang,
        received_at=case.created_at,
        answers=packet(form, case.answers, destination).answers,
        totals={each.code: amount for each, amount in totals(checked)},
        warnings=[each.code for each in checked.alerts],
        texts=texts(found, form, checked),
        documents=papers(found, form, words, addresses or {}),
        missing_documents=missing(found, form, words),
        decisions=[
            {"session": each.session, "outcome": each.outcome, "amount": each.amount, "reason": each.reason}
            for each in found.decisions
        ],
        history=[
            Past(number=each.number, kind=each.kind, at=each.at, details=list(each.details))
            for each in found.stored.history
        ],
    )


def papers(found: Opened, form: type[Form], words: Words, addresses: Mapping[str, str]) -> list[Paper]:
    """The documents that the body may read."""
    return [
        Paper(
            id=each.id,
            paper=each.paper,
            title=words.text("documents", "papers", each.paper, "title"),
            file_type=each.kind,
            size=each.size,
            added_at=each.at,
            address=addresses.get(each.id),
        )
        for each in documents_for(form.papers, found.stored, found.destination.id)
        if each.kind
    ]


def missing(found: Opened, form: type[Form], words: Words) -> list[MissingPaper]:
    """The documents that the body waits for."""
    asked = papers_of_case(form, found.stored)
    return [
        MissingPaper(
            paper=each.code,
            title=words.text("documents", "papers", each.code, "title"),
            until=asked.until,
        )
        for each in asked.missing_for(found.destination.id)
    ]


def seen_answers(found: Opened, form: type[Form]) -> Checked:
    """The answers that the body sees, so that totals and warnings come from them alone."""
    seen = {each.path for each in seen_by(form, found.destination.roles)}
    stored = stored_answers(form, found.stored.case.answers)
    values = {path: value for path, value in stored.values.items() if path in seen} if stored else {}
    return Checked(form, values, {}, Raw({}, {}))


def texts(found: Opened, form: type[Form], checked: Checked) -> list[Text]:
    """The free texts that were written, each with the ruling on it."""
    listed = []
    for asked in free_texts(form, found.destination):
        ruling = found.rulings.get(asked.path)
        if written := checked.values.get(asked.path):
            said: Literal["none", "cleared", "withheld"] = "none"
            if ruling:
                said = "cleared" if ruling.cleared else "withheld"
            cleared = ruling.text if ruling else ""
            listed.append(Text(path=asked.path, written=written, ruling=said, cleared=cleared))
    return listed


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
