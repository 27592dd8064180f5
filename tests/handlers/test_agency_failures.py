"""What a body or the commission is told when the store does not answer, and what the log is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agency_counter import STAGE, agency_event, signed
from entraide.cases.investigation import Caller
from entraide.cases.model import StoreUnavailableError
from entraide.handlers.agency_calls import DECIDES, Call, answer
from entraide.handlers.web import Response
from kept_log import kept_log

ROUTE = "GET /v1/commission/sessions"


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
