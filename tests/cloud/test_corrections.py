"""The HTTP API of the embedded cloud gives a function what that of AWS gives it."""

from __future__ import annotations

import io
import json
import zipfile
from urllib.request import Request, urlopen

import pytest
from infra.local.clients import ACCOUNT, REGION, Clients
from infra.local.emulator import Emulator

pytestmark = pytest.mark.cloud


def echo(clients: Clients) -> str:
    """The address of an API whose function says what it was given."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("echo.py", "def handler(event, _):\n    return event\n")
    function = clients.functions.create_function(
        FunctionName="echo",
        Runtime="python3.13",
        Handler="echo.handler",
        Role=f"arn:aws:iam::{ACCOUNT}:role/any",
        Code={"ZipFile": content.getvalue()},
    )
    api = clients.apigateway.create_api(Name="echo", ProtocolType="HTTP")["ApiId"]
    integration = clients.apigateway.create_integration(
        ApiId=api,
        IntegrationType="AWS_PROXY",
        IntegrationUri=function["FunctionArn"],
        PayloadFormatVersion="2.0",
    )["IntegrationId"]
    clients.apigateway.create_route(ApiId=api, RouteKey="GET /echo", Target=f"integrations/{integration}")
    clients.apigateway.create_stage(ApiId=api, StageName="$default", AutoDeploy=True)
    assert function["FunctionArn"].startswith(f"arn:aws:lambda:{REGION}:")
    return f"{clients.endpoint}/_aws/execute-api/{api}/$default/echo"


def test_cookies_come_apart_from_the_headers(emulator: Emulator) -> None:
    address = echo(emulator.clients)
    events = []
    for headers in ({"Cookie": "a=1; b=2", "X-Other": "c"}, {"X-Other": "c"}):
        with urlopen(Request(address, headers=headers), timeout=30) as answer:  # noqa: S310 - loopback
            events.append(json.load(answer))

    assert [["a=1", "b=2"], None] == [event.get("cookies") for event in events]
    assert [False, False] == ["cookie" in event["headers"] for event in events]
    assert ["c", "c"] == [event["headers"]["x-other"] for event in events]
