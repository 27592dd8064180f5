"""Whatever is sent is answered clearly, in the language of the page; never a fault of ours, and nothing is stored."""

from __future__ import annotations

import base64
import json
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from answers import CONTRIBUTIONS, as_json, with_health
from any_answers import pairs_of
from anything import MARK, answered
from counter import Counter, api_event
from entraide.forms.checking import MAX_ROWS
from entraide.forms.definition import Form
from entraide.forms.questionnaire import Questionnaire
from entraide.forms.reading import Json
from entraide.forms.reflection import FormField, fields
from entraide.forms.registry import FORMS
from entraide.handlers import submit
from entraide.handlers.web import MAX_BODY, MAX_FIELDS
from html_page import read_page

NAMES = [name for asked in fields(Questionnaire).values() for name in asked.input_names]
META = ["_action", "_key", "_version", "_continue", "_website", "_offered", "_again", "_"]
ACTIONS = [
    "check",
    "send",
    "again",
    "edit",
    "redraw",
    "continue",
    "find:places.work",
    "find:",
    "find:x.y",
    "add:x",
]
ACTIONS += ["remove:places.work.0", "inspect", ":", "", "a" * 3000, MARK]
ODD = st.sampled_from(
    [MARK, "", "\x00", "\ufffd", "é" * 300, "9" * 5000, "\u202e", "none", "yes", "0", "-1", "1e999"]
)
FEW = settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@FEW
@given(
    body=st.binary(max_size=400), kind=st.sampled_from(["json", "form"]), lang=st.sampled_from(["fr", "en"])
)
@example(body=b"\xff\xfe", kind="json", lang="fr")
@example(body=b"[" * 30000, kind="json", lang="en")
@example(body=b'{"a":' * 10000 + b"1" + b"}" * 10000, kind="json", lang="en")
@example(body=b'{"you": {"message": "\\ud800"}}', kind="json", lang="fr")
@example(body=b'{"you": NaN}', kind="json", lang="fr")
@example(body=b'{"you": {"first_name": 1' + b"0" * 4000 + b"}}", kind="json", lang="fr")
@example(body=b'{"you": {"first_name": 1' + b"0" * 5000 + b"}}", kind="json", lang="fr")
@example(body=b'{"benefits": {"dependants": 1e400}}', kind="json", lang="fr")
@example(body=b'{"you": {}, "you": {}}', kind="json", lang="fr")
@example(body=b"null", kind="json", lang="fr")
@example(body=b"", kind="json", lang="fr")
@example(body=b"%", kind="form", lang="fr")
@example(body=b"%ff%fe=%ff&you.first_name=%ED%A0%80", kind="form", lang="fr")
@example(body=b"&&&===;;;", kind="form", lang="fr")
def test_any_bytes(body: bytes, kind: str, lang: str, built: Path) -> None:
    counter = Counter(built)
    content_type = {"json": "application/json", "form": "application/x-www-form-urlencoded"}[kind]

    response = answered(counter.send(body, lang, content_type=content_type), counter)

    assert response.status in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY)
    if kind == "form":
        assert lang == read_page(response.body).lang


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"you": {"first_name": "Camille", "first_name": "Claude"}}', "body.json"),
        (b'{"benefits": {"dependants": NaN}}', "body.json"),
        (b"[" * 30000, "body.json"),
        (b"[]", "body.json"),
        (b"", "body.json"),
        (b'{"you": {"first_name": "\xff"}}', "body.encoding"),
        (b'{"you": {"first_name": "\\ud800"}}', "body.encoding"),
    ],
)
def test_json_that_is_none_is_refused_with_its_reason(body: bytes, code: str, counter: Counter) -> None:
    response = answered(counter.send(body, "en", content_type="application/json"), counter)
    (error,) = json.loads(response.body)["errors"]

    assert (HTTPStatus.BAD_REQUEST, code) == (response.status, error["code"])
    assert counter.desk.words("en").text("errors", code) == error["message"]


@FEW
@given(
    pairs=st.lists(
        st.tuples(
            st.sampled_from([*NAMES, *META, "you.fax", MARK, "", "x" * 500]), ODD | st.text(max_size=5)
        ),
        max_size=12,
    ),
    action=st.sampled_from(ACTIONS),
    base=st.sampled_from([[], CONTRIBUTIONS]),
    accept=st.sampled_from(["text/html", "application/json", "*/*"]),
)
def test_any_pairs(
    pairs: list[tuple[str, str]], action: str, base: list[tuple[str, str]], accept: str, built: Path
) -> None:
    counter = Counter(built)
    sent = [*base, *pairs, ("_action", action), ("_key", "")]

    response = answered(counter.post(sent, "en", accept=accept), counter)

    assert response.status in (HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY)
    if accept != "application/json":
        assert "en" == read_page(response.body).lang


JSON_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", MARK, "10000", "2026-11-22", "yes", "contributions"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=8,
)


@FEW
@given(data=st.data())
def test_any_json(data: st.DataObject, built: Path) -> None:
    """Any value in the place of answers, and of whole steps."""
    counter = Counter(built)
    document: dict[str, Any] = {**as_json(CONTRIBUTIONS)}
    for path in data.draw(st.lists(st.sampled_from([*fields(Questionnaire), "x.y"]), max_size=8)):
        step, _, name = path.partition(".")
        document[step] = {**document.get(step, {}), name: data.draw(JSON_VALUES)}
    for step in data.draw(
        st.lists(st.sampled_from([*document, "_version", "_again", "_continue"]), max_size=2)
    ):
        document[step] = data.draw(JSON_VALUES)

    response = answered(counter.post_json(document), counter)

    assert response.status in (HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY)
    for each in json.loads(response.body).get("errors", []):
        assert each["message"]
        assert "{" not in each["message"]


@pytest.mark.parametrize(
    "value", [None, True, -1, 1.5, 10**400, "x", MARK, [], [[]], [None], {}, {"x": {}}, [{"day": 1}]]
)
@pytest.mark.parametrize("path", fields(Questionnaire))
def test_each_question_takes_or_refuses_any_json_value(path: str, value: object, counter: Counter) -> None:
    step, _, name = path.partition(".")

    response = answered(counter.post_json({step: {name: value}}), counter)

    assert HTTPStatus.UNPROCESSABLE_ENTITY == response.status


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content_type": "APPLICATION/X-WWW-FORM-URLENCODED; charset=latin-1"},
        {"accept": "\x00, application/json;q=x"},
        {"idempotency_key": "é" * 5000},
        {"cookie": ";;;==="},
    ],
)
def test_odd_headers_change_nothing(headers: dict[str, str], counter: Counter) -> None:
    response = answered(counter.post(CONTRIBUTIONS, **headers), counter)

    assert HTTPStatus.OK == response.status


@pytest.mark.parametrize("missing", ["headers", "cookies", "pathParameters", "body", "isBase64Encoded"])
def test_what_the_api_leaves_out_is_not_missed(missing: str, counter: Counter) -> None:
    event = api_event("POST", {"lang": "fr", "form": "questionnaire"}, b"", {})
    answered(
        submit.answer(
            {key: each for key, each in event.items() if key != missing}, counter.desk, counter.intake
        ),
        counter,
    )
    answered(submit.answer({**event, missing: None}, counter.desk, counter.intake), counter)


@pytest.mark.parametrize("action", ["check", "redraw", "find:places.work", "edit"])
def test_bytes_that_are_no_text_leave_the_other_answers(action: str, counter: Counter) -> None:
    body = urlencode([*CONTRIBUTIONS, ("_action", action)]).encode().replace(b"Camille", b"Cam%FFille%C3")
    response = answered(counter.send(body), counter)
    page = read_page(response.body)

    assert ["Exemple"] == page.values("you.family_name")
    assert ["Cam\ufffdille\ufffd"] == page.values("you.first_name")
    assert ("#f-you-first-name" in page.links) == (action == "check")


def test_what_is_planted_in_every_field_is_nowhere_more_than_text(counter: Counter) -> None:
    """On the form, on the review page, on the page of an exit, and where the store is asked about."""
    planted = [(name, MARK) for name in NAMES]
    form = answered(counter.post([*planted, *((name, MARK) for name in META)]), counter)
    message = [pair for pair in with_health(CONTRIBUTIONS) if pair[0] != "you.helper"]
    message += [("you.helper", "relative"), ("you.filled_by_helper", "no"), ("you.message", MARK)]
    review = answered(counter.post([*message, ("_key", MARK), ("_version", MARK)]), counter)
    exits = answered(counter.post([*message, *planted, ("activity.position", "farmer")]), counter)

    for response in (form, review, exits):
        assert MARK not in response.body
        assert "&lt;script&gt;" in response.body
    assert MARK in read_page(review.body).text


def at_length(asked: FormField) -> Json:
    """Every box ticked, every row filled, every text at its length in characters of four bytes."""
    if asked.columns:
        row: dict[str, Json] = {each.path: at_length(each) for each in asked.columns}
        return [row] * MAX_ROWS
    if asked.widget.control == "checkboxes":
        return list(asked.options)
    if asked.widget.parts:
        return dict.fromkeys(asked.widget.parts, "99999")
    if asked.widget.control in ("text", "long-text"):
        return "𠮷" * (asked.widget.max_length or 0)
    return max(asked.options, key=len, default="9" * (asked.widget.max_length or 60))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_longest_honest_request_is_below_the_limits(form: type[Form]) -> None:
    pairs = pairs_of(form, {path: at_length(asked) for path, asked in fields(form).items()})

    assert len(urlencode(pairs)) < MAX_BODY
    assert len(pairs) < MAX_FIELDS / 2
    assert len(base64.b64encode(urlencode(pairs).encode())) < 6 * 1024 * 1024
