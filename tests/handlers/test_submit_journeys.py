"""A browser's ways through the questionnaire, without JavaScript and without AWS."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

import pytest

from answers import CONTRIBUTIONS, changed, with_health
from counter import Counter
from entraide.cases.model import Outcome, StoreUnavailableError, Submission
from fakes import FakeStore
from visitor import Visitor

URSSAF = "urssaf-champagne-ardenne"
LANGS = ("fr", "en")
OTHER = {"fr": "en", "en": "fr"}
COVER = ("forms", "questionnaire", "steps", "health", "questions", "cover")


def reviewed(visitor: Visitor, pairs: list[tuple[str, str]] = CONTRIBUTIONS, lang: str = "fr") -> Visitor:
    """In front of the review page."""
    visitor.open_form(lang).fill(pairs)
    assert "send" in visitor.page.buttons, visitor.page.text
    return visitor


def stored_answers(counter: Counter) -> dict[str, dict[str, object]]:
    """The answers of the only case."""
    (stored,) = counter.store.cases.values()
    answers: dict[str, dict[str, object]] = json.loads(stored.case.answers)
    return answers


@pytest.mark.parametrize("lang", LANGS)
def test_a_request_is_reviewed_sent_once_and_acknowledged(
    lang: str, visitor: Visitor, counter: Counter
) -> None:
    reviewed(visitor, lang=lang)

    assert (HTTPStatus.OK, {}) == (visitor.status, counter.store.cases)
    assert counter.desk.words(lang).text("interface", "review", "not_sent") in visitor.page.text

    visitor.press("send")
    (reference,) = counter.store.cases

    assert (HTTPStatus.OK, f"/api/{lang}/receipts/{reference}") == (visitor.status, visitor.address)
    assert lang == visitor.page.lang == counter.store.cases[reference].case.lang
    assert reference in visitor.page.text
    assert visitor.cookies[f"__Host-receipt-{reference}"] in visitor.page.text
    assert "no-store" == visitor.headers["cache-control"]
    assert "noindex" == visitor.headers["x-robots-tag"]


def test_the_cookie_opens_one_receipt_for_an_hour_and_only_by_https(counter: Counter) -> None:
    response = counter.post([*CONTRIBUTIONS, ("_action", "send"), ("_key", "0123456789abcdef")])
    (reference,) = counter.store.cases

    assert (HTTPStatus.SEE_OTHER, f"/api/fr/receipts/{reference}") == (
        response.status,
        response.headers["location"],
    )
    (cookie,) = response.cookies
    name, *attributes = cookie.split("; ")
    assert name.startswith(f"__Host-receipt-{reference}=")
    assert {"Path=/", "Max-Age=3600", "Secure", "HttpOnly", "SameSite=Lax"} == set(attributes)


def test_the_button_sent_again_gives_the_same_receipt(visitor: Visitor, counter: Counter) -> None:
    page = reviewed(visitor).page
    receipt = visitor.press("send").html
    visitor.page = page

    assert receipt == visitor.press("send").html
    assert 1 == len(counter.store.cases)


def test_a_key_that_served_for_other_answers_is_refused_with_a_fresh_one(
    visitor: Visitor, counter: Counter
) -> None:
    page = reviewed(visitor).page
    visitor.press("send")
    visitor.page = page
    used = page.values("_key")

    visitor.press("send", you__first_name="Claude")

    assert HTTPStatus.CONFLICT == visitor.status
    assert counter.desk.words("fr").text("interface", "key_reused", "body") in visitor.page.text
    assert "Claude" in visitor.page.text
    assert used != visitor.page.values("_key") != []
    visitor.press("send")
    assert (HTTPStatus.OK, 2) == (visitor.status, len(counter.store.cases))


def test_the_same_answers_again_are_asked_about_before_a_second_request(
    visitor: Visitor, counter: Counter
) -> None:
    reviewed(visitor).press("send")
    (first,) = counter.store.cases
    reviewed(visitor).press("send")

    assert HTTPStatus.CONFLICT == visitor.status
    assert first in visitor.page.text
    assert {"edit", "again"} <= set(visitor.page.buttons)
    assert 1 == len(counter.store.cases)

    visitor.press("again")

    assert (HTTPStatus.OK, 2) == (visitor.status, len(counter.store.cases))
    assert first not in visitor.page.text


def test_a_day_later_the_same_answers_are_a_new_request(visitor: Visitor, counter: Counter) -> None:
    reviewed(visitor).press("send")
    counter.clock.advance(timedelta(hours=24, seconds=1))
    reviewed(visitor).press("send")

    assert (HTTPStatus.OK, 2) == (visitor.status, len(counter.store.cases))


def test_who_would_rather_change_the_answers_that_have_arrived_finds_them_all(
    visitor: Visitor, counter: Counter
) -> None:
    reviewed(visitor).press("send")
    reviewed(visitor).press("send").press("edit")

    assert ["camille@exemple.fr"] == visitor.page.values("you.email")
    assert ["356 000 000 00048"] == visitor.page.values("activity.siret")
    visitor.press("check", you__first_name="Claude").press("send")
    assert (HTTPStatus.OK, 2) == (visitor.status, len(counter.store.cases))


def test_an_answer_is_changed_from_the_review_under_the_same_key(visitor: Visitor, counter: Counter) -> None:
    key = reviewed(visitor).page.values("_key")
    visitor.press("edit")

    assert (HTTPStatus.OK, key) == (visitor.status, visitor.page.values("_key"))
    assert ["Camille"] == visitor.page.values("you.first_name")
    assert ["next-instalment", "behind"] == visitor.page.values("contributions.matter")

    visitor.press("check", you__first_name="Claude")

    assert key == visitor.page.values("_key")
    visitor.press("send")
    assert "Claude" == stored_answers(counter)["you"]["first_name"]


HALF: dict[str, str | list[str] | None] = {
    "you__email": "camille@",
    "happening__needs": ["health", "help-me"],
    "places__work__postal_code": "01000",
    "activity__siret": "12",
    "you__message": "Ligne 1\r\nLigne 2 & <b>",
    "benefits__dependants": "x",
}
"""Half a form: wrong answers, and hidden ones."""


@pytest.mark.parametrize("lang", LANGS)
def test_the_language_is_switched_in_mid_form_with_everything_kept(lang: str, visitor: Visitor) -> None:
    visitor.open_form(lang).switch(**HALF)

    assert (HTTPStatus.OK, OTHER[lang]) == (visitor.status, visitor.page.lang)
    assert "errors" not in visitor.page.ids
    for name, typed in HALF.items():
        kept = [value for key, value in visitor.page.press("check").pairs if key == name.replace("__", ".")]
        assert (typed if isinstance(typed, list) else [typed]) == kept
    assert lang == visitor.switch().page.lang


def test_the_language_is_switched_on_the_review_with_everything_kept(
    visitor: Visitor, counter: Counter
) -> None:
    reviewed(visitor, with_health(CONTRIBUTIONS))
    key = visitor.page.values("_key")
    visitor.switch(review__bodies=["none", "cpam-10"], review__health_consent="yes")

    assert (HTTPStatus.OK, "en", key) == (visitor.status, visitor.page.lang, visitor.page.values("_key"))
    assert ["none", "cpam-10"] == visitor.page.values("review.bodies")
    assert ["yes"] == visitor.page.values("review.health_consent")
    visitor.press("send")
    assert "stopped" == stored_answers(counter)["health"]["cover"]
    assert counter.desk.words("en").text(*COVER, "options", "stopped") in visitor.page.text


def test_enter_means_check_on_every_page(visitor: Visitor) -> None:
    """The language switch stands before the form in the page, and must not be what Enter presses."""
    assert ("_action", "check") == visitor.open_form().page.enter().pairs[-1]
    assert ("_action", "check") == visitor.enter(you__email="x").page.enter().pairs[-1]
    assert "fr" == visitor.page.lang
    assert ("_action", "check") == reviewed(visitor).page.enter().pairs[-1]
    assert "send" in visitor.enter().page.buttons


@pytest.mark.parametrize("lang", LANGS)
def test_errors_come_first_with_everything_kept_and_nothing_stored(
    lang: str, visitor: Visitor, counter: Counter
) -> None:
    visitor.open_form(lang).fill(changed(CONTRIBUTIONS, you__email="camille@", you__helper=""))
    words = counter.desk.words(lang)

    assert (HTTPStatus.UNPROCESSABLE_ENTITY, lang) == (visitor.status, visitor.page.lang)
    assert visitor.page.title.startswith({"fr": "Erreur", "en": "Error"}[lang])
    assert words.text("interface", "form", "errors_title") == visitor.page.headings[1]
    assert ["#f-you-email", "#f-you-helper-nobody"] == [each for each in visitor.page.links if each[0] == "#"]
    assert ["camille@"] == visitor.page.values("you.email")
    assert ["10 000"] == visitor.page.values("places.work.postal_code")
    assert {} == counter.store.cases

    visitor.press("check", you__email="camille@exemple.fr", you__helper="nobody").press("send")
    assert 1 == len(counter.store.cases)


def test_two_receipts_are_open_side_by_side(visitor: Visitor) -> None:
    reviewed(visitor).press("send")
    first = visitor.address
    reviewed(visitor, changed(CONTRIBUTIONS, you__first_name="Claude")).press("send")
    second = visitor.address

    assert first != second
    for address in (first, second):
        visitor.open(address)
        assert address.rpartition("/")[2] in visitor.page.text
    assert 2 == len(visitor.cookies)


class Broken(FakeStore):
    """A store that does not answer; it may have stored all the same."""

    stores_before_failing = False

    def commit(self, submission: Submission) -> Outcome:
        if self.stores_before_failing:
            super().commit(submission)
        raise StoreUnavailableError


@pytest.mark.parametrize("stored", [False, True])
def test_when_the_store_does_not_answer_the_page_keeps_everything_for_a_second_try(
    stored: bool,  # noqa: FBT001 - a case
    visitor: Visitor,
    counter: Counter,
) -> None:
    reviewed(visitor)
    key = visitor.page.values("_key")
    broken = Broken(counter.store.cases, counter.store.keys, counter.store.answers)
    broken.stores_before_failing = stored
    working, counter.intake = counter.intake, replace(counter.intake, writer=broken)
    visitor.press("send")

    assert (HTTPStatus.SERVICE_UNAVAILABLE, "60") == (visitor.status, visitor.headers["retry-after"])
    assert key == visitor.page.values("_key")
    assert ["camille@exemple.fr"] == visitor.page.values("you.email")
    assert counter.desk.words("fr").text("interface", "messages", "unavailable", "body") in visitor.page.text

    counter.intake = working
    visitor.press("send")
    assert (HTTPStatus.OK, 1) == (visitor.status, len(counter.store.cases))


def test_a_trap_that_only_machines_fill_stops_the_request(visitor: Visitor, counter: Counter) -> None:
    visitor.open_form().fill([*CONTRIBUTIONS, ("_website", "https://example.org")])

    assert HTTPStatus.UNPROCESSABLE_ENTITY == visitor.status
    assert counter.desk.words("fr").text("errors", "honeypot") in visitor.page.text
    assert "send" in visitor.press("check").page.buttons
