"""From a request for ACED to the commission's decision and back, in the deployed service, with every role enforced."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from infra.build import BUILT
from infra.local.emulator import Emulator, free_port
from infra.queues import Body, template

from aid_answers import ACED
from embedded_cloud import Cloud, serving
from entraide.cases.model import Document
from entraide.documents.verdict import Kind
from entraide.handlers.agency_calls import DECIDES, INVESTIGATES
from entraide.pages.display import PARIS
from entraide.pages.words import load_words
from entraide.storage.books import DynamoBooks
from entraide.storage.buckets import S3Archive
from papers import PHOTO
from sending import read_receipt, send
from signing import Signer, open_door
from waiting import eventually

pytestmark = pytest.mark.cloud

PAPER = "0123456789ABCDEFGHJKMNPQRS"
URSSAF, OTHER, INSTANCE = "urssaf-champagne-ardenne", "urssaf-picardie", "grand-est"
RECOVERY = "event.recovery"
WRITTEN = [*ACED, (RECOVERY, "Camille Exemple reprend le marché de Troyes.")]


@dataclass(frozen=True)
class Doors:
    """The service, and those who have a role in it."""

    cloud: Cloud
    body: Signer
    other: Signer
    commission: Signer


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory, package: Path) -> Iterator[Doors]:
    emulator = Emulator(tmp_path_factory.mktemp("signed"), free_port(), durable=False, enforced=True)
    queues = template([Body(URSSAF, "urssaf")])
    try:
        with serving(emulator, "signed", package, "all", queues=queues) as cloud:

            def signer(part: str, name: str, who: str) -> Signer:
                role = open_door(cloud.clients, cloud.deployed, part, name)
                return Signer.signed_in(cloud.clients, cloud.deployed.agency_api_id, role, who)

            yield Doors(
                cloud,
                signer(INVESTIGATES, URSSAF, "a.martin"),
                signer(INVESTIGATES, OTHER, "b.durand"),
                signer(DECIDES, INSTANCE, "president"),
            )
    finally:
        emulator.stop()


def queued(cloud: Cloud, reference: str) -> str:
    """The destination that the Urssaf's queue tells of."""
    found = eventually(lambda: [each for each in cloud.messages(URSSAF) if each["case"] == reference])
    return str(found[0]["destination"])


def items(cloud: Cloud, table: str) -> str:
    return json.dumps(cloud.clients.dynamodb.scan(TableName=table)["Items"], ensure_ascii=False)


def keep(cloud: Cloud, reference: str) -> None:
    """A document of the worker's was checked, and is kept."""
    document = Document(PAPER, reference, "tax", datetime.now(UTC), len(PHOTO), Kind.JPEG)
    s3, archive = cloud.clients.s3, cloud.deployed.archive
    # It refuses whatever comes without TLS, as all does here.
    s3.delete_bucket_policy(Bucket=archive)
    S3Archive(s3, archive).keep(document, PHOTO)
    assert DynamoBooks(cloud.clients.dynamodb, cloud.deployed.cases).write(document, None)


@pytest.fixture(scope="module")
def walked(doors: Doors) -> dict[str, Any]:
    """The whole way, and what was seen on it."""
    body, commission = doors.body, doors.commission
    request = send(doors.cloud.origin, WRITTEN, secrets.token_hex(16), form="aced")
    assert 303 == request.status, request.page
    destination = queued(doors.cloud, request.reference)
    case = f"/v1/investigation/cases/{destination}"
    seen: dict[str, Any] = {"request": request, "destination": destination}
    keep(doors.cloud, request.reference)
    seen["read"] = body.call("GET", case)
    seen["taken"] = body.call("POST", f"{case}/take")
    seen["naming"] = body.call("PUT", f"{case}/texts/{RECOVERY}", {"text": WRITTEN[-1][1]})
    seen["cleared"] = body.call("PUT", f"{case}/texts/{RECOVERY}", {"text": "Le marché reprend."})
    listed = {"day": datetime.now(PARIS).date().isoformat(), "destinations": [destination]}
    key = secrets.token_hex(8)
    seen["session"] = body.call("POST", "/v1/investigation/sessions", listed, idempotency_key=key)
    session = str(seen["session"][1].get("session"))
    seen["file"] = commission.call("GET", f"/v1/commission/sessions/{session}/files/1")
    decision = {"outcome": "granted", "reason": "passing-difficulty", "amount": "2345.67"}
    seen["decided"] = commission.call("PUT", f"/v1/commission/sessions/{session}/files/1/decision", decision)
    seen["closed"] = commission.call("POST", f"/v1/commission/sessions/{session}/close")
    seen["back"] = body.call("POST", f"/v1/investigation/sessions/{session}/files/1/hand-back")
    seen["receipt"] = read_receipt(doors.cloud.origin, request)
    return seen


def test_a_request_goes_to_the_commission_and_back(walked: dict[str, Any]) -> None:
    steps = ("read", "taken", "naming", "cleared", "session", "file", "decided", "closed", "back", "receipt")

    assert [200, 200, 422, 200, 201, 200, 200, 200, 200, 200] == [walked[each][0] for each in steps]
    back = walked["back"][1]
    assert (walked["destination"], "decided") == (back["destination"], back["status"])
    kinds = [each["kind"] for each in back["history"]]
    assert [
        "received",
        "documents-shown",
        "taken",
        "text-ruled-on",
        "listed",
        "link-used",
        "decided",
    ] == kinds
    assert ["by", "a.martin"] in back["history"][-1]["details"]


def test_the_body_reads_the_document_with_the_right_of_its_function(walked: dict[str, Any]) -> None:
    (paper,) = walked["read"][1]["documents"]

    with urlopen(paper["address"], timeout=30) as answer:  # noqa: S310 - loopback
        assert PHOTO == answer.read()


def test_the_commission_reads_the_cleared_text_and_no_name(walked: dict[str, Any]) -> None:
    file = walked["file"][1]

    assert "Le marché reprend." == file["answers"][RECOVERY]
    assert "Grand Est" == file["answers"]["places.work"]
    told = json.dumps(file, ensure_ascii=False)
    named = (
        PAPER,
        "X-Amz",
        "Camille",
        "Exemple",
        "356000",
        "612345678",
        "Lilas",
        "10000",
        "33000",
        walked["destination"][:12],
    )
    assert [] == [each for each in named if each in told]


def test_the_worker_reads_that_it_is_decided_and_not_what(walked: dict[str, Any]) -> None:
    page = walked["receipt"][1]

    assert load_words(BUILT, "fr").text("interface", "status", "decided") in page
    assert [] == [each for each in ("2345", "2\u202f345", "Accordée", "passagère") if each in page]


def test_nothing_that_the_commission_can_read_leads_to_the_case(walked: dict[str, Any], doors: Doors) -> None:
    sessions = items(doors.cloud, doors.cloud.deployed.sessions)

    assert walked["session"][1]["session"] in sessions
    assert [] == [each for each in (walked["destination"].rpartition("-")[0], PAPER) if each in sessions]
    assert walked["destination"] in items(doors.cloud, doors.cloud.deployed.links)


def test_each_role_is_refused_what_is_not_its_part(walked: dict[str, Any], doors: Doors) -> None:
    session = walked["session"][1]["session"]
    case = f"/v1/investigation/cases/{walked['destination']}"
    tried = {
        "the commission reads a case": doors.commission.call("GET", case),
        "the commission uses a link": doors.commission.call(
            "POST", f"/v1/investigation/sessions/{session}/files/1/link", {"purpose": "supervision"}
        ),
        "the body decides": doors.body.call(
            "PUT", f"/v1/commission/sessions/{session}/files/1/decision", {"outcome": "refused"}
        ),
        "the body reads a session as a member": doors.body.call("GET", f"/v1/commission/sessions/{session}"),
        "another body reads the case": doors.other.call("GET", case),
        "another body hands back": doors.other.call(
            "POST", f"/v1/investigation/sessions/{session}/files/1/hand-back"
        ),
    }

    assert [403, 403, 403, 403, 404, 404] == [status for status, _ in tried.values()], tried
    assert [] == [name for name, (_, document) in tried.items() if "Camille" in json.dumps(document)]


def test_a_call_that_nobody_signed_is_refused(doors: Doors) -> None:
    api = doors.cloud.deployed.agency_api_id
    address = urlsplit(doors.cloud.clients.endpoint)
    connection = HTTPConnection(str(address.netloc), timeout=60)
    connection.request("GET", f"/_aws/execute-api/{api}/$default/v1/commission/sessions")
    status = connection.getresponse().status
    connection.close()

    assert 403 == status


def test_the_logs_tell_nothing_of_the_person(walked: dict[str, Any], doors: Doors) -> None:
    pages = doors.cloud.clients.of("logs").get_paginator("filter_log_events")
    text = "".join(
        event["message"]
        for name in ("investigate", "commission", "relink")
        for page in pages.paginate(logGroupName=f"/entraide/{doors.cloud.stage}/{name}")
        for event in page["events"]
    )

    assert walked["taken"][0] == 200
    assert {"investigate-answered", "commission-answered", "relink-answered"} <= {
        word for word in text.replace('"', " ").split() if word.endswith("-answered")
    }
    assert [] == [each for each in ("Camille", "Exemple", "612345678", "Le marché", "X-Amz") if each in text]
