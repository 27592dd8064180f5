"""JSON clients: the same address, rules and sentences as in the pages."""

from __future__ import annotations

import json
from dataclasses import replace
from http import HTTPStatus
from typing import Any

import pytest

from answers import CONTRIBUTIONS, as_json, changed, with_health, without
from counter import Counter
from entraide.cases.model import Outcome, StoreUnavailableError, Submission
from entraide.forms.questionnaire import Questionnaire
from entraide.handlers.web import Response
from fakes import FakeStore

URSSAF = "urssaf-champagne-ardenne"
KEY = "0123456789abcdef"
USUAL = as_json(CONTRIBUTIONS)


def sent(
    counter: Counter, document: object = USUAL, key: str = KEY, lang: str = "fr"
) -> tuple[Response, Any]:
    """The answer, and what stands in it."""
    response = counter.post_json(document, lang, **({"idempotency_key": key} if key else {}))
    return response, json.loads(response.body)


def codes(document: Any) -> dict[str, str]:  # noqa: ANN401 - JSON
    return {each["path"]: each["code"] for each in document["errors"]}


def test_without_a_key_nothing_is_stored_and_the_answer_says_where_it_would_go(counter: Counter) -> None:
    response, document = sent(counter, key="")

    assert (HTTPStatus.OK, "valid") == (response.status, document["status"])
    assert [(URSSAF, "sent", ["contributions"])] == [
        (each["body"], each["ending"], each["needs"]) for each in document["destinations"]
    ]
    assert {} == counter.store.cases


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_with_a_key_the_request_is_stored_and_its_code_given(lang: str, counter: Counter) -> None:
    response, document = sent(counter, lang=lang)
    (reference,) = counter.store.cases

    assert (HTTPStatus.CREATED, "application/json") == (response.status, response.content_type)
    assert (reference, f"/api/{lang}/receipts/{reference}") == (document["reference"], document["receipt"])
    assert 4 == document["follow_up_code"].count("-") + 1
    assert counter.desk.words(lang).text("interface", "receipt", "statement") == document["statement"]
    assert document["destinations"][0]["reasons"]
    assert "2026-11-22T08:30:00.000+00:00" == document["received_at"]


def test_the_same_key_and_answers_give_the_same_answer(counter: Counter) -> None:
    first, second = sent(counter), sent(counter)

    assert first == second
    assert 1 == len(counter.store.cases)


def test_the_same_key_with_other_answers_is_a_conflict(counter: Counter) -> None:
    sent(counter)
    response, document = sent(counter, as_json(changed(CONTRIBUTIONS, you__first_name="Claude")))

    assert (HTTPStatus.CONFLICT, {"": "key.reused"}) == (response.status, codes(document))
    assert 1 == len(counter.store.cases)


def test_the_same_answers_under_another_key_are_a_conflict_unless_meant(counter: Counter) -> None:
    _, first = sent(counter)
    response, document = sent(counter, key="another-key")

    assert (HTTPStatus.CONFLICT, {"_again": "already.arrived"}) == (response.status, codes(document))
    assert first["reference"] == document["reference"]
    assert first["reference"] in document["errors"][0]["message"]
    assert HTTPStatus.CREATED == sent(counter, {**USUAL, "_again": True}, key="another-key")[0].status
    assert 2 == len(counter.store.cases)


@pytest.mark.parametrize("key", ["short", "x" * 65, "with a space", "accentuée"])
def test_a_key_of_another_shape_is_refused(key: str, counter: Counter) -> None:
    response, document = sent(counter, key=key)

    assert (HTTPStatus.UNPROCESSABLE_ENTITY, {"": "key.shape"}) == (response.status, codes(document))
    assert {} == counter.store.cases


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_error_has_its_path_its_code_and_the_sentence_of_the_page(lang: str, counter: Counter) -> None:
    wrong = {**USUAL, "you": {**USUAL["you"], "email": "camille@", "fax": 1}, "hobbies": {}, "_when": "now"}
    response, document = sent(counter, wrong, lang=lang)
    words = counter.desk.words(lang)

    assert (HTTPStatus.UNPROCESSABLE_ENTITY, "application/problem+json") == (
        response.status,
        response.content_type,
    )
    assert {
        "_when": "unknown",
        "you.fax": "unknown",
        "hobbies": "unknown",
        "you.email": "email.shape",
    } == codes(document)
    assert all(each["message"] == words.text("errors", each["code"]) for each in document["errors"])
    assert 422 == document["status"]


def test_another_version_is_told_with_what_would_be_wrong(counter: Counter) -> None:
    response, document = sent(counter, {**USUAL, "_version": 0, "you": {}})

    assert HTTPStatus.UNPROCESSABLE_ENTITY == response.status
    assert "old.version" == codes(document)["_version"]
    assert "required" == codes(document)["you.first_name"]
    assert HTTPStatus.CREATED == sent(counter, {**USUAL, "_version": Questionnaire.version})[0].status


@pytest.mark.parametrize("version", [True, 1.0, "1", None])
def test_a_version_is_a_whole_number(version: object, counter: Counter) -> None:
    _, document = sent(counter, {**USUAL, "_version": version})

    assert {"_version": "old.version"} == codes(document)
    assert {} == counter.store.cases


@pytest.mark.parametrize("name", ["_again", "_continue"])
@pytest.mark.parametrize("value", ["true", 1, None, []])
def test_a_switch_is_on_or_off(name: str, value: object, counter: Counter) -> None:
    _, document = sent(counter, {**USUAL, name: value})

    assert {name: "value.type"} == codes(document)
    assert {} == counter.store.cases


def test_a_key_without_a_character_is_no_key(counter: Counter) -> None:
    response = counter.post_json(USUAL, idempotency_key="")

    assert (HTTPStatus.UNPROCESSABLE_ENTITY, {"": "key.shape"}) == (
        response.status,
        codes(json.loads(response.body)),
    )


def test_who_belongs_elsewhere_confirms(counter: Counter) -> None:
    farmer = as_json(changed(CONTRIBUTIONS, activity__position="farmer"))
    response, document = sent(counter, farmer)

    assert (HTTPStatus.UNPROCESSABLE_ENTITY, {"_continue": "exit"}) == (response.status, codes(document))
    assert {} == counter.store.cases
    assert HTTPStatus.CREATED == sent(counter, {**farmer, "_continue": True})[0].status


@pytest.mark.parametrize("key", ["", KEY])
def test_no_body_left_is_an_error_with_and_without_a_key(key: str, counter: Counter) -> None:
    response, document = sent(counter, {**USUAL, "review": {"bodies": []}}, key=key)

    assert (HTTPStatus.UNPROCESSABLE_ENTITY, {"review.bodies": "required"}) == (
        response.status,
        codes(document),
    )
    assert {} == counter.store.cases


def test_bodies_may_be_left_out(counter: Counter) -> None:
    _, document = sent(counter, {**as_json(with_health(CONTRIBUTIONS)), "review": {"bodies": ["cpam-10"]}})

    assert ["cpam-10"] == [each["body"] for each in document["destinations"]]


@pytest.mark.parametrize("key", ["", KEY])
@pytest.mark.parametrize(
    ("review", "wrong"),
    [
        ({"bodies": [URSSAF, "nir-184127645108946"]}, "review.bodies"),
        ({"bodies": [URSSAF, "cpam-33"]}, "review.bodies"),
        ({"cpam": "no-such-184127645108946"}, "review.cpam"),
        ({"cpam": URSSAF}, "review.cpam"),
        ({"cpam": "cpam-33"}, "review.cpam"),
    ],
)
def test_a_body_that_is_not_to_be_chosen_is_refused(
    review: dict[str, object], wrong: str, key: str, counter: Counter
) -> None:
    response, document = sent(counter, {**as_json(with_health(CONTRIBUTIONS)), "review": review}, key=key)

    assert (HTTPStatus.UNPROCESSABLE_ENTITY, {wrong: "choice.unknown"}) == (response.status, codes(document))
    assert {} == counter.store.cases


@pytest.mark.parametrize("cpam", ["cpam-59-hainaut", None])
def test_a_health_fund_among_several_may_be_named(cpam: str | None, counter: Counter) -> None:
    lille = changed(
        with_health(CONTRIBUTIONS),
        places__home_kind="other",
        places__home__postal_code="59000",
        places__home__commune="59350",
    )
    _, document = sent(counter, {**as_json(lille), "review": {"cpam": cpam}})

    assert [URSSAF, *([cpam] if cpam else [])] == [each["body"] for each in document["destinations"]]


def test_the_health_fund_of_a_place_that_has_one_may_be_named(counter: Counter) -> None:
    response, _ = sent(counter, {**as_json(with_health(CONTRIBUTIONS)), "review": {"cpam": "cpam-10"}})

    assert HTTPStatus.CREATED == response.status


@pytest.mark.parametrize("bodies", [["cpam-10", URSSAF], [URSSAF, "cpam-10", "cpam-10"], None])
def test_the_same_bodies_in_another_order_or_left_unsaid_are_the_same_request(
    bodies: list[str] | None, counter: Counter
) -> None:
    usual = as_json(with_health(CONTRIBUTIONS))
    sent(counter, {**usual, "review": {"bodies": [URSSAF, "cpam-10"]}})
    response, document = sent(counter, {**usual, "review": {"bodies": bodies}}, key="another-key")

    assert (HTTPStatus.CONFLICT, {"_again": "already.arrived"}) == (response.status, codes(document))
    other, _ = sent(counter, {**usual, "review": {"bodies": ["cpam-10"]}}, key="another-key")
    assert HTTPStatus.CREATED == other.status


@pytest.mark.parametrize("consent", [True, False, None])
def test_answers_on_health_need_consent(consent: object, counter: Counter) -> None:
    sent(counter, {**as_json(with_health(CONTRIBUTIONS)), "review": {"health_consent": consent}})

    (stored,) = counter.store.cases.values()
    assert ("stopped" if consent else None) == json.loads(stored.case.answers)["health"]["cover"]


def test_a_store_that_does_not_answer_is_told_with_when_to_come_back(counter: Counter) -> None:
    class Broken(FakeStore):
        def commit(self, submission: Submission) -> Outcome:  # noqa: ARG002 - refuses whatever comes
            raise StoreUnavailableError

    counter.intake = replace(counter.intake, writer=Broken())
    response, document = sent(counter)

    assert (HTTPStatus.SERVICE_UNAVAILABLE, 503, "60") == (
        response.status,
        document["status"],
        response.headers["retry-after"],
    )


def test_a_form_and_a_document_of_the_same_answers_make_the_same_case(counter: Counter) -> None:
    sent(counter)
    counter.post([*CONTRIBUTIONS, ("_key", "another-key"), ("_action", "again")])

    first, second = (each.case.answers for each in counter.store.cases.values())
    assert first == second


def test_blank_answers_in_a_document_are_no_answers(counter: Counter) -> None:
    blank = {
        **USUAL,
        "you": {**USUAL["you"], "phone": None, "message": "", "support": [], "voice_message": None},
    }

    assert HTTPStatus.CREATED == sent(counter, blank)[0].status


def test_the_document_leaves_nothing_required_out(counter: Counter) -> None:
    _, document = sent(counter, as_json(without(CONTRIBUTIONS, "activity.")))

    assert {"activity.position": "required.choice"} == codes(document)
