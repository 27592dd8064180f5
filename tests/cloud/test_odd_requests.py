"""What no page of ours sends: each gets a clear answer in the language of its address, and nothing is stored."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from infra.local.emulator import Emulator
from infra.queues import Body, template

from embedded_cloud import Cloud, serving
from html_page import read_page

pytestmark = pytest.mark.cloud

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
DEEP = b'{"a":' * 10_000 + b"1" + b"}" * 10_000
LARGE = b"a" * 65_537


@dataclass(frozen=True)
class Odd:
    """A request, and the status of its answer."""

    status: int
    method: str
    path: str
    kind: str = FORM
    body: bytes = b""

    @property
    def lang(self) -> str:
        return "en" if "/en/" in self.path else "fr"

    def bytes(self, host: str, accept: str) -> bytes:
        head = (
            f"{self.method} {self.path} HTTP/1.1\r\nHost: {host}\r\nAccept: {accept}\r\nConnection: close\r\n"
            f"Content-Type: {self.kind}\r\nContent-Length: {len(self.body)}\r\n\r\n"
        )
        return head.encode() + self.body


QUESTIONNAIRE = "/api/{}/forms/questionnaire"
FR, EN = QUESTIONNAIRE.format("fr"), QUESTIONNAIRE.format("en")
ODD = (
    Odd(404, "GET", "/api/en/nowhere"),
    Odd(404, "GET", "/api/fr/nowhere?a=%ff"),
    Odd(404, "GET", "/api/"),
    Odd(404, "GET", "/api/de/follow"),
    Odd(404, "POST", "/api/en/forms/unheard-of"),
    Odd(404, "POST", "/api/fr/forms/questionnaire/more"),
    Odd(404, "GET", "/api/en/../fr/follow"),
    Odd(404, "GET", "/api/en/%2e%2e/%2e%2e/etc/passwd"),
    Odd(404, "GET", "/api/en//follow"),
    Odd(405, "PUT", FR),
    Odd(405, "DELETE", "/api/en/follow"),
    Odd(405, "PATCH", "/api/fr/receipts/EN-0000-0000"),
    Odd(405, "POST", "/api/fr/receipts/EN-0000-0000"),
    Odd(405, "FOO", "/api/fr/follow"),
    Odd(405, "PROPFIND", EN),
    Odd(405, "TRACE", "/api/en/receipts/EN-0000-0000"),
    Odd(405, "CONNECT", FR),
    Odd(405, "head", "/api/en/follow"),
    Odd(404, "FOO", "/api/en/nowhere"),
    Odd(413, "POST", FR, FORM, LARGE),
    Odd(413, "POST", EN, FORM, b"a=1&" * 700),
    Odd(415, "POST", FR, "text/plain", b"a"),
    Odd(400, "POST", FR, "multipart/form-data", b"a"),
    Odd(400, "POST", EN, "multipart/form-data; boundary=x", b"--x\r\n" + LARGE),
    Odd(422, "POST", EN, "multipart/form-data; boundary=x", b"--x--"),
    Odd(415, "POST", EN, "", b"a=1"),
    Odd(422, "POST", FR),
    Odd(422, "POST", EN, FORM, b"\xff=%ff&%00=%00&you.email=%c3%28&&&==&%"),
    Odd(422, "POST", EN, FORM, b"happening.needs=health&" * 300),
    Odd(422, "POST", FR, FORM, b"_action=send&_key=" + b"%00" * 50),
    Odd(422, "POST", "/api/en/follow", FORM, b"reference=%00&code=%ff"),
    Odd(422, "POST", "/api/fr/follow", FORM, b"reference=" + b"E" * 60_000),
    Odd(200, "GET", "/api/en/receipts/%00"),
    Odd(200, "GET", "/api/fr/receipts/%ff%fe"),
    Odd(200, "GET", "/api/en/receipts/" + "E" * 4000),
)
ODD_JSON = (
    Odd(400, "POST", EN, JSON, b'{"a":'),
    Odd(400, "POST", FR, JSON, b"\xff\xfe"),
    Odd(400, "POST", EN, JSON, b"null"),
    Odd(400, "POST", EN, JSON, b'{"a": NaN}'),
    Odd(400, "POST", EN, JSON, b'{"a": 1, "a": 2}'),
    Odd(400, "POST", EN, JSON, b'{"a": "\\ud800"}'),
    Odd(400, "POST", FR, JSON, DEEP[:65_000]),
    Odd(400, "POST", FR, JSON, b"[" * 65_000),
    Odd(400, "POST", FR, JSON, b"1" * 65_000),
    Odd(422, "POST", EN, JSON, b'{"you": null, "happening": {"needs": null}, "\\u0000": null}'),
    Odd(422, "POST", EN, JSON, b'{"_version": {}, "_continue": [], "_again": 1e400}'),
    Odd(415, "POST", "/api/en/follow", JSON, b"{}"),
    Odd(404, "GET", "/api/en/nowhere", JSON),
    Odd(405, "DELETE", FR, JSON),
    Odd(405, "FOO", FR, JSON),
    Odd(413, "POST", FR, JSON, b"a" * 5_000_000),
)


@pytest.fixture(scope="module")
def own(emulator: Emulator, package: Path) -> Iterator[Cloud]:
    with serving(emulator, "odd", package, "all", queues=template([Body("caf-10", "caf")])) as served:
        yield served


def answered(cloud: Cloud, sent: bytes) -> tuple[HTTPResponse, bytes]:
    address = urlsplit(cloud.origin)
    with socket.create_connection((str(address.hostname), address.port or 80), timeout=60) as connection:
        connection.sendall(sent)
        answer = HTTPResponse(connection, method=sent.split(b" ", 1)[0].decode())
        answer.begin()
        return answer, answer.read()


def host(cloud: Cloud) -> str:
    return urlsplit(cloud.origin).netloc


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: f"{odd.method} {odd.path[:40]} {odd.body[:12]!r}")
def test_a_page_is_answered_in_the_language_of_the_address(odd: Odd, own: Cloud) -> None:
    answer, body = answered(own, odd.bytes(host(own), "text/html"))

    assert (odd.status, odd.lang) == (answer.status, read_page(body.decode()).lang)
    assert "no-store" == answer.headers["Cache-Control"]
    assert (odd.status == 405) == ("Allow" in answer.headers)


@pytest.mark.parametrize("odd", ODD_JSON, ids=lambda odd: f"{odd.method} {odd.path} {odd.body[:24]!r}")
def test_a_program_is_answered_with_a_problem(odd: Odd, own: Cloud) -> None:
    answer, body = answered(own, odd.bytes(host(own), JSON))

    assert (odd.status, "application/problem+json") == (answer.status, answer.headers["Content-Type"])
    assert odd.status == json.loads(body)["status"]


@pytest.mark.parametrize("path", ["/api/en/follow", FR, "/api/en/receipts/EN-0000-0000", "/api/en/nowhere"])
def test_a_head_is_a_get_without_its_body(path: str, own: Cloud) -> None:
    got, _ = answered(own, Odd(0, "GET", path).bytes(host(own), "text/html"))
    head, body = answered(own, Odd(0, "HEAD", path).bytes(host(own), "text/html"))

    assert (got.status, b"") == (head.status, body)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"Transfer-Encoding: chunked\r\n\r\n3\r\na=1\r\n0\r\n\r\n", 411),
        (b"Content-Length: -1\r\n\r\n", 411),
        (b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na=1\r\n0\r\n\r\n", 411),
        (b"\r\n", 411),
    ],
)
def test_a_body_of_unknown_length_is_refused(sent: bytes, status: int, own: Cloud) -> None:
    head = f"POST {EN} HTTP/1.1\r\nHost: {host(own)}\r\nContent-Type: {FORM}\r\n".encode()
    answer, body = answered(own, head + sent)

    assert (status, "en") == (answer.status, read_page(body.decode()).lang)


def test_nothing_of_all_this_was_stored(own: Cloud) -> None:
    tables = (own.deployed.cases, own.deployed.destinations, own.deployed.marks)

    assert [0, 0, 0] == [own.clients.dynamodb.scan(TableName=table)["Count"] for table in tables]
