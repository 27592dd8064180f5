"""What nobody foresaw in AWS or in the tables is told in words, keeps the answers, and is logged by its class."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

import pytest
from botocore.exceptions import NoCredentialsError

from answers import CONTRIBUTIONS, as_json
from counter import Counter, api_event, stored
from entraide.cases.model import StoredCase
from entraide.handlers import follow, submit
from entraide.handlers.web import Response
from entraide.storage.macs import KmsMacs
from entraide.storage.reader import DynamoCaseReader
from entraide.storage.serialisation import UnreadableItemError
from entraide.storage.tables import Tables
from entraide.storage.writer import DynamoCaseWriter
from failing import Failing, error
from html_page import read_page
from kept_log import Context, Kept, kept_log

QUOTED = "arn:aws:iam::123456789012:user/somebody is not authorized"
TABLES = Tables("cases", "destinations", "marks")
Break = Callable[[Counter, Any], None]


def break_key(counter: Counter, client: Any) -> None:  # noqa: ANN401 - stands for a client
    macs = KmsMacs(client, "key")
    counter.desk = replace(counter.desk, macs=macs)
    counter.intake = replace(counter.intake, macs=macs)


def break_store(counter: Counter, client: Any) -> None:  # noqa: ANN401
    counter.intake = replace(counter.intake, writer=DynamoCaseWriter(client, TABLES))
    counter.store = DynamoCaseReader(client, TABLES)  # type: ignore[assignment]


breakages = pytest.mark.parametrize("breaks", [break_key, break_store])
ends = pytest.mark.parametrize(
    ("end", "code"),
    [
        (error("AccessDeniedException", said=QUOTED), "AccessDeniedException"),
        (error("ResourceNotFoundException", said=QUOTED), "ResourceNotFoundException"),
        (NoCredentialsError(), "NoCredentialsError"),
    ],
)
languages = pytest.mark.parametrize("lang", ["fr", "en"])


@pytest.fixture
def log() -> Iterator[Kept]:
    """All the records of the test."""
    with kept_log() as kept:
        yield kept


def told(log: Kept, name: str) -> dict[str, Any]:
    (record,) = [each for each in log.records if each["said"] == name]
    assert ("ERROR", 503) == (record["levelname"], record["status"])
    assert QUOTED not in str(log.records)
    known: dict[str, Any] = record["told"]
    return known


@breakages
@ends
@languages
def test_a_request_that_cannot_be_stored_keeps_its_answers(
    breaks: Break,
    end: Exception,
    code: str,
    lang: str,
    counter: Counter,
    log: Kept,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    breaks(counter, Failing(end))
    monkeypatch.setattr(submit, "composition", lambda: (counter.desk, counter.intake))
    body = urlencode([*CONTRIBUTIONS, ("_key", "0123456789abcdef"), ("_action", "send")]).encode()
    headers = {"content-type": "application/x-www-form-urlencoded"}
    answer = submit.handler(
        api_event("POST", {"lang": lang, "form": "questionnaire"}, body, headers), Context()
    )
    page = read_page(answer["body"])

    assert (503, lang) == (answer["statusCode"], page.lang)
    assert ["camille@exemple.fr"] == page.values("you.email")
    assert ["0123456789abcdef"] == page.values("_key")
    known = told(log, "submit-answered")
    assert ("StoreUnavailableError", code) == (known["error"], known["cause"])
    assert "questionnaire" == known["form"]


@breakages
@ends
def test_a_program_is_told_when_to_try_again(
    breaks: Break, end: Exception, code: str, counter: Counter
) -> None:
    breaks(counter, Failing(end))
    response = counter.post_json(as_json(CONTRIBUTIONS), idempotency_key="0123456789abcdef")

    assert (HTTPStatus.SERVICE_UNAVAILABLE, "60") == (response.status, response.headers["retry-after"])
    assert "application/problem+json" == response.content_type
    assert code not in response.body


@breakages
@ends
@languages
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_receipt_that_cannot_be_read_says_so(
    breaks: Break,
    end: Exception,
    code: str,
    lang: str,
    accept: str,
    counter: Counter,
    log: Kept,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reference, cookie = stored(counter)
    breaks(counter, Failing(end))
    monkeypatch.setattr(follow, "composition", lambda: (counter.desk, counter.store))
    path = {"lang": lang, "reference": reference}
    cookies = [f"__Host-receipt-{reference}={cookie}"]
    answer = follow.handler(api_event("GET", path, b"", {"accept": accept}, cookies), Context())

    words = counter.desk.words(lang).node("interface", "messages", "unavailable_reading")
    said = json.loads(answer["body"])["detail"] if "json" in accept else read_page(answer["body"]).text
    assert (503, "60") == (answer["statusCode"], answer["headers"]["retry-after"])
    assert words["body"] in said
    assert {"error": "StoreUnavailableError", "cause": code} == told(log, "follow-answered")


class Unreadable:
    """A store of which the cases are not what was written there."""

    def read(self, reference: str) -> StoredCase | None:
        raise UnreadableItemError(f"case {reference}")


@languages
def test_a_case_that_is_not_what_was_written_is_told_as_our_fault(
    lang: str, counter: Counter, log: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow, "composition", lambda: (counter.desk, Unreadable()))
    answer = follow.handler(api_event("GET", {"lang": lang, "reference": "EN-0000-0000"}, b"", {}), Context())

    words = counter.desk.words(lang).node("interface", "messages", "unreadable")
    assert words["body"] in read_page(answer["body"]).text
    known = told(log, "follow-answered")
    assert {"error": "UnreadableItemError", "cause": "case EN-0000-0000"} == known


@languages
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_form_that_was_withdrawn_leaves_its_requests_known(
    lang: str, accept: str, counter: Counter
) -> None:
    reference, code = stored(counter)
    kept = counter.store.cases[reference]
    counter.store.cases[reference] = replace(kept, case=replace(kept.case, form="of-before"))
    path, cookies = {"lang": lang, "reference": reference}, [f"__Host-receipt-{reference}={code}"]
    response: Response = follow.answer(
        api_event("GET", path, b"", {"accept": accept}, cookies), counter.desk, counter.store
    )
    said = json.loads(response.body)["detail"] if "json" in accept else read_page(response.body).text

    assert HTTPStatus.GONE == response.status
    assert reference in said
    assert (
        counter.desk.words(lang).text("interface", "messages", "withdrawn", "body", reference=reference)
        in said
    )


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ({"lang": "en", "form": "questionnaire"}, "GET, HEAD, POST"),
        ({"lang": "en", "reference": "EN-0000-0000"}, "GET, HEAD"),
        ({"lang": "en"}, "GET, HEAD, POST"),
    ],
)
def test_a_method_that_an_address_does_not_know_is_refused(
    method: str, path: dict[str, str], allowed: str, accept: str, counter: Counter
) -> None:
    event = api_event(method, path, b"", {"accept": accept})
    if "form" in path:
        response = submit.answer(event, counter.desk, counter.intake)
    else:
        response = follow.answer(event, counter.desk, counter.store)

    assert (HTTPStatus.METHOD_NOT_ALLOWED, allowed) == (response.status, response.headers["allow"])
    words = counter.desk.words("en").node("interface", "messages", "wrong_method")
    assert words["body"] in (
        json.loads(response.body)["detail"] if "json" in accept else read_page(response.body).text
    )


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE"])
@pytest.mark.parametrize(
    ("path", "lang"),
    [
        ("/api/en/nowhere", "en"),
        ("/api/fr/nowhere", "fr"),
        ("/api/de/follow", "fr"),
        ("/api/", "fr"),
        ("/api/en", "en"),
        ("", "fr"),
        ("/api/en/../../etc/passwd", "en"),
    ],
)
def test_an_address_that_no_function_knows_is_not_there(
    method: str, path: str, lang: str, counter: Counter
) -> None:
    event = {
        **api_event(method, {}, b"", {}),
        "rawPath": path,
        "routeKey": "$default",
        "pathParameters": None,
    }
    response = follow.answer(event, counter.desk, counter.store)

    assert (HTTPStatus.NOT_FOUND, lang) == (response.status, read_page(response.body).lang)
