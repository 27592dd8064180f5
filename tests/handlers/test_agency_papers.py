"""The documents of a case as its bodies are told of them, and as the commission is not."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from agency_counter import ARCHIVE, AgencyCounter
from commission_parts import COMMISSION, OTHER_BODY, URSSAF, FakeAgency, Parts
from entraide.agencies.vocabulary import Need
from entraide.cases.investigation import Caller
from entraide.documents.verdict import Flaw
from entraide.handlers.agency_calls import DECIDES, INVESTIGATES
from entraide.handlers.agency_openapi import agency_openapi
from entraide.pages.words import LANGUAGES, load_words

CASE = "/v1/investigation/cases/{destination=%s}"
PREPARED = "/v1/investigation/sessions"
KEY = "a-key-of-its-own"
TAX, REFUSED = "0123456789ABCDEFGHJKMNPQRS", "0123456789ABCDEFGHJKMNPQRT"


@pytest.fixture
def agency() -> FakeAgency:
    return FakeAgency()


@pytest.fixture
def counter(built: Path, agency: FakeAgency) -> AgencyCounter:
    return AgencyCounter(built, Parts(agency.store, agency, agency, agency, agency, agency))


@pytest.fixture
def destination(counter: AgencyCounter, agency: FakeAgency) -> str:
    """A request with one document that was accepted and one that was not."""
    made = counter.offices.taken(KEY)
    agency.add(made, "tax", TAX)
    agency.add(made, "statement", REFUSED, Flaw.CUT)
    return made


def called(
    counter: AgencyCounter, route: str, body: object = None, who: Caller = URSSAF, **headers: str
) -> dict[str, Any]:
    status, document = counter.call(INVESTIGATES, who, route, body, **headers)
    assert status < 300, document
    return document


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_body_is_told_what_is_there_and_what_is_missing(
    lang: str, counter: AgencyCounter, destination: str, agency: FakeAgency, built: Path
) -> None:
    words = load_words(built, lang).node("documents", "papers")
    reference = destination.rpartition("-")[0]
    received = agency.store.cases[reference].case.created_at
    until = (received + timedelta(days=30)).isoformat().replace("+00:00", "Z")

    case = called(counter, f"GET {CASE % destination}", accept_language=lang)

    assert [
        {
            "id": TAX,
            "paper": "tax",
            "title": words["tax"]["title"],
            "file_type": "pdf",
            "size": 1234,
            "added_at": received.isoformat().replace("+00:00", "Z"),
            "address": f"{ARCHIVE}/{reference}/{TAX}",
        }
    ] == case["documents"]
    assert [
        {"paper": paper, "title": words[paper]["title"], "until": until} for paper in ("statement", "event")
    ] == case["missing_documents"]
    schema = {
        "$ref": "#/components/schemas/CaseDocument",
        "components": agency_openapi("1.2.3")["components"],
    }
    Draft202012Validator(schema).validate(case)


def test_only_who_reads_the_case_is_given_an_address_and_the_history_tells(
    counter: AgencyCounter, destination: str
) -> None:
    closed = called(counter, f"POST {CASE % destination}/take")
    read = called(counter, f"GET {CASE % destination}")

    assert [[None], [f"{ARCHIVE}/{destination.rpartition('-')[0]}/{TAX}"]] == [
        [each["address"] for each in case["documents"]] for case in (closed, read)
    ]
    assert "documents-shown" not in [each["kind"] for each in closed["history"]]
    last = read["history"][-1]
    assert ("documents-shown", [["destination", destination], ["by", "a.martin"], ["documents", TAX]]) == (
        last["kind"],
        last["details"],
    )


def test_a_body_is_told_of_the_documents_of_its_needs_and_another_of_none(
    counter: AgencyCounter, destination: str, agency: FakeAgency
) -> None:
    cpam = Caller("cpam-10", "d.moreau")
    other = agency.join(destination, cpam.name, Need.AFE)
    agency.add(destination, "quote", "the-quote")

    told = [
        [each["paper"] for each in called(counter, f"GET {CASE % id_}", who=who)["documents"]]
        for id_, who in ((destination, URSSAF), (other, cpam))
    ]
    assert [["tax"], ["tax", "quote"]] == told

    for id_, who in ((other, URSSAF), (destination, OTHER_BODY), (destination, cpam)):
        status, refused = counter.call(INVESTIGATES, who, f"GET {CASE % id_}")
        assert (404, ["case.unknown"]) == (status, [each["code"] for each in refused["errors"]])
        assert ARCHIVE not in json.dumps(refused)


def test_the_commission_is_shown_no_document_and_the_link_back_gives_no_address(
    counter: AgencyCounter, destination: str
) -> None:
    shown = called(counter, f"GET {CASE % destination}")
    body = {"day": "2026-12-03", "destinations": [destination]}
    session = called(counter, f"POST {PREPARED}", body, idempotency_key=KEY)["session"]
    sitting = f"/v1/commission/sessions/{{session={session}}}"

    seen = [
        counter.call(DECIDES, COMMISSION, f"GET {route}")
        for route in (sitting, f"{sitting}/files/{{number=1}}", "/v1/commission/sessions")
    ]

    text = json.dumps([document for _, document in seen], ensure_ascii=False)
    assert [200] * 3 == [status for status, _ in seen]
    (paper,) = shown["documents"]
    hidden = (TAX, REFUSED, ARCHIVE, f"mac-of-{TAX}", paper["title"], "document", "address", "paper")
    assert [] == [each for each in hidden if each in text]

    use = {"purpose": "commission-asks"}
    linked = called(counter, f"POST {PREPARED}/{{session={session}}}/files/{{number=1}}/link", use)
    assert [(TAX, None)] == [(each["id"], each["address"]) for each in linked["documents"]]
