"""CloudFront, made from the template in the embedded cloud, answers as the local front door does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest
from infra.local.answer import html
from infra.local.deploy import Deployed, deploy
from infra.local.emulator import Emulator, free_port
from infra.local.front import Api, Door
from infra.local.static import TYPES, Site
from infra.queues import Body, template
from infra.routes import load

from embedded_cloud import MAIL_FROM

pytestmark = pytest.mark.cloud

ROUTES = load()
FILES = {
    "index.html": "<!doctype html><title>Accueil</title>",
    "404.html": "<!doctype html><title>Introuvable, not found</title>",
    "en/help/index.html": "<!doctype html><title>Help</title>",
    "assets/site.0123456789.css": "a {}",
    "communes/10.json": "{}",
    "pagefind/pagefind.js": "1",
    "admin/index.html": "<!doctype html><title>Admin</title>",
}
# What the one says of itself or of this very answer.
OWN = {"server", "date", "connection", "etag", "last-modified", "accept-ranges", "vary", "content-length"}
PATHS = (
    "/",
    "/en/help/",
    "/en/help",
    "/nowhere/",
    *(f"/{name}" for name in FILES),
    "/assets/missing.css",
    "/admin/",
)


@dataclass(frozen=True)
class Ends:
    """The front door's port, and CloudFront in the emulator."""

    door: int
    emulator: Emulator
    deployed: Deployed


@pytest.fixture(scope="module")
def ends(emulator: Emulator, package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ends]:
    settings = {"SiteOrigin": "https://any.example", "MailFrom": MAIL_FROM, "Connected": "all", "Edge": "yes"}
    deployed = deploy(emulator.clients, "edge", package, settings, template([Body("caf-10", "caf")]))
    folder = tmp_path_factory.mktemp("site")
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        emulator.clients.s3.put_object(
            Bucket=deployed.site_bucket, Key=name, Body=text.encode(), ContentType=TYPES[file.suffix]
        )
    api = Api(emulator.endpoint, deployed.api_id)
    door = Door(free_port(), ROUTES, Site(folder, ROUTES.not_found), api, html)
    threading.Thread(target=door.serve_forever, daemon=True).start()
    yield Ends(door.server_port, emulator, deployed)
    door.shutdown()
    door.server_close()


FORM = {"Content_Type": "application/x-www-form-urlencoded"}
FILE = {"Content_Type": "multipart/form-data; boundary=x"}

# What is refused before a function is asked: method, address, body, headers, and the status that both ends give.
REFUSED = (
    ("POST", "/api/fr/forms/questionnaire", b"a" * (ROUTES.largest.body + 1), FORM, 413),
    ("POST", "/api/en/follow", b"a" * 5_000_000, {"Content_Type": "application/json"}, 413),
    ("POST", "/api/en/forms/questionnaire", b"a" * (ROUTES.largest.with_file + 1), FILE, 413),
    ("PUT", "/api/en/nowhere", b"a" * (ROUTES.largest.body + 1), FORM, 413),
)


def told(
    port: int, method: str, path: str, sent: bytes | None = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, sent, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    kept = {
        name.lower(): value
        for name, value in answer.getheaders()
        if name.lower() not in OWN and not name.lower().startswith(("x-amz", "x-cache", "via"))
    }
    return answer.status, kept, body


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", PATHS)
def test_the_same_answer_at_both_ends(ends: Ends, method: str, path: str) -> None:
    emulated = int(ends.emulator.endpoint.rpartition(":")[2])

    at_the_edge = told(emulated, method, path, Host=ends.deployed.site_address, X_Forwarded_Proto="https")

    assert at_the_edge == told(ends.door, method, path)


@pytest.mark.parametrize(("method", "path", "sent", "headers", "status"), REFUSED)
def test_what_is_too_large_is_refused_alike_at_both_ends(
    method: str, path: str, sent: bytes | None, headers: dict[str, str], status: int, ends: Ends
) -> None:
    emulated = int(ends.emulator.endpoint.rpartition(":")[2])
    edge = {"Host": ends.deployed.site_address, "X_Forwarded_Proto": "https"}

    at_the_edge = told(emulated, method, path, sent, **headers, **edge)

    assert status == at_the_edge[0]
    assert at_the_edge == told(ends.door, method, path, sent, **headers)


def test_the_api_lets_in_only_what_came_through_cloudfront(ends: Ends) -> None:
    clients = ends.emulator.clients
    found = clients.cloudformation.describe_stack_resource(
        StackName="entraide-edge", LogicalResourceId="OriginSecret"
    )
    secret = clients.of("secretsmanager").get_secret_value(
        SecretId=found["StackResourceDetail"]["PhysicalResourceId"]
    )["SecretString"]
    address = f"/_aws/execute-api/{ends.deployed.api_id}/$default/api/fr/forms/questionnaire"
    port = int(ends.emulator.endpoint.rpartition(":")[2])

    statuses = [
        told(port, "GET", address, **headers)[0]
        for headers in ({}, {"X_Entraide_Origin": "guessed"}, {"X_Entraide_Origin": secret})
    ]

    assert statuses == [401, 403, 303]
