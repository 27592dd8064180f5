"""Requests as no browser makes them: each gets an answer, and none leaves a trace in the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http import HTTPStatus
from http.client import HTTPConnection

import pytest
from infra.refusals import refusal

from front_door import ask, missing_headers, named, opened_door, raw

FOLLOW = "/api/en/follow"
TOO_LARGE, WRONG = (
    refusal("en", status) for status in (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.BAD_REQUEST)
)


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with opened_door(tmp_path_factory.mktemp("site")) as port:
        yield port


def posted(door: int, *headers: str, path: str = FOLLOW) -> tuple[int, str]:
    """Status and body of the answer to a POST of which nothing comes but its head."""
    head, _, body = raw(door, f"POST {path} HTTP/1.1".encode(), named(door), *headers).partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), body.decode()


@pytest.mark.parametrize("length", ["65537", "9" * 5000, "0" * 5000 + "65537"])
def test_what_would_be_too_large_is_told_before_it_comes(
    door: int, length: str, capfd: pytest.CaptureFixture[str]
) -> None:
    sized = f"Content-Length: {length}"

    assert (413, TOO_LARGE.page) == posted(door, sized)
    assert (413, TOO_LARGE.problem) == posted(door, sized, "Accept: application/json")
    assert ("", "") == capfd.readouterr()


@pytest.mark.parametrize("zeros", [1, 5000])
def test_a_length_is_a_number_however_it_is_written(door: int, zeros: int) -> None:
    status, body = posted(door, f"Content-Length: {'0' * zeros}")

    assert (303, "") == (status, body)


@pytest.mark.parametrize(
    "lengths",
    [("Content-Length: 3", "content-length: 5"), ("Content-Length: 3, 5",), ("Content-Length: 3",) * 2],
)
def test_a_request_with_several_lengths_is_refused(door: int, lengths: tuple[str, ...]) -> None:
    assert (400, WRONG.page) == posted(door, *lengths)
    assert (400, WRONG.problem) == posted(door, *lengths, "Content-Type: application/json")


def test_a_request_for_several_hosts_is_refused(door: int) -> None:
    assert (400, WRONG.page) == posted(door, "Host: elsewhere.example", "Content-Length: 0")


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_the_buttons_of_the_desk_work_from_its_own_pages(door: int, name: str) -> None:
    given = ask(door, "POST", "/desk/act/", b"a=1", Origin=f"http://{name}:{door}")

    assert (200, b"done: a=1") == (given.status, given.body)


@pytest.mark.parametrize(
    "origin",
    [
        "http://[",
        "http://]",
        "",
        "null",
        "http://elsewhere.example",
        "https://127.0.0.1:{}",
        "http://a@127.0.0.1:{}",
    ],
)
def test_the_buttons_of_the_desk_are_pressed_from_nowhere_else(
    door: int, origin: str, capfd: pytest.CaptureFixture[str]
) -> None:
    given = ask(door, "POST", "/desk/act/", b"a=1", Origin=origin.format(door))

    assert (405, {}) == (given.status, missing_headers("/desk/act/", given.headers))
    assert ("", "") == capfd.readouterr()


@pytest.mark.parametrize("method", ["FOO", "PROPFIND", "TRACE"])
def test_the_api_says_itself_which_methods_it_takes(door: int, method: str) -> None:
    given = ask(door, method, FOLLOW)

    assert method == json.loads(given.headers["X-Asked"])[0]


@pytest.mark.parametrize("method", ["FOO", "PROPFIND", "TRACE", "head"])
def test_a_page_is_read_only_whatever_the_method_is_called(door: int, method: str) -> None:
    given, known = ask(door, method, "/"), ask(door, "DELETE", "/")

    assert (405, "GET, HEAD", known.body) == (given.status, given.headers["Allow"], given.body)


def test_a_head_of_the_api_names_no_length_that_a_get_would_not(door: int) -> None:
    connection = HTTPConnection("127.0.0.1", door, timeout=10)
    answers = []
    for method in ("HEAD", "GET"):
        connection.request(method, FOLLOW)
        given = connection.getresponse()
        given.read()
        answers.append((given.status, given.headers["Content-Length"], connection.sock is not None))
    connection.close()

    assert [(303, None, True), (303, "0", True)] == answers


def test_headers_sent_in_several_lines_reach_the_api_as_one(door: int) -> None:
    sent = ("Cookie: a=1", "X-Of-Ours: 1", "cookie: b=2; c=3", "x-of-ours: 2")
    received = raw(door, f"GET {FOLLOW} HTTP/1.1".encode(), named(door), *sent).decode()
    (asked,) = (line for line in received.split("\r\n") if line.startswith("X-Asked: "))
    headers = {name.lower(): value for name, value in json.loads(asked.removeprefix("X-Asked: "))[1]}

    assert ("a=1; b=2; c=3", "1,2") == (headers["cookie"], headers["x-of-ours"])
