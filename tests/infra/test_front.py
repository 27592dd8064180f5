"""The front door: what it answers, and that every answer carries the headers of its route."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path

import pytest
from infra.local.emulator import free_port
from infra.local.front import Api, Door
from infra.local.static import Site
from infra.refusals import in_every_language, refusal

from front_door import PAGE, ROUTES, ask, desk, missing_headers, named, opened_door, raw


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with opened_door(tmp_path_factory.mktemp("site")) as port:
        yield port


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("HEAD", "/", 200),
        ("GET", "/help", 301),
        ("GET", "/help/", 200),
        ("GET", "/nowhere/", 404),
        ("GET", "/assets/a.css", 200),
        ("GET", "/assets/b.css", 404),
        ("GET", "/communes/10.json", 200),
        ("GET", "/pagefind/pagefind.js", 404),
        ("GET", "/admin/", 404),
        ("POST", "/", 405),
        ("DELETE", "/help/", 405),
        ("TRACE", "/", 405),
        ("PROPFIND", "/help/", 405),
        ("get", "/", 405),
        ("POST", "/api/fr/forms/questionnaire", 303),
        ("GET", "/desk/", 200),
    ],
)
def test_every_answer_carries_the_headers_of_its_route(
    door: int, method: str, path: str, status: int
) -> None:
    given = ask(door, method, path, b"a=1" if method == "POST" else None)

    assert (status, {}) == (given.status, missing_headers(path, given.headers))


@pytest.mark.parametrize(
    "path", ["//elsewhere.example/help", "/%2Felsewhere.example/help", "/%5Celsewhere.example/help"]
)
def test_no_address_of_the_site_leads_to_another_site(door: int, path: str) -> None:
    given = ask(door, "GET", path)

    assert (301, "/elsewhere.example/help/") == (given.status, given.headers["Location"])


def test_the_api_gets_all_and_its_answer_comes_back_but_for_the_headers_of_the_route(door: int) -> None:
    given = ask(door, "POST", "/api/fr/forms/questionnaire?a=%C3%A9", b"x=\xe9")

    assert given.body == b"x=\xe9"
    assert given.headers["Location"] == "/_aws/execute-api/id/$default/api/fr/forms/questionnaire?a=%C3%A9"
    assert given.headers.get_all("Set-Cookie") == ["__Host-a=1; Secure", "__Host-b=2; Secure"]
    assert given.headers.get_all("Cache-Control") == ["no-store"]


def test_an_api_that_is_away_is_told_with_headers(tmp_path: Path) -> None:
    away = Door(
        free_port(), ROUTES, Site(tmp_path, "/404.html"), Api(f"http://127.0.0.1:{free_port()}", "id"), desk
    )
    threading.Thread(target=away.serve_forever, daemon=True).start()

    given = ask(away.server_port, "POST", "/api/fr/follow", b"")
    away.shutdown()
    away.server_close()

    assert (503, "5", {}) == (
        given.status,
        given.headers["Retry-After"],
        missing_headers("/api/", given.headers),
    )


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_what_is_too_large_is_refused_whole_in_the_language_of_the_page(
    door: int, lang: str, accept: str
) -> None:
    path, body = f"/api/{lang}/forms/questionnaire", b"a" * (ROUTES.largest.body + 1)
    given = ask(door, "POST", path, body, Accept=accept)
    said = refusal(lang, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    assert (413, {}) == (given.status, missing_headers("/api/", given.headers))
    assert (said.problem if "json" in accept else said.page) == given.body.decode()


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"BLAH", b"400"),
        (b"GET", b"400"),
        (b"GET / HTTP/9.9", b"400"),
        (b"GET / FTP/1.1", b"400"),
        (b"GET / a HTTP/1.1", b"400"),
        (b"G(T / HTTP/1.1", b"400"),
        (b"OPTIONS * HTTP/1.1", b"400"),
        (b"GET /" + b"a" * 70_000, b"414"),
    ],
)
def test_what_is_no_request_is_refused_in_both_languages(
    door: int, request_line: bytes, status: bytes
) -> None:
    received = raw(door, request_line, named(door))
    key = {b"400": "wrong_type", b"414": "too_large"}[status]

    assert received.split(b" ", 2)[1] == status
    assert b"Content-Security-Policy: default-src 'none'" in received
    assert received.endswith(in_every_language(key).encode())


@pytest.mark.parametrize("name", ["evil.example", "127.0.0.1", "evil.example:8000", ""])
def test_another_name_is_refused(door: int, name: str) -> None:
    assert ask(door, "GET", "/", Host=name).status == 421


def test_a_body_without_a_length_is_refused(door: int) -> None:
    assert ask(door, "POST", "/api/fr/follow", None, Transfer_Encoding="chunked").status == 411


def test_a_body_that_was_cut_off_reaches_nobody(door: int) -> None:
    head = b"POST /api/fr/follow HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 9\r\n\r\n" % door
    with socket.create_connection(("127.0.0.1", door), timeout=10) as connection:
        connection.sendall(head + b"a=1")
        connection.shutdown(socket.SHUT_WR)
        received = b""
        while read := connection.recv(65_536):
            received += read

    assert b"400" == received.split(b" ", 2)[1]
    assert b"Content-Security-Policy: default-src 'none'" in received


def test_a_page_known_to_the_browser_is_not_sent_again(door: int) -> None:
    first = ask(door, "GET", "/")
    again = ask(door, "GET", "/", If_None_Match=first.headers["ETag"])
    changed = ask(door, "GET", "/", If_None_Match='"something-else"')

    assert (304, b"") == (again.status, again.body)
    assert missing_headers("/", again.headers) == {}
    assert changed.status == 200


def test_pages_are_compressed_for_who_asks(door: int) -> None:
    plain = ask(door, "GET", "/")
    small = ask(door, "GET", "/", Accept_Encoding="br, gzip")

    assert gzip.decompress(small.body) == plain.body == PAGE.encode()
    assert len(small.body) < len(plain.body)
    assert small.headers["Vary"] == "Accept-Encoding"


def test_a_head_is_a_get_without_its_body(door: int) -> None:
    got, head = ask(door, "GET", "/"), ask(door, "HEAD", "/")

    assert head.body == b""
    assert {**dict(got.headers), "Date": ""} == {**dict(head.headers), "Date": ""}


def test_a_connection_is_kept_even_after_a_refused_body(door: int) -> None:
    connection = HTTPConnection("127.0.0.1", door, timeout=10)
    statuses = []
    for method, path in (("POST", "/help/"), ("GET", "/help/"), ("GET", "/assets/a.css")):
        connection.request(method, path, b"body" if method == "POST" else None)
        given = connection.getresponse()
        given.read()
        statuses.append(given.status)
    kept = connection.sock is not None
    connection.close()

    assert ([405, 200, 200], True) == (statuses, kept)


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "/a%00.css", "//secret.txt"],
)
def test_nothing_outside_the_site_is_served(door: int, path: str) -> None:
    given = ask(door, "GET", path)

    assert (404, False) == (given.status, b"secret" in given.body)
