"""What JSON clients are told: what was left out, which kind of problem it is; all as the API's document says."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from aid_answers import AFE
from answers import CONTRIBUTIONS, as_json, changed, with_health
from counter import Counter
from entraide.cases.model import Outcome, StoreUnavailableError, Submission
from entraide.forms.openapi import openapi
from entraide.forms.registry import FORMS
from entraide.handlers.web import Response
from fakes import FakeStore
from kept import only_answers

KEY = "0123456789abcdef"
URSSAF = "urssaf-champagne-ardenne"
USUAL = as_json(CONTRIBUTIONS)
SICK = as_json(with_health(CONTRIBUTIONS))
LEFT_OUT = ["happening.situations", "health.cover", "health.sick_pay", "health.put_off"]
SCHEMAS = openapi(FORMS.values(), "1")["components"]["schemas"]


def read(response: Response) -> Any:  # noqa: ANN401 - JSON
    return json.loads(response.body)


@pytest.mark.parametrize("key", ["", KEY])
@pytest.mark.parametrize(("consent", "left_out"), [(True, []), (False, LEFT_OUT), (None, LEFT_OUT)])
def test_the_answers_that_did_not_go_out_without_consent_are_named(
    key: str, consent: object, left_out: list[str], counter: Counter
) -> None:
    headers = {"idempotency_key": key} if key else {}
    document = read(counter.post_json({**SICK, "review": {"health_consent": consent}}, **headers))

    assert left_out == document["left_out"]
    Draft202012Validator(SCHEMAS["Received" if key else "Routed"]).validate(document)


@pytest.mark.parametrize(
    ("kept", "unread", "read_still"),
    [
        ([URSSAF], ["health.cover", "health.sick_pay", "health.put_off"], "contributions.matter"),
        (["cpam-10"], ["contributions.", "you.message"], "health.cover"),
    ],
)
def test_what_only_a_body_was_to_see_that_gets_nothing_is_not_stored_and_is_named(
    kept: list[str], unread: list[str], read_still: str, counter: Counter
) -> None:
    document = {**SICK, "you": {**SICK["you"], "message": "Rappelez-moi le soir."}}
    review = {"health_consent": True, "bodies": kept}
    told = read(counter.post_json({**document, "review": review}, idempotency_key=KEY))

    stored = only_answers(counter)
    gone = {each for each in told["left_out"] if each.startswith(tuple(unread))}
    assert all(any(path.startswith(each) for path in gone) for each in unread)
    assert set() == {each for each in told["left_out"] if _stored_at(stored, each) is not None}
    assert _stored_at(SICK, read_still) == _stored_at(stored, read_still)
    assert SICK["you"]["email"] == stored["you"]["email"]
    assert kept == stored["review"]["bodies"]


def _stored_at(stored: dict[str, dict[str, object]], path: str) -> object:
    step, _, name = path.partition(".")
    return stored[step][name]


def test_nothing_is_said_to_be_left_out_where_nothing_was_said_of_health(counter: Counter) -> None:
    assert [] == read(counter.post_json(USUAL))["left_out"]


def test_the_consent_that_is_missing_is_told_of_an_aid_too(counter: Counter) -> None:
    document = as_json([*AFE, ("afe.invalidity", "yes")], FORMS["afe"])

    assert ["afe.invalidity"] == read(counter.post_json(document, form="afe"))["left_out"]


def _unavailable(counter: Counter) -> Response:
    class Broken(FakeStore):
        def commit(self, submission: Submission) -> Outcome:  # noqa: ARG002 - refuses whatever comes
            raise StoreUnavailableError

    counter.intake = replace(counter.intake, writer=Broken())
    return counter.post_json(USUAL, idempotency_key=KEY)


def _reused(counter: Counter) -> Response:
    counter.post_json(USUAL, idempotency_key=KEY)
    other = as_json(changed(CONTRIBUTIONS, you__first_name="Claude"))
    return counter.post_json(other, idempotency_key=KEY)


def _again(counter: Counter) -> Response:
    counter.post_json(USUAL, idempotency_key=KEY)
    return counter.post_json(USUAL, idempotency_key="another-key")


PROBLEMS: dict[str, tuple[int, Callable[[Counter], Response]]] = {
    "answers": (422, lambda counter: counter.post_json({})),
    "key-reused": (409, _reused),
    "already-arrived": (409, _again),
    "wrong-type": (400, lambda counter: counter.send(b"{", content_type="application/json")),
    "too-large": (413, lambda counter: counter.send(b"x" * 70_000, content_type="application/json")),
    "not-found": (404, lambda counter: counter.post_json({}, form="nothing")),
    "unavailable": (503, _unavailable),
}


@pytest.mark.parametrize("kind", PROBLEMS)
def test_each_kind_of_problem_has_a_type_and_a_title_of_its_own(kind: str, counter: Counter) -> None:
    status, ask = PROBLEMS[kind]
    response = ask(counter)
    document = read(response)

    assert (status, "application/problem+json") == (response.status, response.content_type)
    assert (f"urn:entraide:problem:{kind}", status) == (document["type"], document["status"])
    Draft202012Validator(SCHEMAS["Problem"]).validate(document)


def test_no_two_kinds_of_problem_share_a_title(built: Any) -> None:  # noqa: ANN401 - a path
    titles = [read(ask(Counter(built)))["title"] for _, ask in PROBLEMS.values()]

    assert len(PROBLEMS) == len(set(titles))
