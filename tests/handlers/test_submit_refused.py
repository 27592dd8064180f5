"""Requests that no page of ours makes: other types, sizes, addresses and encodings, each refused in words."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

import pytest

from answers import CONTRIBUTIONS
from anything import MARK, answered
from counter import Counter, api_event
from entraide.forms.registry import FORMS
from entraide.handlers import submit
from entraide.handlers.web import MAX_BODY
from html_page import read_page


@pytest.mark.parametrize(
    "content_type", ["multipart/mixed; boundary=x", "text/plain", "", "application/xml", "é"]
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_another_content_type_is_answered_in_the_language_of_the_page(
    content_type: str, lang: str, counter: Counter
) -> None:
    response = answered(
        counter.send(urlencode(CONTRIBUTIONS).encode(), lang, content_type=content_type), counter
    )

    assert (HTTPStatus.UNSUPPORTED_MEDIA_TYPE, lang) == (response.status, read_page(response.body).lang)


@pytest.mark.parametrize(
    "content_type", ["text/json", "application/vnd.api+json", "application/json, text/plain"]
)
def test_json_under_another_name_is_refused_in_json(content_type: str, counter: Counter) -> None:
    response = counter.send(b"{}", "fr", content_type=content_type)

    assert (HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "application/problem+json") == (
        response.status,
        response.content_type,
    )


@pytest.mark.parametrize("kind", ["application/json", "application/x-www-form-urlencoded"])
def test_a_body_that_is_too_large_is_refused_and_one_that_just_fits_is_not(
    kind: str, counter: Counter
) -> None:
    too_large = answered(counter.send(b"x" * (MAX_BODY + 1), content_type=kind), counter)
    fits = answered(counter.send(b"x" * MAX_BODY, content_type=kind), counter)

    assert HTTPStatus.REQUEST_ENTITY_TOO_LARGE == too_large.status
    assert fits.status in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY)


def test_too_many_fields_are_refused(counter: Counter) -> None:
    response = answered(counter.post([("you.support", "x")] * 601), counter)

    assert HTTPStatus.REQUEST_ENTITY_TOO_LARGE == response.status


@pytest.mark.parametrize("body", ["not base64!", "Y", "é", "====", "\ud800"])
def test_broken_base64_is_refused(body: str, counter: Counter) -> None:
    event = {**api_event("POST", {"lang": "fr", "form": "questionnaire"}, b"", {}), "body": body}

    assert (
        HTTPStatus.BAD_REQUEST == answered(submit.answer(event, counter.desk, counter.intake), counter).status
    )


@pytest.mark.parametrize(
    ("lang", "form"),
    [("de", "questionnaire"), ("fr", "unheard-of"), ("", ""), ("fr", MARK), (MARK, "questionnaire")],
)
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_form_or_language_that_does_not_exist(lang: str, form: str, accept: str, counter: Counter) -> None:
    response = answered(counter.post(CONTRIBUTIONS, lang, form, accept=accept), counter)

    assert HTTPStatus.NOT_FOUND == response.status
    assert ("application/problem+json" == response.content_type) == (accept == "application/json")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("lang", "start"), [("fr", "/"), ("en", "/en/")])
def test_an_address_that_is_opened_leads_to_the_page_of_the_form(
    form: str, lang: str, start: str, counter: Counter
) -> None:
    event = api_event("GET", {"lang": lang, "form": form}, b"", {})
    response = answered(submit.answer(event, counter.desk, counter.intake), counter)

    assert HTTPStatus.SEE_OTHER == response.status
    assert response.headers["location"].startswith(start)
    assert response.headers["location"].endswith("/")
