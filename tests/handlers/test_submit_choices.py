"""What is chosen on the way: whether to go on elsewhere, and the needs of who does not know them."""

from __future__ import annotations

import json
from dataclasses import replace
from http import HTTPStatus

import pytest

from answers import CONTRIBUTIONS, as_json, changed, without
from counter import Counter
from entraide.forms.definition import Exit
from entraide.forms.questionnaire import Questionnaire
from kept import only_answers, only_bodies
from visitor import Visitor

URSSAF = "urssaf-champagne-ardenne"


@pytest.mark.parametrize(("said", "urgent"), [("eviction", True), ("no", False)])
def test_what_cannot_wait_is_flagged_to_the_bodies(
    visitor: Visitor, counter: Counter, said: str, *, urgent: bool
) -> None:
    visitor.open_form().fill(changed(CONTRIBUTIONS, happening__cannot_wait=said)).press("check").press("send")
    (stored,) = counter.store.cases.values()

    assert {urgent} == {each.urgent for each in stored.destinations}


@pytest.mark.parametrize("way_out", Questionnaire.exits, ids=lambda way_out: way_out.code)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_who_belongs_elsewhere_is_told_where_and_nothing_is_stored(
    way_out: Exit, lang: str, visitor: Visitor, counter: Counter
) -> None:
    visitor.open_form(lang).fill(changed(CONTRIBUTIONS, activity__position=way_out.code))
    words = counter.desk.words(lang)

    assert (HTTPStatus.OK, lang) == (visitor.status, visitor.page.lang)
    assert words.text("forms", "questionnaire", "exits", way_out.code, "title") in visitor.page.headings
    assert words.text("interface", "exit", "nothing_stored") in visitor.page.text
    assert "send" not in visitor.page.buttons
    assert {} == counter.store.cases


def test_who_belongs_elsewhere_may_go_on_and_a_person_looks(visitor: Visitor, counter: Counter) -> None:
    visitor.open_form().fill(changed(CONTRIBUTIONS, activity__position="farmer")).press("continue").press(
        "send"
    )

    (stored,) = counter.store.cases.values()
    assert [(URSSAF, True)] == [(each.body, each.needs_person) for each in stored.destinations]


@pytest.fixture
def final(monkeypatch: pytest.MonkeyPatch) -> None:
    """Farmers may not go on."""
    exits = (replace(each, may_continue=each.code != "farmer") for each in Questionnaire.exits)
    monkeypatch.setattr(Questionnaire, "exits", tuple(exits))


@pytest.mark.usefixtures("final")
def test_an_exit_that_is_final_stays_one_whoever_asks_to_go_on(visitor: Visitor, counter: Counter) -> None:
    farmer = changed(CONTRIBUTIONS, activity__position="farmer")
    visitor.open_form().fill(changed(CONTRIBUTIONS, activity__position="artist")).press("continue")
    key = visitor.page.values("_key")[0]
    counter.post([*farmer, ("_key", key), ("_continue", "yes"), ("_action", "send")])
    document = {**as_json(farmer), "_continue": True}
    response = counter.post_json(document, idempotency_key=key)

    assert {} == counter.store.cases
    assert HTTPStatus.UNPROCESSABLE_ENTITY == response.status
    assert [("_continue", "exit")] == [
        (each["path"], each["code"]) for each in json.loads(response.body)["errors"]
    ]
    assert "send" not in visitor.open_form().fill(farmer).page.buttons
    assert "continue" not in visitor.page.buttons


def test_who_ticked_the_wrong_status_goes_back_with_every_answer_and_the_key(visitor: Visitor) -> None:
    """Those that a farmer is not asked, too."""
    visitor.open_form().fill(CONTRIBUTIONS)
    key = visitor.page.values("_key")
    visitor.press("edit").press("check", activity__position="farmer").press("edit")

    assert ["slowed"] == visitor.page.values("activity.state")
    visitor.press("check", activity__position="own-name")
    assert "356 000 000 00048" in [value for name, value in visitor.page.press("send").pairs]
    assert key == visitor.page.values("_key") != []


def test_an_exit_is_told_in_the_other_language_too(visitor: Visitor) -> None:
    visitor.open_form().fill(changed(CONTRIBUTIONS, activity__position="artist")).switch()

    assert "en" == visitor.page.lang
    assert "continue" in visitor.page.buttons


UNSURE = [
    *without(CONTRIBUTIONS, "happening."),
    ("happening.cannot_wait", "no"),
    ("happening.needs", "help-me"),
]


def test_who_does_not_know_is_proposed_needs_to_change_and_the_questions_that_come_with_them(
    visitor: Visitor, counter: Counter
) -> None:
    visitor.open_form().fill([*UNSURE, ("happening.situations", "stopping")])

    assert HTTPStatus.OK == visitor.status
    assert ["contributions", "benefits"] == visitor.page.values("happening.needs")
    assert counter.desk.words("fr").text("interface", "form", "proposed_body") in visitor.page.text
    assert "notice" in visitor.page.ids

    visitor.press("check", happening__needs=["contributions"]).press("send")
    assert ["contributions"] == only_answers(counter)["happening"]["needs"]


def test_where_nothing_can_be_proposed_the_coordinator_looks_at_the_situation(
    visitor: Visitor, counter: Counter
) -> None:
    visitor.open_form().fill([*UNSURE, ("happening.situations", "dispute")]).press("send")

    assert [URSSAF] == only_bodies(counter)
