"""Ways that branch off: alerts before anything is sent, exits, proposals, a commune by its button, following up."""

from __future__ import annotations

import pytest

from people import CONNECTED_TOWN, new_name, worker
from service import Service
from tab import OpenTab
from ways import languages

pytestmark = [pytest.mark.browser, pytest.mark.cloud]

SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])

ALERTS = {
    "letter": ("happening.cannot_wait", "letter"),
    "seizure": ("happening.cannot_wait", "seizure"),
    "eviction": ("happening.cannot_wait", "eviction"),
    "nothing-left": ("happening.cannot_wait", "nothing-left"),
    "no-fixed-place": ("places.work_kind", "no-fixed-place"),
    "formal-notice": ("contributions.letter", "formal-notice"),
    "enforcement-order": ("contributions.letter", "enforcement-order"),
    "seizure-letter": ("contributions.letter", "seizure"),
}


@languages("fr")
def test_an_alert_stands_at_its_question_at_once_and_without_a_script(
    open_tab: OpenTab, service: Service, lang: str
) -> None:
    words = service.words(lang)
    tab = open_tab(lang=lang, javascript=False)
    tab.open_form()
    sent: list[str] = []
    tab.page.on("request", lambda request: sent.append(request.method))
    tab.give("happening.needs", "contributions")
    boxes = tab.page.locator("[data-alert]:visible")
    assert 0 == boxes.count()

    for code, (name, value) in ALERTS.items():
        tab.give(name, value)
        title = words.text("forms", "questionnaire", "alerts", code, "title")
        assert title in boxes.locator(".alert__title").all_inner_texts()

    tab.give("happening.cannot_wait", "no")
    tab.give("happening.situations", "basic-needs")
    assert tab.page.locator('[data-alert="nothing-left"]').is_visible()
    assert "POST" not in sent


@SCRIPT
@pytest.mark.parametrize(
    "position",
    ["farmer", *(pytest.param(each, marks=pytest.mark.prove) for each in ("paid-head", "artist"))],
)
def test_people_of_other_schemes_leave_with_an_address_and_nothing_is_stored(
    open_tab: OpenTab, service: Service, position: str, *, javascript: bool
) -> None:
    words = service.words("en")
    name = new_name()
    tab = open_tab(lang="en", javascript=javascript)
    tab.open_form()
    answers = [each for each in worker(name=name) if not each[0].startswith("activity.")]
    tab.answer([*answers, ("activity.position", position)])
    tab.finish()

    assert words.text("forms", "questionnaire", "exits", position, "title") == tab.heading()
    assert words.text("interface", "exit", "nothing_stored") in tab.text()
    assert [] == service.cases(name)

    tab.press("edit")
    assert tab.field("activity.position", position).is_checked()
    assert name == tab.field("you.family_name").input_value()


def test_who_goes_on_after_an_exit_reaches_the_review_with_every_answer(
    open_tab: OpenTab, service: Service
) -> None:
    name = new_name()
    tab = open_tab(javascript=False)
    tab.open_form()
    answers = [each for each in worker(name=name) if not each[0].startswith("activity.")]
    tab.answer([*answers, ("activity.position", "artist")])
    tab.press("check")
    tab.press("continue")

    assert service.words("fr").text("interface", "review", "title") == tab.heading()
    tab.press("send")
    assert [tab.reference()] == service.cases(name)


@SCRIPT
def test_who_does_not_know_is_proposed_needs(
    open_tab: OpenTab, service: Service, *, javascript: bool
) -> None:
    words = service.words("fr")
    name = new_name()
    tab = open_tab(javascript=javascript)
    tab.open_form()
    answers = worker(name=name)
    asked_later = ("happening", "contributions", "activity.employer")
    tab.answer([("happening.needs", "help-me"), ("happening.situations", "stopping")])
    tab.answer([("happening.cannot_wait", "no")])
    tab.answer([each for each in answers if not each[0].startswith(asked_later)])
    tab.finish()

    assert words.text("interface", "form", "proposed_title") in tab.text()
    assert tab.field("happening.needs", "contributions").is_checked()
    assert tab.field("happening.needs", "benefits").is_checked()
    assert not tab.field("happening.needs", "help-me").is_checked()
    assert [] == tab.errors()

    tab.field("happening.needs", "benefits").uncheck()
    tab.answer([each for each in answers if each[0].startswith(("contributions", "activity.employer"))])
    tab.press("check")
    tab.press("send")
    assert [tab.reference()] == service.cases(name)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_button_that_finds_the_commune_is_no_error(
    open_tab: OpenTab, service: Service, lang: str
) -> None:
    words = service.words(lang)
    tab = open_tab(lang=lang, javascript=False)
    tab.open_form()
    tab.give("you.first_name", "Camille")
    tab.give("places.work.postal_code", f"{CONNECTED_TOWN.postal_code[:2]} {CONNECTED_TOWN.postal_code[2:]}")
    tab.press("find:places.work")

    assert [] == tab.errors()
    assert "Camille" == tab.field("you.first_name").input_value()
    offered = tab.page.locator('[data-place="places.work"] fieldset')
    assert words.text("interface", "form", "choose_commune") == offered.locator("legend").inner_text()
    assert CONNECTED_TOWN.name in offered.locator("label").all_inner_texts()

    tab.give("places.work.postal_code", "35000")
    tab.press("find:places.work")
    assert words.text("interface", "form", "found_commune", name="Rennes") in tab.text()


@SCRIPT
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_request_is_followed_with_its_reference_and_code(
    open_tab: OpenTab, service: Service, lang: str, *, javascript: bool
) -> None:
    words = service.words(lang)
    sender = open_tab(lang=lang, javascript=False)
    sender.open_form()
    sender.answer(worker())
    sender.finish()
    sender.press("send")
    reference, code = sender.reference(), sender.code()

    tab = open_tab(lang=lang, javascript=javascript)
    tab.open(f"/api/{lang}/receipts/{reference}")
    assert words.text("interface", "receipt", "closed_cookie") in tab.text()

    tab.open(f"/api/{lang}/follow")
    tab.give("reference", reference.lower().replace("-", " "))
    tab.give("code", f"{code[:-1]}{'0' if code[-1] != '0' else '1'}")
    tab.submit()
    assert words.text("interface", "follow", "not_found") in tab.text()
    assert tab.page.locator("#errors").is_visible()

    tab.give("code", code.lower().replace("-", " "))
    tab.submit()
    assert reference == tab.reference()
    service.arrived(reference)
    tab.page.reload()
    assert words.text("interface", "status", "dispatched") in tab.text()
