"""What the log says of a request: which questions were answered, of which class; never what was typed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from answers import CONTRIBUTIONS, Pairs, changed, with_health
from any_answers import pairs_of
from counter import Counter, api_event
from entraide.forms.questionnaire import Questionnaire
from entraide.forms.reflection import fields
from entraide.handlers import submit
from kept_log import Context, Kept, kept_log

PLANTED = "Planté-9f3"


@pytest.fixture
def log() -> Iterator[Kept]:
    """All the records of the test."""
    with kept_log() as kept:
        yield kept


Send = Callable[[bytes, str], dict[str, Any]]


@pytest.fixture
def send(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> Send:
    """The function's entry point, in front of `counter`."""
    monkeypatch.setattr(submit, "composition", lambda: (counter.desk, counter.intake))

    def post(body: bytes, content_type: str = "application/x-www-form-urlencoded") -> dict[str, Any]:
        headers = {"content-type": content_type, "idempotency-key": PLANTED.encode().hex()}
        event = api_event("POST", {"lang": "fr", "form": "questionnaire"}, body, headers)
        return submit.handler(event, Context())

    return post


def test_the_log_tells_which_questions_were_answered_and_of_which_class(send: Send, log: Kept) -> None:
    sent = changed(CONTRIBUTIONS, you__phone="12")
    assert 422 == send(urlencode(sent).encode(), "application/x-www-form-urlencoded")["statusCode"]

    (record,) = [each for each in log.records if each["said"] == "submit-answered"]
    assert (422, Context.aws_request_id) == (record["status"], record["request"])
    told = record["told"]
    assert "questionnaire" == told["form"]
    assert {"you.phone": "phone.short-number"} == told["refused"]
    assert {
        "you.first_name": "[identifying]",
        "you.email": "[contact]",
        "contributions.owed": "[financial]",
        "happening.cannot_wait": "[plain]",
    }.items() <= told["answered"].items()
    assert {".".join(name.split(".")[:2]) for name, _ in CONTRIBUTIONS} == set(told["answered"])


def planted_everywhere() -> Pairs:
    """Something recognisable in every question that takes it, beside valid answers."""
    asked = [each for each in fields(Questionnaire).values() if not each.options and not each.at_review]
    texts: dict[str, Any] = {
        each.path: dict.fromkeys(each.widget.parts, PLANTED) if each.widget.parts else PLANTED
        for each in asked
    }
    choices = [pair for pair in with_health(CONTRIBUTIONS) if pair[0] not in texts]
    return [*choices, *pairs_of(Questionnaire, texts)]


VALID: Pairs = changed(
    with_health(CONTRIBUTIONS),
    you__first_name=PLANTED.partition("-")[0],
    you__family_name="Planterose",
    you__email="plante-9f3@exemple.fr",
    you__phone="06 98 76 54 32",
    you__message=f"{PLANTED}, et la suite",
    activity__siret="356 000 000 00048",
)
SECRETS = (
    "Plant",
    "plante",
    "98 76",
    "987654",
    "35600000000048",
    "356 000",
    "exemple.fr",
    "la suite",
    "10387",
    "Troyes",
)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (urlencode(planted_everywhere()).encode(), "application/x-www-form-urlencoded"),
        (urlencode([*VALID, ("_action", "check")]).encode(), "application/x-www-form-urlencoded"),
        (
            urlencode([*VALID, ("_action", "send"), ("_key", "0123456789")]).encode(),
            "application/x-www-form-urlencoded",
        ),
        (urlencode([(PLANTED, PLANTED), ("_action", PLANTED)]).encode(), "application/x-www-form-urlencoded"),
        (
            json.dumps({PLANTED: PLANTED, "you": {PLANTED: 1, "phone": PLANTED}, "_" + PLANTED: 1}).encode(),
            "application/json",
        ),
        (PLANTED.encode(), "application/json"),
        (PLANTED.encode(), PLANTED),
    ],
)
def test_nothing_that_was_typed_is_ever_logged(
    body: bytes,
    content_type: str,
    send: Send,
    log: Kept,
    capfd: pytest.CaptureFixture[str],
) -> None:
    send(body, content_type)
    out = capfd.readouterr()
    said = [str(each) for each in log.records] + [out.out, out.err]

    assert [] == [
        (secret, each) for each in said for secret in (*SECRETS, PLANTED.encode().hex()) if secret in each
    ]
    assert ["submit-answered"] == [each["said"] for each in log.records if each["name"] == "entraide"]


def test_reference_and_code_are_not_logged_beside_what_was_answered(
    send: Send, log: Kept, counter: Counter
) -> None:
    send(
        urlencode([*VALID, ("_action", "send"), ("_key", "0123456789")]).encode(),
        "application/x-www-form-urlencoded",
    )

    (reference,) = counter.store.cases
    assert not [each for each in log.records if reference in str(each)]
