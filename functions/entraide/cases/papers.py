"""Which documents a case has, which it lacks, and who may read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from entraide.cases.model import Destination, Document, StoredCase
from entraide.cases.uploads import MOST_DOCUMENTS, accepted_of, tried_out
from entraide.forms.definition import Form, Paper
from entraide.forms.papers import papers_of
from entraide.forms.stored import stored_answers

ADDED_WITHIN: Final = timedelta(days=30)
"""As `days.papers` of `content/facts.yml` says; later the document is handed to the body itself."""


@dataclass(frozen=True, slots=True)
class Papers:
    """The documents that a case calls for, and those it has."""

    stored: StoredCase
    asked: tuple[Paper, ...]

    @property
    def until(self) -> datetime:
        """Until when documents may be added here."""
        return self.stored.case.created_at + ADDED_WITHIN

    @property
    def readable(self) -> tuple[Paper, ...]:
        """Those that a connected body of the case is to read: there is nobody to send the others to."""
        return tuple(
            each
            for each in self.asked
            if any(body.committed_at for body in competent(self.stored.destinations, each))
        )

    @property
    def missing(self) -> tuple[Paper, ...]:
        """Without them the case is incomplete."""
        there = {each.paper for each in accepted_of(self.stored.documents)}
        return tuple(each for each in self.readable if each.expected and each.code not in there)

    def missing_for(self, destination: str) -> tuple[Paper, ...]:
        """Those of them that are for the body of a destination."""
        own = [each for each in self.stored.destinations if each.id == destination]
        return tuple(each for each in self.missing if competent(own, each))

    @property
    def full(self) -> bool:
        """Whether as many files were sent as a case may have."""
        documents = self.stored.documents
        return len(accepted_of(documents)) >= MOST_DOCUMENTS or tried_out(documents)

    def may_add(self, now: datetime) -> bool:
        """Whether a document may be added now."""
        return bool(self.readable) and now <= self.until and not self.full


def papers_of_case(form: type[Form], stored: StoredCase) -> Papers:
    """The documents that a stored case calls for; none when its answers cannot be read any more."""
    checked = stored_answers(form, stored.case.answers)
    return Papers(stored, papers_of(checked) if checked else ())


def competent(destinations: Iterable[Destination], paper: Paper) -> tuple[Destination, ...]:
    """The destinations that the document is for: those with one of its needs, and no others."""
    return tuple(each for each in destinations if each.needs & paper.needs)


def documents_for(papers: Iterable[Paper], stored: StoredCase, destination: str) -> tuple[Document, ...]:
    """The documents that the body of a destination may read; `papers` are those of the case's form.

    Nothing for a destination of another case, or one that was never sent.
    """
    own = [each for each in stored.destinations if each.id == destination and each.committed_at]
    readable = {each.code for each in papers if competent(own, each)}
    return tuple(each for each in accepted_of(stored.documents) if each.paper in readable)
