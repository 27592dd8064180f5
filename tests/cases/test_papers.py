"""Which documents a case has, which it lacks, and who may read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from entraide.agencies.vocabulary import Need, Role
from entraide.cases.model import Destination, Document, StoredCase
from entraide.cases.papers import ADDED_WITHIN, Papers, documents_for
from entraide.cases.uploads import MOST_DOCUMENTS, MOST_TRIES
from entraide.documents.verdict import MOST_BYTES, Flaw, Kind
from entraide.forms.conditions import leaves
from entraide.forms.definition import Paper
from entraide.forms.reflection import fields
from entraide.forms.registry import FORMS
from samples import NOON, destination, submission

TAX, QUOTE, OTHER = (
    Paper("tax", frozenset({Need.ACED, Need.AFE})),
    Paper("quote", frozenset({Need.AFE})),
    Paper("other", frozenset({Need.ACED, Need.AFE}), expected=False),
)
ASKED = (TAX, QUOTE, OTHER)
URSSAF = replace(destination(), id="EN-0000-0000-1", needs=frozenset({Need.ACED}), committed_at=NOON)
CPAM = replace(
    destination(), id="EN-0000-0000-2", body="cpam-10", needs=frozenset({Need.AFE}), committed_at=NOON
)
COORDINATOR = replace(URSSAF, id="EN-0000-0000-3", needs=frozenset(), roles=frozenset({Role.COORDINATOR}))


def document(paper: str, flaw: Flaw | None = None, number: int = 0) -> Document:
    kind = None if flaw else Kind.PDF
    return Document(f"{paper}{number}", "EN-0000-0000", paper, NOON, 10, kind, flaw)


def stored(*documents: Document, destinations: tuple[Destination, ...] = (URSSAF, CPAM)) -> StoredCase:
    return StoredCase(submission().case, destinations, (), documents)


def test_a_case_is_incomplete_until_what_is_expected_is_accepted() -> None:
    empty = Papers(stored(document("tax", Flaw.CUT)), ASKED)
    half = Papers(stored(document("tax")), ASKED)
    whole = Papers(stored(document("tax"), document("quote")), ASKED)

    assert [(TAX, QUOTE), (QUOTE,), ()] == [each.missing for each in (empty, half, whole)]


def test_documents_are_added_for_thirty_days_and_no_longer() -> None:
    papers = Papers(stored(), ASKED)
    until = papers.stored.case.created_at + timedelta(days=30)

    assert (until, True, False) == (
        papers.until,
        papers.may_add(until),
        papers.may_add(until + timedelta(seconds=1)),
    )


@pytest.mark.parametrize(
    "documents",
    [
        [document("tax", number=each) for each in range(MOST_DOCUMENTS)],
        [document("tax", Flaw.CUT, each) for each in range(MOST_TRIES)],
    ],
)
def test_a_case_takes_no_end_of_files(documents: list[Document]) -> None:
    assert not Papers(stored(*documents), ASKED).may_add(NOON)
    assert Papers(stored(*documents[1:]), ASKED).may_add(NOON)


def test_nothing_is_asked_for_where_nobody_reads_it() -> None:
    prepared = replace(CPAM, committed_at=None, prepared_at=NOON)

    papers = Papers(stored(destinations=(URSSAF, prepared)), ASKED)

    assert ((TAX, OTHER), (TAX,)) == (papers.readable, papers.missing)
    assert not Papers(stored(destinations=(prepared,)), ASKED).may_add(NOON)


def test_a_body_reads_the_documents_of_its_needs_and_no_others() -> None:
    case_ = stored(document("tax"), document("quote"), document("other", Flaw.NIR))
    mixed = replace(case_, destinations=(URSSAF, CPAM, COORDINATOR))

    read = {
        each.id: {one.paper for one in documents_for(ASKED, mixed, each.id)} for each in mixed.destinations
    }

    assert {URSSAF.id: {"tax"}, CPAM.id: {"tax", "quote"}, COORDINATOR.id: set()} == read


def test_a_body_waits_for_what_is_expected_for_its_needs_and_for_nothing_else() -> None:
    empty = Papers(stored(destinations=(URSSAF, CPAM, COORDINATOR)), ASKED)
    half = Papers(stored(document("tax")), ASKED)

    assert [(TAX,), (TAX, QUOTE), ()] == [empty.missing_for(each.id) for each in (URSSAF, CPAM, COORDINATOR)]
    assert [(), (QUOTE,)] == [half.missing_for(each.id) for each in (URSSAF, CPAM)]


def test_a_body_that_was_never_sent_the_case_reads_nothing() -> None:
    prepared = replace(URSSAF, committed_at=None, prepared_at=NOON)

    assert () == documents_for(ASKED, stored(document("tax"), destinations=(prepared,)), prepared.id)
    assert () == documents_for(ASKED, stored(document("tax")), "EN-0000-0009-1")


def test_the_facts_say_what_the_code_does() -> None:
    facts = yaml.safe_load(Path("content/facts.yml").read_text("utf-8"))

    assert (ADDED_WITHIN, MOST_DOCUMENTS, MOST_BYTES) == (
        timedelta(days=int(facts["days.papers"]["value"])),
        int(facts["text.paper.files"]["value"]),
        int(facts["text.paper.size"]["value"]) * 1_000_000,
    )


@pytest.mark.parametrize("form", FORMS)
def test_what_a_form_asks_for_depends_on_its_own_questions(form: str) -> None:
    looked_at = {leaf.path for paper in FORMS[form].papers for leaf in leaves(paper.when)}

    assert looked_at <= fields(FORMS[form]).keys()
    assert all(paper.needs & ({*FORMS[form].needs} | {Need.AFE}) for paper in FORMS[form].papers)


@pytest.mark.parametrize("form", ["aced", "afe", "fci", "adr"])
def test_each_aid_has_documents_and_none_is_medical(form: str) -> None:
    papers = FORMS[form].papers

    assert {"tax", "other"} <= {each.code for each in papers}
    assert not [each.code for each in papers if "medical" in each.code or "health" in each.code]
