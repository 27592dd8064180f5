"""A mistake of ours that nobody foresaw: the worker is told in words, keeps all that was typed, and is in no log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlencode

import pytest

from answers import CONTRIBUTIONS
from counter import MULTIPART, Counter, api_event, multipart
from entraide.agencies.places import Commune
from entraide.handlers import boundary, documents, follow, html_flow, submit
from entraide.handlers.runtime import SettingsError
from html_page import HtmlPage, read_page
from kept_log import Context, Kept, kept_log

TYPED = "camille@exemple.fr"
KEY = "0123456789abcdef"
URLENCODED = "application/x-www-form-urlencoded"
SENT = [*CONTRIBUTIONS, ("_key", KEY), ("_action", "send")]
RECEIPT = {"lang": "fr", "reference": "EN-0000-0000"}
languages = pytest.mark.parametrize("lang", ["fr", "en"])


class BrokenClock:
    """What no rule expects, with words of the worker in it."""

    def now(self) -> datetime:
        raise ValueError(TYPED)


class BrokenGazetteer:
    """Without it no form with an address can be drawn."""

    def communes(self, postal_code: str) -> tuple[Commune, ...]:
        raise KeyError(TYPED, postal_code)

    def commune(self, postal_code: str, code: str) -> Commune | None:
        raise KeyError(TYPED, postal_code, code)


class BrokenStore:
    """A case that was read and cannot be understood."""

    def read(self, reference: str) -> NoReturn:
        raise LookupError(TYPED, reference)


def fails(*_: str) -> NoReturn:
    raise SettingsError(TYPED)


@pytest.fixture
def log() -> Iterator[Kept]:
    """All the records of the test."""
    with kept_log() as kept:
        yield kept


@pytest.fixture(autouse=True)
def deployed(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """The functions as on Lambda, with the parts of the test."""
    monkeypatch.setattr(submit, "composition", lambda: (counter.desk, counter.intake))
    monkeypatch.setattr(follow, "composition", lambda: (counter.desk, counter.store))
    for module in (submit, follow, documents):
        monkeypatch.setattr(module, "BUILT", counter.built)


def post(lang: str = "fr", body: bytes = urlencode(SENT).encode(), **headers: str) -> dict[str, Any]:
    sent = {"content-type": URLENCODED, **headers}
    return submit.handler(api_event("POST", {"lang": lang, "form": "questionnaire"}, body, sent), Context())


def page(answer: dict[str, Any], lang: str = "fr") -> HtmlPage:
    read = read_page(answer["body"])
    assert (500, lang) == (answer["statusCode"], read.lang)
    return read


def told(log: Kept) -> dict[str, Any]:
    """What the one error in the log tells; nothing that was typed is in any record."""
    (record,) = [each for each in log.records if each["levelname"] == "ERROR"]
    assert 500 == record["status"]
    assert not [each for each in log.records if TYPED in str(each) or each["exc_info"]]
    known: dict[str, Any] = record["told"]
    return known


@languages
@pytest.mark.parametrize("kind", [URLENCODED, MULTIPART])
def test_the_form_comes_back_with_all_that_was_typed(
    lang: str, kind: str, counter: Counter, log: Kept
) -> None:
    counter.intake = replace(counter.intake, clock=BrokenClock())
    body = urlencode(SENT).encode() if kind == URLENCODED else multipart(SENT, b"")
    drawn = page(post(lang, body, **{"content-type": kind}), lang)

    assert counter.desk.words(lang).text("interface", "form", "our_mistake_body") in drawn.text
    assert [[value for name, value in SENT if name == path] for path, _ in CONTRIBUTIONS] == [
        drawn.values(path) for path, _ in CONTRIBUTIONS
    ]
    assert [KEY] == drawn.values("_key")
    assert "check" in drawn.buttons
    known = told(log)
    assert "ValueError" == known["error"]
    assert known["cause"].startswith("entraide.handlers.intake:")


def test_what_was_chosen_at_the_review_and_an_older_version_come_back_too(counter: Counter) -> None:
    counter.intake = replace(counter.intake, clock=BrokenClock())
    beside = [("_version", "1.older"), ("_offered", "caf-10"), ("review.bodies", "caf-10")]
    drawn = page(post(body=urlencode([*SENT, *beside]).encode()))

    assert beside == [(name, value) for name, _ in beside for value in drawn.values(name)]


@languages
def test_when_no_form_can_be_drawn_a_page_carries_what_was_sent(
    lang: str, counter: Counter, log: Kept
) -> None:
    counter.desk = replace(counter.desk, gazetteer=BrokenGazetteer())
    counter.intake = replace(counter.intake, gazetteer=BrokenGazetteer())
    drawn = page(post(lang), lang)

    assert [pair for pair in SENT if pair[0] != "_action"] == [
        (each.name, each.value) for each in drawn.controls if each.kind == "hidden"
    ]
    assert ["send", "edit"] == [each for each in drawn.buttons if each in ("send", "edit")][-2:]
    assert "KeyError" == told(log)["error"]
    assert 2 == len(told(log)["cause"].split(", "))


def test_a_request_stored_before_the_mistake_is_not_made_twice(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(html_flow, "receipt_cookie", fails)
        assert [KEY] == page(post()).values("_key")

    again = post()

    assert 303 == again["statusCode"]
    assert 1 == len(counter.store.cases)


@languages
@pytest.mark.parametrize(
    "headers", [{"content-type": "application/json"}, {"accept": "application/json"}], ids=["sent", "asked"]
)
def test_a_program_is_told_by_a_problem_document(
    lang: str, headers: dict[str, str], counter: Counter, log: Kept
) -> None:
    counter.intake = replace(counter.intake, clock=BrokenClock())
    body = b"{}" if "content-type" in headers else urlencode(SENT).encode()
    answer = post(lang, body, **headers)
    document = json.loads(answer["body"])

    assert (500, "application/problem+json") == (answer["statusCode"], answer["headers"]["content-type"])
    assert ("urn:entraide:problem:our-mistake", 500) == (document["type"], document["status"])
    words = counter.desk.words(lang)
    assert words.text("interface", "messages", "our_mistake", "body") == document["detail"]
    assert "ValueError" == told(log)["error"]


@languages
def test_a_receipt_and_its_documents_say_so_too(
    lang: str, counter: Counter, log: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.store = BrokenStore()  # type: ignore[assignment]
    event = api_event("GET", {**RECEIPT, "lang": lang}, b"", {})
    said = counter.desk.words(lang).text("interface", "messages", "our_mistake", "body")

    assert said in page(follow.handler(event, Context()), lang).text
    assert "LookupError" == told(log)["error"]
    monkeypatch.setattr(documents, "composition", fails)
    assert said in page(documents.handler(event, Context()), lang).text


def test_a_function_that_cannot_even_start_answers_in_words(
    counter: Counter, log: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(submit, "composition", fails)
    monkeypatch.setattr(follow, "composition", fails)
    asked = follow.handler(api_event("GET", {"lang": "fr"}, b"", {}), Context())
    said = counter.desk.words("fr").text("interface", "messages", "our_mistake", "body")

    assert said in page(asked).text
    assert "SettingsError" == told(log)["error"]
    assert [TYPED] == page(post()).values("you.email")


def test_what_lambda_logs_of_an_error_that_escapes_quotes_nobody(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.store = BrokenStore()  # type: ignore[assignment]
    monkeypatch.setattr(follow, "BUILT", tmp_path)
    with pytest.raises(boundary.UnansweredError) as escaped:
        follow.handler(api_event("GET", RECEIPT, b"", {}), Context())

    assert "LookupError" in str(escaped.value)
    assert TYPED not in str(escaped.value)
    assert (None, None) == (escaped.value.__cause__, escaped.value.__context__)
