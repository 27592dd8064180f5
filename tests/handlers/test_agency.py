"""The calls of the bodies and the commission: who calls is in the signature, and each sees its part alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from agency_counter import (
    CASE,
    KEY,
    PREPARED,
    SITTING,
    STAGE,
    AgencyCounter,
    agency_event,
    listed,
    problem,
    signed,
)
from commission_parts import COMMISSION, OTHER_BODY, RECOVERY, URSSAF, FakeAgency
from entraide.agencies.vocabulary import Need
from entraide.cases.investigation import Caller
from entraide.handlers.agency_calls import DECIDES, INVESTIGATES
from entraide.handlers.agency_openapi import ENDPOINTS, agency_openapi
from templates import read_template

CPAM = Caller("cpam-10", "d.moreau")


@pytest.fixture
def counter(built: Path) -> AgencyCounter:
    return AgencyCounter(built)


def test_the_body_sees_the_case_with_totals_warnings_and_texts(counter: AgencyCounter) -> None:
    destination = counter.offices.received(KEY)

    status, case = counter.call(INVESTIGATES, URSSAF, f"GET {CASE % destination}")

    assert 200 == status
    assert "Zéphyrine" == case["answers"]["you"]["first_name"]
    assert "committed" == case["status"]
    assert {"resources": "1612.40", "charges": "700.00", "left": "912.40"} == case["totals"]
    assert [] == case["warnings"]
    assert [] == case["documents"]
    (text,) = case["texts"]
    assert (RECOVERY, "none", "") == (text["path"], text["ruling"], text["cleared"])
    assert "Troyes" in text["written"]
    assert ["received"] == [each["kind"] for each in case["history"]]


@pytest.mark.parametrize("urgent", [True, False])
def test_the_body_sees_whether_a_case_can_wait(counter: AgencyCounter, *, urgent: bool) -> None:
    destination = counter.offices.received(KEY, urgent=urgent)

    assert urgent is counter.call(INVESTIGATES, URSSAF, f"GET {CASE % destination}")[1]["urgent"]


def test_a_body_learns_nothing_of_the_others_and_the_coordinator_which_they_are(
    counter: AgencyCounter,
) -> None:
    destination = counter.offices.received(KEY)
    files = counter.parts.files
    assert isinstance(files, FakeAgency)
    other = files.join(destination, CPAM.name, Need.AFE)
    counter.call(INVESTIGATES, URSSAF, f"POST {CASE % destination}/take")
    counter.call(INVESTIGATES, CPAM, f"POST {CASE % other}/take")

    own = counter.call(INVESTIGATES, CPAM, f"GET {CASE % other}")[1]
    coordinator = counter.call(INVESTIGATES, URSSAF, f"GET {CASE % destination}")[1]

    assert [] == [each for each in (URSSAF.name, URSSAF.who) if each in json.dumps(own)]
    assert ([], ["taken"]) == (own["coordinates"], [each["kind"] for each in own["history"]])
    assert ["received", "taken"] == [each["kind"] for each in coordinator["history"]]
    assert CPAM.who not in json.dumps(coordinator)
    (told,) = coordinator["coordinates"]
    assert (CPAM.name, ["afe"], "taken") == (told["body"], told["needs"], told["status"])
    assert told["since"]
    assert told["taken_at"]


def test_the_whole_way(counter: AgencyCounter) -> None:
    destination = counter.offices.received(KEY)
    case = CASE % destination

    def body(route: str, document: object = None) -> tuple[int, dict[str, Any]]:
        return counter.call(INVESTIGATES, URSSAF, route, document)

    assert "taken" == body(f"POST {case}/take")[1]["status"]
    cleared = body(f"PUT {case}/texts/{{path={RECOVERY}}}", {"text": "Cela reprend."})[1]["texts"][0]
    assert ("cleared", "Cela reprend.") == (cleared["ruling"], cleared["cleared"])
    session = listed(counter, destination)
    file = f"{SITTING}/{{session={session}}}/files/{{number=1}}"

    status, seen = counter.call(DECIDES, COMMISSION, f"GET {file}")
    assert (200, "Cela reprend.", "Grand Est") == (
        status,
        seen["answers"][RECOVERY],
        seen["answers"]["places.work"],
    )
    named = ("Zéphyrine", "Quimperlois", "356000", destination.rpartition("-")[0])
    assert [] == [each for each in named if each in json.dumps(seen, ensure_ascii=False)]

    decision = {"outcome": "in-part", "reason": "part-of-the-need", "amount": "1500.50"}
    status, decided = counter.call(DECIDES, COMMISSION, f"PUT {file}/decision", decision)
    assert (200, decision) == (status, decided["decision"])
    closed = counter.call(DECIDES, COMMISSION, f"POST {SITTING}/{{session={session}}}/close")[1]
    assert closed["closed_at"]

    status, back = body(f"POST {PREPARED}/{{session={session}}}/files/{{number=1}}/hand-back")
    assert (200, destination, "decided") == (status, back["destination"], back["status"])
    assert [
        {"session": session, "outcome": "in-part", "amount": "1500.50", "reason": "part-of-the-need"}
    ] == (back["decisions"])
    assert "closed" == body(f"POST {case}/close")[1]["status"]


@pytest.mark.parametrize(
    "arn",
    [
        signed(DECIDES, URSSAF),
        signed(INVESTIGATES, URSSAF, stage="prod"),
        signed(INVESTIGATES, URSSAF, account="111111111111"),
        "arn:aws:iam::000000000000:root",
        "arn:aws:iam::000000000000:user/test-investigates-urssaf-picardie",
        f"arn:aws:sts::000000000000:assumed-role/x-{STAGE}-investigates-urssaf-picardie/a.martin",
        "",
    ],
)
def test_a_role_of_another_part_stage_or_account_is_nobody(counter: AgencyCounter, arn: str) -> None:
    destination = counter.offices.received(KEY)

    response = counter.respond(INVESTIGATES, agency_event(f"GET {CASE % destination}", arn))

    assert 403 == response.status
    assert "Zéphyrine" not in response.body


def test_a_call_without_a_signature_is_nobody(counter: AgencyCounter) -> None:
    event = agency_event(f"GET {SITTING}", "")
    del event["requestContext"]["authorizer"]

    assert 403 == counter.respond(DECIDES, event).status


def test_another_body_finds_neither_the_case_nor_the_session(counter: AgencyCounter) -> None:
    destination = counter.offices.taken(KEY)
    session = listed(counter, destination)

    for route, code in (
        (f"GET {CASE % destination}", "case.unknown"),
        (f"POST {CASE % destination}/take", "case.unknown"),
        (f"POST {CASE % destination}/close", "case.unknown"),
        (f"GET {PREPARED}/{{session={session}}}", "session.unknown"),
        (f"POST {PREPARED}/{{session={session}}}/files/{{number=1}}/hand-back", "session.unknown"),
    ):
        assert (404, [(code, "")]) == problem(counter.call(INVESTIGATES, OTHER_BODY, route)), route


@pytest.mark.parametrize(
    ("route", "body", "expected"),
    [
        ("PUT", {"text": "Zéphyrine"}, (422, [("text.names", "you.first_name")])),
        ("PUT", {"text": 1}, (422, [("body.shape", "text")])),
        ("PUT", {"words": "a"}, (422, [("body.shape", "text"), ("body.shape", "words")])),
        ("PUT", [], (400, [("body.json", "")])),
    ],
)
def test_what_cannot_be_taken_is_said(
    counter: AgencyCounter, route: str, body: object, expected: object
) -> None:
    destination = counter.offices.taken(KEY)
    path = f"{route} {CASE % destination}/texts/{{path={RECOVERY}}}"

    assert expected == problem(counter.call(INVESTIGATES, URSSAF, path, body))


def test_an_error_repeats_nothing_that_was_sent(counter: AgencyCounter) -> None:
    destination = counter.offices.taken(KEY)
    path = f"PUT {CASE % destination}/texts/{{path={RECOVERY}}}"

    for body in ({"text": "Zéphyrine Quimperlois"}, {"text": ["Zéphyrine"]}):
        assert "phyrine" not in json.dumps(counter.call(INVESTIGATES, URSSAF, path, body)[1])


def test_a_session_needs_a_key(counter: AgencyCounter) -> None:
    body = {"day": "2026-12-03", "destinations": [counter.offices.taken(KEY)]}

    answer = counter.call(INVESTIGATES, URSSAF, f"POST {PREPARED}", body)

    assert (422, [("key.shape", "")]) == problem(answer)


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        ({"outcome": "granted", "reason": "enough-means", "amount": "10"}, "decision.reason"),
        ({"outcome": "granted", "reason": "urgent-need"}, "decision.amount"),
        ({"outcome": "granted", "reason": "urgent-need", "amount": "0"}, "decision.amount"),
        ({"outcome": "refused", "reason": "enough-means", "amount": "10"}, "decision.no-amount"),
        ({"outcome": "granted", "reason": "urgent-need", "amount": "10.001"}, "body.shape"),
        ({"outcome": "maybe", "reason": "urgent-need"}, "body.shape"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(
    counter: AgencyCounter, decision: dict[str, str], code: str
) -> None:
    session = listed(counter, counter.offices.taken(KEY))
    file = f"{SITTING}/{{session={session}}}/files/{{number=1}}"

    status, document = counter.call(DECIDES, COMMISSION, f"PUT {file}/decision", decision)

    assert (422, {code}) == (status, {each["code"] for each in document["errors"]})


def test_a_commission_of_another_region_sees_no_session(counter: AgencyCounter) -> None:
    session = listed(counter, counter.offices.taken(KEY))
    elsewhere = Caller("bretagne", "president")

    assert {"sessions": []} == counter.call(DECIDES, elsewhere, f"GET {SITTING}")[1]
    assert 404 == counter.call(DECIDES, elsewhere, f"GET {SITTING}/{{session={session}}}")[0]
    (own,) = counter.call(DECIDES, COMMISSION, f"GET {SITTING}")[1]["sessions"]
    assert (session, 1, 0) == (own["session"], own["files"], own["decided"])


def test_refusals_are_in_the_language_asked_for(counter: AgencyCounter) -> None:
    route = f"GET {CASE % 'EN-0000-0000-1'}"

    said = {
        lang: counter.call(INVESTIGATES, URSSAF, route, accept_language=lang)[1]["title"]
        for lang in ("fr-FR,fr;q=0.9", "en-GB", "de")
    }

    assert said["de"] == said["fr-FR,fr;q=0.9"] != said["en-GB"]


def test_the_contract_the_functions_and_the_template_know_the_same_routes(counter: AgencyCounter) -> None:
    template = read_template(Path("infra/template.yaml"))["Resources"]
    routes = [
        each["Properties"]
        for each in template.values()
        if each["Type"] == "AWS::ApiGatewayV2::Route" and each["Properties"]["ApiId"] == {"Ref": "AgencyApi"}
    ]

    assert {*ENDPOINTS} == {each["RouteKey"] for each in routes}
    assert {*ENDPOINTS} == {route for acts in counter.acts.values() for route in acts}
    assert {"AWS_IAM"} == {each["AuthorizationType"] for each in routes}


def test_what_is_answered_is_valid_by_the_contract(counter: AgencyCounter) -> None:
    contract = agency_openapi("1.2.3")
    destination = counter.offices.taken(KEY)
    session = listed(counter, destination)
    answers = {
        "CaseDocument": counter.call(INVESTIGATES, URSSAF, f"GET {CASE % destination}")[1],
        "SessionsDocument": counter.call(DECIDES, COMMISSION, f"GET {SITTING}")[1],
        "FileDocument": counter.call(
            DECIDES, COMMISSION, f"GET {SITTING}/{{session={session}}}/files/{{number=1}}"
        )[1],
    }

    for name, document in answers.items():
        schema = {"$ref": f"#/components/schemas/{name}", "components": contract["components"]}
        Draft202012Validator(schema).validate(document)
