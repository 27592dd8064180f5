"""The commune is found by a button, chosen among several, and decides the body."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from http import HTTPStatus

import pytest

from answers import CONTRIBUTIONS, as_json, changed, without
from counter import Counter
from kept import only_answers, only_bodies
from visitor import Visitor

NOWHERE = without(CONTRIBUTIONS, "places.work.commune", "places.work.postal_code")


def at(postal_code: str, commune: str = "") -> list[tuple[str, str]]:
    """The usual answers, with another place of work."""
    return [*NOWHERE, ("places.work.postal_code", postal_code), ("places.work.commune", commune)]


def find(visitor: Visitor, postal_code: str, commune: str = "") -> Visitor:
    return visitor.open_form().fill([*at(postal_code, commune), ("_action", "find:places.work")])


def test_the_button_finds_the_communes_of_a_postal_code_and_that_is_no_error(
    visitor: Visitor, counter: Counter
) -> None:
    find(visitor, "０１ ０００")

    assert (HTTPStatus.OK, []) == (visitor.status, visitor.page.anchors)
    assert ["01053", "01344"] == visitor.page.offered("places.work.commune")
    assert ["Camille"] == visitor.page.values("you.first_name")

    visitor.press("check", places__work__commune="01344").press("send")
    assert {"postal_code": "01000", "commune": "01344"} == only_answers(counter)["places"]["work"]


def test_the_only_commune_of_a_postal_code_is_taken(visitor: Visitor, counter: Counter) -> None:
    find(visitor, "33000")

    assert (HTTPStatus.OK, []) == (visitor.status, visitor.page.anchors)
    assert "Bordeaux" in visitor.page.text
    visitor.press("check").press("send")
    assert {"postal_code": "33000", "commune": "33063"} == only_answers(counter)["places"]["work"]


def test_the_commune_of_the_postal_code_before_is_no_error_to_who_looks_for_another(visitor: Visitor) -> None:
    find(visitor, "01000", "33063")

    assert (HTTPStatus.OK, []) == (visitor.status, visitor.page.anchors)
    assert [] == visitor.page.values("places.work.commune")


def test_the_button_of_one_place_says_nothing_of_the_rest(visitor: Visitor) -> None:
    visitor.open_form().press("find:places.work", places__work__postal_code="10000", you__email="camille@")

    assert (HTTPStatus.OK, []) == (visitor.status, visitor.page.anchors)


LETTER = changed(
    CONTRIBUTIONS,
    places__work__postal_code="97400",
    places__work__commune="97411",
    contributions__letter="formal-notice",
    contributions__letter_received__month="11",
    contributions__letter_received__year="2026",
)


@pytest.mark.parametrize(("at", "last_day"), [("2026-11-22T21:30", 23), ("2026-11-22T19:59", 22)])
def test_today_is_the_day_that_begins_first_of_those_whose_bodies_answer_here(
    at: str, last_day: int, counter: Counter
) -> None:
    """At half past ten in the evening in Paris, somebody in Réunion holds the letter of the next day."""
    counter.clock.at = datetime.fromisoformat(at).replace(tzinfo=UTC)
    received = [
        as_json([*LETTER, ("contributions.letter_received.day", str(day))])
        for day in (last_day, last_day + 1)
    ]
    of_today, of_tomorrow = (counter.post_json(each) for each in received)

    assert HTTPStatus.OK == of_today.status
    assert ["date.future"] == [each["code"] for each in json.loads(of_tomorrow.body)["errors"]]


@pytest.mark.parametrize(
    ("postal_code", "code"),
    [
        ("99999", "place.unknown"),
        ("10008", "place.cedex"),
        ("98000", "place.monaco"),
        ("98800", "place.pacific"),
        ("2A004", "postal.insee"),
        ("1000", "postal.short"),
        ("Troyes", "postal.shape"),
        ("", "required"),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_code_without_communes_is_answered_with_what_to_do(
    postal_code: str, code: str, lang: str, visitor: Visitor, counter: Counter
) -> None:
    visitor.open_form(lang).fill([*at(postal_code), ("_action", "find:places.work")])

    assert HTTPStatus.UNPROCESSABLE_ENTITY == visitor.status
    assert ["#f-places-work-postal_code"] == visitor.page.anchors
    assert counter.desk.words(lang).text("errors", code) in visitor.page.text
    assert [postal_code] == visitor.page.values("places.work.postal_code")


@pytest.mark.parametrize(
    ("postal_code", "commune", "body"),
    [
        ("97133", "", "cps-977"),
        ("97150", "", "cgss-971"),
        ("20167", "2a006", "urssaf-corse"),
        ("97600", "97611", "cssm-976"),
    ],
)
def test_places_overseas_and_in_corsica_have_a_body(
    postal_code: str, commune: str, body: str, visitor: Visitor, counter: Counter
) -> None:
    visitor.open_form().fill(at(postal_code, commune)).press("send")

    assert [body] == only_bodies(counter)


def test_a_commune_that_is_not_chosen_yet_is_an_error_when_answers_are_checked(visitor: Visitor) -> None:
    visitor.open_form().fill(at("01000"))

    assert HTTPStatus.UNPROCESSABLE_ENTITY == visitor.status
    assert ["#f-places-work-01053"] == visitor.page.anchors
