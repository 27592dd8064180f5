"""The documents of a case as their page shows them: what is missing, what was sent, and where to send the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from entraide.agencies.directory import Directory
from entraide.cases.model import Document, StoredCase
from entraide.cases.papers import Papers, competent
from entraide.cases.uploads import MOST_DOCUMENTS
from entraide.documents.verdict import MOST_BYTES, MOST_PAGES, Flaw
from entraide.forms.definition import Paper
from entraide.pages.addresses import documents_address
from entraide.pages.display import day, moment
from entraide.pages.words import Words

Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class Named:
    """A document in words."""

    code: str
    title: str
    hint: str
    mark: str


@dataclass(frozen=True, slots=True)
class PaperView:
    """A document with what was sent for it, and the hidden inputs of its form; none when nothing may be added."""

    named: Named
    sent: tuple[str, ...]
    fields: Fields


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """All that the page of a case's documents shows."""

    missing: tuple[Named, ...]
    notice: str
    """Until when, or why nothing can be added."""
    readers: str
    papers: tuple[PaperView, ...]
    most_bytes: int = MOST_BYTES


@dataclass(frozen=True, slots=True)
class PapersNote:
    """What a receipt says of the documents of its case."""

    missing: tuple[Named, ...]
    notice: str
    address: str
    """Where to add them; empty when nothing can be added."""


def papers_note(papers: Papers, words: Words, now: datetime) -> PapersNote | None:
    """None when no body of the case is to read any document here."""
    if not papers.readable:
        return None
    address = documents_address(words.lang, papers.stored.case.reference) if papers.may_add(now) else ""
    return PapersNote(named(papers.missing, words), notice(papers, words, now), address)


def named(papers: Iterable[Paper], words: Words) -> tuple[Named, ...]:
    """Documents in words."""
    return tuple(
        Named(
            each.code,
            words.text("documents", "papers", each.code, "title"),
            words.text("documents", "papers", each.code, "hint"),
            words.text("documents", "expected" if each.expected else "not_expected"),
        )
        for each in papers
    )


def notice(papers: Papers, words: Words, now: datetime) -> str:
    """What the receipt and the page say of what is missing, and until when."""
    if papers.may_add(now):
        key = "until" if papers.missing else "complete"
        return words.text("documents", key, date=day(papers.until.date(), words))
    return words.text("documents", "full" if papers.full else "closed")


def documents_view(
    papers: Papers, words: Words, directory: Directory, now: datetime, fields_for: Callable[[Paper], Fields]
) -> DocumentsView:
    """The view of a case's documents; `fields_for` gives the hidden inputs of a form that sends one."""
    open_ = papers.may_add(now)
    bodies = {each.body for paper in papers.readable for each in competent(papers.stored.destinations, paper)}
    names = sorted(directory.bodies[each].name(words.lang) for each in bodies if each in directory.bodies)
    return DocumentsView(
        missing=named(papers.missing, words),
        notice=notice(papers, words, now),
        readers=words.text("documents", "reader", bodies=", ".join(names)),
        papers=tuple(
            PaperView(told, _sent(papers.stored, told.code, words), fields_for(paper) if open_ else {})
            for paper, told in zip(papers.readable, named(papers.readable, words), strict=True)
        ),
    )


def why(flaw: Flaw, words: Words) -> str:
    """Why a file is not accepted."""
    return words.text("documents", "flaws", flaw, "why", **_numbers(flaw))


def cure(flaw: Flaw, words: Words) -> str:
    """What to do about it."""
    return words.text("documents", "flaws", flaw, "cure", **_numbers(flaw))


def _numbers(flaw: Flaw) -> dict[str, int]:
    return {Flaw.TOO_MANY: {"max": MOST_DOCUMENTS}, Flaw.TOO_MANY_PAGES: {"max": MOST_PAGES}}.get(flaw, {})


def _sent(stored: StoredCase, paper: str, words: Words) -> tuple[str, ...]:
    return tuple(_state(each, words) for each in stored.documents if each.paper == paper)


def _state(document: Document, words: Words) -> str:
    if document.flaw:
        return words.text("documents", "states", "refused", reason=why(document.flaw, words))
    return words.text("documents", "states", "accepted", date=moment(document.at, words))
