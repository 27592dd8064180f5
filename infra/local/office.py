"""The desk's other side: a body and its commission at work, on one machine only, through the deployed functions.

In AWS each of them signs in with a role of its own. Here whoever looks may play either; the functions are the same, and
are told the role that API Gateway would tell them.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, quote

from infra.local.answer import Answer, text
from infra.local.clients import ACCOUNT, Clients
from infra.local.deploy import Deployed

from entraide.cases.decisions import REASONS
from entraide.handlers.agency_calls import DECIDES, INVESTIGATES
from entraide.handlers.agency_openapi import ENDPOINTS

Document = dict[str, Any]
_WHO = "make-run"


class Office:
    """Calls the functions of the bodies and the commission, and draws what they say."""

    def __init__(self, clients: Clients, deployed: Deployed) -> None:
        self._clients = clients
        self._deployed = deployed

    def call(self, name: str, method: str, path: str, body: object = None) -> tuple[int, Document]:
        """Status and document of a call signed by `name`: a body, or an instance for the commission's addresses."""
        route, parameters = _route(method, path)
        part = DECIDES if path.startswith("/v1/commission/") else INVESTIGATES
        role = f"arn:aws:sts::{ACCOUNT}:assumed-role/{self._deployed.stage}-{part}-{name}/{_WHO}"
        event = {
            "version": "2.0",
            "routeKey": route,
            "pathParameters": parameters,
            "headers": {"accept-language": "en", "idempotency-key": secrets.token_hex(8)},
            "requestContext": {
                "http": {"method": method},
                "accountId": ACCOUNT,
                "authorizer": {"iam": {"userArn": role, "accountId": ACCOUNT}},
            },
            "body": "" if body is None else json.dumps(body),
        }
        given = self._clients.functions.invoke(
            FunctionName=f"entraide-{self._deployed.stage}-{_function(path)}",
            Payload=json.dumps(event).encode(),
        )
        answer = json.loads(given["Payload"].read())
        return int(answer["statusCode"]), json.loads(answer["body"])

    def case(self, destination: str) -> Mapping[str, object] | None:
        """What the body of a destination sees; None when there is no such destination."""
        key = {"reference": {"S": destination.rpartition("-")[0]}, "id": {"S": destination}}
        found = self._clients.dynamodb.get_item(TableName=self._deployed.destinations, Key=key).get("Item")
        if found is None:
            return None
        body = str(found["body"]["S"])
        status, case = self.call(body, "GET", f"/v1/investigation/cases/{destination}")
        return {"body": body, "case": case} if status == HTTPStatus.OK else None

    def sitting(self, session: str) -> Mapping[str, object] | None:
        """What the commission sees of a session, file by file; None when there is no such session."""
        key = {"session": {"S": session}, "item": {"S": "SESSION"}}
        found = self._clients.dynamodb.get_item(TableName=self._deployed.sessions, Key=key).get("Item")
        if found is None:
            return None
        instance, address = str(found["instance"]["S"]), f"/v1/commission/sessions/{session}"
        _, header = self.call(instance, "GET", address)
        numbers = range(1, int(header["files"]) + 1)
        files = [self.call(instance, "GET", f"{address}/files/{number}")[1] for number in numbers]
        names = {"session": header, "files": files, "instance": instance, "body": found["body"]["S"]}
        return {**names, "reasons": {str(each): sorted(of) for each, of in REASONS.items()}}

    def sessions(self) -> list[str]:
        """The ids of all the sessions."""
        items = self._clients.dynamodb.scan(TableName=self._deployed.sessions)["Items"]
        return sorted(str(each["session"]["S"]) for each in items if each["item"]["S"] == "SESSION")

    def act(self, form: bytes) -> Answer:
        """Makes the call that a form of the desk describes, and goes on to where it leads."""
        fields = parse_qsl(form.decode("utf-8", "replace"), keep_blank_values=True)
        asked = dict(fields)
        body: Document = {name[2:]: value for name, value in fields if name.startswith("b.") and value}
        if lists := [value for name, value in fields if name == "l.destinations"]:
            body["destinations"] = lists
        if "b.text" in asked:
            body = {"text": asked["b.text"] or None}
        try:
            status, document = self.call(asked["name"], asked["method"], asked["path"], body)
        except (KeyError, LookupError):
            return text(HTTPStatus.BAD_REQUEST, "The desk has no such act.")
        if status >= HTTPStatus.BAD_REQUEST:
            said = [f"{each['code']}: {each['message']} {each['path']}" for each in document["errors"]]
            return text(HTTPStatus(status), *said)
        return Answer(HTTPStatus.SEE_OTHER, (("Location", _next(document)),))


def _route(method: str, path: str) -> tuple[str, dict[str, str]]:
    """The route of a call and its parameters. Raises `LookupError` when there is none."""
    for route in ENDPOINTS:
        known, _, template = route.partition(" ")
        pattern = re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", template)
        if known == method and (found := re.fullmatch(pattern, path)):
            return route, found.groupdict()
    raise LookupError(path)


def _function(path: str) -> str:
    if path.startswith("/v1/commission/"):
        return "commission"
    return "relink" if "/files/" in path else "investigate"


def _next(document: Document) -> str:
    where = (
        f"work/{document['destination']}" if "destination" in document else f"sitting/{document['session']}"
    )
    return f"/desk/{quote(where)}/"
