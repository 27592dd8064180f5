"""Calls about what is not there: ids that cannot be, numbers of no file, cases whose form was withdrawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from agency_counter import CASE, KEY, PREPARED, SITTING, AgencyCounter, listed, problem
from commission_parts import COMMISSION, NO_IDS, RECOVERY, URSSAF, FakeAgency
from entraide.cases.investigation import Opened
from entraide.handlers.agency_calls import DECIDES, INVESTIGATES

REFUSE = {"outcome": "refused", "reason": "enough-means"}


@pytest.fixture
def counter(built: Path) -> AgencyCounter:
    return AgencyCounter(built)


def withdrawn(counter: AgencyCounter, destination: str) -> Opened | None:
    """The case of a destination, once its form is no longer among those that are open."""
    files = counter.parts.files
    assert isinstance(files, FakeAgency)
    reference = destination.rpartition("-")[0]
    stored = files.store.cases[reference]
    files.store.cases[reference] = replace(stored, case=replace(stored.case, form="of-before"))
    return files.open(destination)


def test_a_case_whose_form_is_withdrawn_is_refused_in_words_and_nothing_is_written(
    counter: AgencyCounter,
) -> None:
    destination, other = counter.offices.taken(KEY), counter.offices.received("another-key")
    session = listed(counter, destination)
    counter.call(
        DECIDES, COMMISSION, f"PUT {SITTING}/{{session={session}}}/files/{{number=1}}/decision", REFUSE
    )
    counter.call(DECIDES, COMMISSION, f"POST {SITTING}/{{session={session}}}/close")
    stored = [withdrawn(counter, each) for each in (destination, other)]
    file = f"{PREPARED}/{{session={session}}}/files/{{number=1}}"

    for route, body in (
        (f"GET {CASE % destination}", None),
        (f"POST {CASE % other}/take", None),
        (f"PUT {CASE % destination}/texts/{{path={RECOVERY}}}", {"text": "A"}),
        (f"POST {CASE % destination}/close", None),
        (f"POST {file}/link", {"purpose": "mistake"}),
        (f"POST {file}/hand-back", None),
    ):
        answer = counter.call(INVESTIGATES, URSSAF, route, body)
        assert (409, [("case.old", "")]) == problem(answer), route
    assert stored == [counter.parts.files.open(each) for each in (destination, other)]


def test_a_case_whose_form_is_withdrawn_is_not_listed(counter: AgencyCounter) -> None:
    destination = counter.offices.taken(KEY)
    withdrawn(counter, destination)
    body = {"day": "2026-12-03", "destinations": [destination]}

    answer = counter.call(INVESTIGATES, URSSAF, f"POST {PREPARED}", body, idempotency_key=KEY)

    assert (409, [("case.old", destination)]) == problem(answer)


@pytest.mark.parametrize("typed", NO_IDS)
def test_what_cannot_be_an_id_is_not_there(counter: AgencyCounter, typed: str) -> None:
    for route, body in (
        (f"GET {CASE % typed}", None),
        (f"POST {CASE % typed}/take", None),
        (f"PUT {CASE % typed}/texts/{{path=a}}", {"text": "A"}),
    ):
        answer = counter.call(INVESTIGATES, URSSAF, route, body)
        assert (404, [("case.unknown", "")]) == problem(answer)
    for part, caller, route in (
        (INVESTIGATES, URSSAF, f"GET {PREPARED}/{{session={typed}}}"),
        (DECIDES, COMMISSION, f"GET {SITTING}/{{session={typed}}}"),
    ):
        assert (404, [("session.unknown", "")]) == problem(counter.call(part, caller, route))


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "99999"])
def test_a_number_that_is_not_there_is_said(counter: AgencyCounter, number: str) -> None:
    session = listed(counter, counter.offices.taken(KEY))
    route = f"GET {SITTING}/{{session={session}}}/files/{{number={number}}}"

    assert (404, [("file.unknown", "")]) == problem(counter.call(DECIDES, COMMISSION, route))
