"""The functions of the bodies and the commission in memory: signed calls, as the API gives them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

from commission_parts import URSSAF, Offices, Parts, fake_parts
from entraide.agencies.directory import Directory
from entraide.cases.investigation import Caller
from entraide.handlers.agency_calls import DECIDES, INVESTIGATES, answer
from entraide.handlers.commission import Chamber
from entraide.handlers.investigate import office
from entraide.handlers.relink import Registry
from entraide.handlers.web import Response
from entraide.storage.buckets import archived

ACCOUNT = "000000000000"
STAGE = "test"
ARCHIVE = "https://archive.example"
CASE = "/v1/investigation/cases/{destination=%s}"
PREPARED = "/v1/investigation/sessions"
SITTING = "/v1/commission/sessions"
KEY = "a-key-of-its-own"


def signed(part: str, caller: Caller, stage: str = STAGE, account: str = ACCOUNT) -> str:
    """The ARN of a role that somebody signed in with."""
    return f"arn:aws:sts::{account}:assumed-role/{stage}-{part}-{caller.name}/{caller.who}"


def agency_event(route: str, arn: str, body: object = None, **headers: str) -> dict[str, Any]:
    """A call as the HTTP API gives it: `GET /v1/commission/sessions/{session=2026-12-03-X}`."""
    method, _, path = route.partition(" ")
    parts = [part.strip("{}").partition("=") for part in path.split("/") if part.startswith("{")]
    for name, _, value in parts:
        path = path.replace(f"{{{name}={value}}}", f"{{{name}}}")
    return {
        "version": "2.0",
        "routeKey": f"{method} {path}",
        "pathParameters": {name: value for name, _, value in parts},
        "headers": {name.replace("_", "-"): value for name, value in headers.items()},
        "requestContext": {
            "http": {"method": method},
            "accountId": ACCOUNT,
            "authorizer": {"iam": {"userArn": arn, "accountId": ACCOUNT}},
        },
        "body": "" if body is None else json.dumps(body),
        "isBase64Encoded": False,
    }


@dataclass
class AgencyCounter:
    """All three functions on one store."""

    built: Path
    parts: Parts = field(default_factory=fake_parts)

    def __post_init__(self) -> None:
        self.offices = Offices(self.parts)
        directory = Directory.load(self.built, "all")
        made = office(
            self.parts.files,
            self.parts.book,
            self.offices.macs,
            self.offices.clock,
            directory,
            self.built,
            lambda document: f"{ARCHIVE}/{archived(document)}",
        )
        chamber = Chamber(self.offices.sitting)
        registry = Registry(self.offices.relinking)
        self.acts = {INVESTIGATES: {**made.acts(), **registry.acts()}, DECIDES: chamber.acts()}

    def respond(self, part: str, event: dict[str, Any]) -> Response:
        """What the function of a part answers."""
        return answer(event, STAGE, part, self.built, self.acts[part])[0]

    def call(
        self, part: str, caller: Caller, route: str, body: object = None, **headers: str
    ) -> tuple[int, dict[str, Any]]:
        """Status and document of the answer to a signed call."""
        response = self.respond(part, agency_event(route, signed(part, caller), body, **headers))
        kind = "application/json" if response.status < HTTPStatus.BAD_REQUEST else "application/problem+json"
        assert kind == response.content_type
        return int(response.status), json.loads(response.body)


def problem(answer: tuple[int, dict[str, Any]]) -> tuple[int, list[tuple[str, str]]]:
    """Status, and what each error says."""
    status, document = answer
    assert all(each["message"] for each in document["errors"])
    return status, [(each["code"], each["path"]) for each in document["errors"]]


def listed(counter: AgencyCounter, *destinations: str) -> str:
    """The id of a new session."""
    body = {"day": "2026-12-03", "destinations": [*destinations]}
    status, made = counter.call(INVESTIGATES, URSSAF, f"POST {PREPARED}", body, idempotency_key=KEY)
    assert 201 == status, made
    return str(made["session"])
