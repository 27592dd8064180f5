"""Addresses as no browser writes them: the front door answers whatever comes."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from front_door import ask, missing_headers, named, opened_door, raw


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with opened_door(tmp_path_factory.mktemp("site")) as port:
        yield port


@pytest.mark.parametrize(
    ("target", "asked"),
    [
        ("/api/fr/é", "/api/fr/%C3%A9"),
        ("/api/fr/à?x=œ&y=%20a", "/api/fr/%C3%A0?x=%C5%93&y=%20a"),
        ("/api/fr/%C3%A9?a=b%26c;'(~)", "/api/fr/%C3%A9?a=b%26c;'(~)"),
    ],
)
def test_an_address_that_is_not_ascii_reaches_the_api_in_percent_encoding(
    door: int, target: str, asked: str
) -> None:
    received = raw(door, f"POST {target} HTTP/1.1".encode(), named(door), "Content-Length: 0")

    assert f"Location: /_aws/execute-api/id/$default{asked}\r\n" in received.decode("latin-1")


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1f", "\x7f"])
def test_an_address_with_a_control_character_is_refused(door: int, control: str) -> None:
    for target in (f"/api/fr/{control}", f"/help{control}/"):
        assert raw(door, f"GET {target} HTTP/1.1".encode(), named(door)).split(b" ", 2)[1] == b"400"


def test_a_page_whose_name_is_not_ascii_leads_to_its_folder(door: int) -> None:
    received = raw(door, "GET /métier HTTP/1.1".encode(), named(door)).decode("latin-1")

    assert "Location: /m%C3%A9tier/\r\n" in received


@pytest.mark.parametrize("path", ["a" * 300 + ".html", "a" * 300 + "/", "a/" * 5000, "é" * 200 + ".css"])
def test_a_name_that_no_file_can_have_is_not_found(door: int, path: str) -> None:
    given = ask(door, "GET", f"/{quote(path)}")

    assert (404, {}) == (given.status, missing_headers(f"/{path}", given.headers))
