"""What was typed is never lost and never sent twice: languages, changes, second clicks, the back button, old pages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Error, Route

from people import CONNECTED_TOWN, Town, new_name, worker
from service import Service
from tab import FORM, OpenTab, Tab
from ways import languages, ways

pytestmark = [pytest.mark.browser, pytest.mark.cloud]

HALF = ("happening.needs", "happening.situations", "happening.cannot_wait", "activity.position")
"""The first questions, which somebody answers before switching the language."""


def _to_review(tab: Tab, name: str, town: Town = CONNECTED_TOWN) -> None:
    tab.open_form()
    tab.answer(worker(town, name))
    tab.finish()


@pytest.mark.parametrize(
    ("lang", "javascript"),
    [
        pytest.param("fr", True, id="fr-script"),
        pytest.param("en", False, id="en-no-script"),
        pytest.param("fr", False, id="fr-no-script", marks=pytest.mark.prove),
        pytest.param("en", True, id="en-script", marks=pytest.mark.prove),
    ],
)
def test_the_language_may_be_switched_on_the_way(
    open_tab: OpenTab, service: Service, lang: str, *, javascript: bool
) -> None:
    name = new_name()
    answers = worker(name=name)
    tab = open_tab(lang=lang, javascript=javascript)
    tab.open_form()
    tab.answer([each for each in answers if each[0] in HALF])

    tab.change_language()

    assert tab.lang == tab.page.locator("html").get_attribute("lang")
    assert service.words(tab.lang).text("forms", "questionnaire", "title") == tab.heading()
    for asked, value in answers:
        if asked in HALF:
            assert tab.field(asked, value).is_checked()

    tab.press("check")
    wrong = [target for target, _ in tab.errors()]
    tab.change_language()

    assert wrong
    assert [] == tab.errors()
    assert all(tab.field(*each).is_checked() for each in answers if each[0] in HALF)

    tab.answer([each for each in answers if each[0] not in HALF])
    tab.press("check")
    tab.change_language()

    assert service.words(tab.lang).text("interface", "review", "title") == tab.heading()
    assert name in tab.text()
    tab.press("send")
    assert [tab.reference()] == service.cases(name)
    assert tab.lang == tab.page.locator("html").get_attribute("lang")


@ways("en-script", "en-no-script")
def test_an_answer_is_changed_from_the_review(
    open_tab: OpenTab, service: Service, lang: str, town: Town, *, javascript: bool
) -> None:
    name, newer = new_name(), new_name()
    tab = open_tab(lang=lang, javascript=javascript)
    _to_review(tab, name, town)
    key = tab.field("_key").get_attribute("value")

    with tab.page.expect_navigation():
        tab.page.locator('button[formaction$="#q-you-family-name"]').click()

    asked = tab.field("you.family_name")
    assert name == asked.input_value()
    assert tab.page.locator("#q-you-family-name").is_visible()
    asked.fill(newer)
    tab.press("check")
    assert newer in tab.text()
    assert name not in tab.text()
    assert key == tab.field("_key").get_attribute("value")
    tab.press("send")
    assert ([tab.reference()], []) == (service.cases(newer), service.cases(name))


@ways("fr-script", "fr-no-script")
def test_a_double_click_sends_once(
    open_tab: OpenTab, service: Service, lang: str, town: Town, *, javascript: bool
) -> None:
    name = new_name()
    tab = open_tab(lang=lang, javascript=javascript)
    _to_review(tab, name, town)

    tab.button("send").dblclick()
    tab.page.wait_for_url(re.compile("/receipts/"))

    assert [tab.reference()] == service.cases(name)


def test_who_stops_a_slow_sending_may_send_again(open_tab: OpenTab, service: Service) -> None:
    name = new_name()
    tab = open_tab()
    _to_review(tab, name)
    tab.page.route("**/api/fr/forms/questionnaire", lambda _: None, times=1)

    with tab.page.expect_request("**/api/fr/forms/questionnaire"):
        tab.button("send").click(no_wait_after=True)
    tab.page.context.new_cdp_session(tab.page).send("Page.stopLoading")
    assert [] == service.cases(name)

    tab.press("send")
    assert [tab.reference()] == service.cases(name)


@ways("fr-script", "fr-no-script")
def test_an_answer_lost_on_its_way_is_asked_for_again(
    open_tab: OpenTab, service: Service, lang: str, town: Town, *, javascript: bool
) -> None:
    name = new_name()
    tab = open_tab(lang=lang, javascript=javascript)
    _to_review(tab, name, town)
    tab.page.route(f"**/api/{lang}/forms/questionnaire", _lose_the_answer, times=1)

    tab.button("send").click()
    tab.page.wait_for_url("chrome-error:**")
    tab.page.reload()

    assert [tab.reference()] == service.cases(name)
    assert tab.code()


def _lose_the_answer(route: Route) -> None:
    route.fetch(max_redirects=0)
    route.abort("connectionreset")


@ways("fr-script", "fr-no-script")
def test_back_and_send_again_from_the_review(
    open_tab: OpenTab, service: Service, lang: str, town: Town, *, javascript: bool
) -> None:
    name = new_name()
    tab = open_tab(lang=lang, javascript=javascript)
    _to_review(tab, name, town)
    tab.press("send")
    first = tab.reference()

    _go_back_to_the_review(tab)
    tab.page.reload()
    tab.press("send")

    assert service.words(lang).text("interface", "already", "title") == tab.heading()
    assert first in tab.text()
    assert [first] == service.cases(name)
    leading = tab.page.locator("main a.button")
    assert f"/api/{lang}/receipts/{first}" == leading.get_attribute("href")

    tab.press("again")
    assert sorted([first, tab.reference()]) == sorted(service.cases(name))


def _go_back_to_the_review(tab: Tab) -> None:
    """The review is kept nowhere: the browser asks whether to send the answers again for it."""
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        tab.page.go_back()
    tab.page.wait_for_url("chrome-error:**")


@languages("en")
def test_back_to_the_static_form_and_through_it_again(open_tab: OpenTab, service: Service, lang: str) -> None:
    name = new_name()
    tab = open_tab(lang=lang)
    _to_review(tab, name)
    tab.press("send")
    first = tab.reference()

    _go_back_to_the_review(tab)
    tab.page.go_back()
    assert tab.page.url.endswith(FORM[lang])
    assert tab.field("happening.needs", "contributions").is_checked()

    tab.answer(worker(name=name))
    tab.finish()
    tab.press("send")
    assert service.words(lang).text("interface", "already", "title") == tab.heading()

    tab.press("edit")
    assert name == tab.field("you.family_name").input_value()
    tab.give("you.best_time", "evening")
    tab.press("check")
    tab.press("send")
    assert sorted([first, tab.reference()]) == sorted(service.cases(name))


@ways("fr-script", "fr-no-script")
def test_a_page_from_before_a_deployment_is_never_refused_whole(
    open_tab: OpenTab, service: Service, lang: str, town: Town, *, javascript: bool
) -> None:
    words = service.words(lang)
    name = new_name()
    answers = worker(town, name)
    tab = open_tab(lang=lang, javascript=javascript)
    tab.page.route(f"**{FORM[lang]}", _as_it_was)

    tab.open_form()
    tab.answer([each for each in answers if each[0] != "activity.family"])
    tab.finish()

    assert words.text("interface", "form", "old_version_body") in tab.text()
    assert ["f-activity-family-craft"] == [target for target, _ in tab.errors()]
    tab.give("activity.family", "craft")
    tab.press("check")
    assert words.text("interface", "review", "title") == tab.heading()
    assert name in tab.text()
    tab.press("send")
    assert [tab.reference()] == service.cases(name)


def _as_it_was(route: Route) -> None:
    """The page of an older version: one question has another name, and nothing is known of the new one."""
    answer = route.fetch()
    older = re.sub(r'(name="_version" value=")[^"]*', r"\g<1>0.0123456789ab", answer.text())
    route.fulfill(response=answer, body=older.replace('name="activity.family"', 'name="activity.trade"'))


def test_two_receipts_stand_side_by_side(open_tab: OpenTab) -> None:
    one = open_tab()
    _to_review(one, new_name())
    one.press("send")
    other = Tab(one.page.context.new_page(), one.origin, "en", javascript=True)
    _to_review(other, new_name())
    other.press("send")
    shown = [(each.reference(), each.code()) for each in (one, other)]

    one.page.reload()
    other.page.reload()

    assert shown == [(each.reference(), each.code()) for each in (one, other)]
    assert shown[0] != shown[1]
