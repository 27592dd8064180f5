"""What a body or the commission is told when the store does not answer or we make a mistake, and what the log is."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import NoReturn

import pytest

from agency_counter import STAGE, agency_event, signed
from entraide.cases.investigation import Caller
from entraide.cases.model import StoreUnavailableError
from entraide.handlers import agency_calls, commission, investigate, relink
from entraide.handlers.agency_calls import DECIDES, Call, answer
from entraide.handlers.web import Response
from kept_log import Context, kept_log

ROUTE = "GET /v1/commission/sessions"
TYPED = "camille@exemple.fr"
MISTAKE = {"fr": "Une erreur s’est produite chez nous", "en": "Something went wrong on our side"}


def unavailable(_call: Call) -> Response:
    raise StoreUnavailableError("ThrottlingException")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_store_that_does_not_answer_is_told_and_its_cause_logged(lang: str, built: Path) -> None:
    event = agency_event(ROUTE, signed(DECIDES, Caller("aura", "someone")), accept_language=lang)
    with kept_log() as log:
        response, caller = answer(event, STAGE, DECIDES, built, {ROUTE: unavailable})
    (told,) = [each for each in log.records if each["said"] == "agency-call-failed"]

    assert (503, "store.unavailable") == (response.status, json.loads(response.body)["errors"][0]["code"])
    assert Caller("aura", "someone") == caller
    assert ("ERROR", ROUTE, "ThrottlingException") == (told["levelname"], told["route"], told["cause"])


def breaks(*_: object) -> NoReturn:
    raise ValueError(TYPED)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("function", [commission, investigate, relink])
def test_a_mistake_of_ours_is_told_and_quotes_nobody(
    function: ModuleType, lang: str, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(function, "composition", breaks)
    monkeypatch.setattr(agency_calls, "settings", lambda: SimpleNamespace(stage=STAGE))
    monkeypatch.setattr(agency_calls, "BUILT", built)
    event = agency_event(ROUTE, signed(DECIDES, Caller("aura", "someone")), accept_language=lang)
    with kept_log() as log:
        answered = function.handler(event, Context())
    (error,) = json.loads(answered["body"])["errors"]
    (told,) = [each for each in log.records if each["levelname"] == "ERROR"]

    assert (500, "application/problem+json") == (answered["statusCode"], answered["headers"]["content-type"])
    assert ("our.mistake", MISTAKE[lang]) == (error["code"], error["message"].split(".")[0])
    assert "ValueError" == told["told"]["error"]
    assert not [each for each in log.records if TYPED in str(each) or each["exc_info"]]
