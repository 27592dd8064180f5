"""A case as the body that received it is given it: its own part, and no more than it may know of the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from entraide.cases.investigation import Opened, free_texts
from entraide.cases.packets import coordinated, own_history, packet
from entraide.cases.papers import documents_for, papers_of_case
from entraide.forms.audience import seen_by
from entraide.forms.checking import Checked
from entraide.forms.definition import Form
from entraide.forms.reading import Raw
from entraide.forms.stored import stored_answers
from entraide.forms.totals import totals
from entraide.handlers.agency_documents import CaseDocument, Coordinated, MissingPaper, Paper, Past, Text
from entraide.pages.words import Words


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
        urgent=destination.urgent,
        status=destination.status,
        session=destination.session,
        form=case.form,
        form_version=case.form_version,
        lang=case.lang,
        received_at=case.created_at,
        answers=packet(form, case.answers, destination),
        totals={each.code: amount for each, amount in totals(checked)},
        warnings=[each.code for each in checked.alerts],
        texts=texts(found, form, checked),
        documents=papers(found, form, words, addresses or {}),
        missing_documents=missing(found, form, words),
        decisions=decisions(found),
        coordinates=coordinates(found),
        history=past(found, form),
    )


def decisions(found: Opened) -> list[dict[str, str]]:
    """What the commission decided."""
    return [
        {"session": each.session, "outcome": each.outcome, "amount": each.amount, "reason": each.reason}
        for each in found.decisions
    ]


def coordinates(found: Opened) -> list[Coordinated]:
    """Where the other bodies of the case stand, for the one that coordinates them."""
    return [
        Coordinated(
            body=each.body,
            needs=sorted(each.needs),
            status=each.status,
            since=each.committed_at or each.prepared_at,
            taken_at=each.taken_at,
            closed_at=each.closed_at,
        )
        for each in coordinated(found.stored, found.destination)
    ]


def past(found: Opened, form: type[Form]) -> list[Past]:
    """The events that the body may read."""
    readable = {each.id for each in documents_for(form.papers, found.stored, found.destination.id)}
    return [
        Past(number=each.number, kind=each.kind, at=each.at, details=list(each.details))
        for each in own_history(found.stored, found.destination, readable)
    ]


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
