"""A draft on the device: kept when asked, taken up again, cleared, and gone once sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from browser import axe
from later import (
    FIRST,
    KEEP,
    PHRASE,
    clear,
    come_back,
    keep,
    open_later,
    resume,
    said,
    stored,
)
from people import new_name, worker
from service import Service
from tab import OpenTab, Tab

pytestmark = [pytest.mark.browser, pytest.mark.cloud]

# The way is the same in the other language, which `make prove` takes.
LANGS = pytest.mark.parametrize("lang", ["fr", pytest.param("en", marks=pytest.mark.prove)])


@LANGS
@pytest.mark.parametrize("secret", ["", PHRASE], ids=["plain", "locked"])
def test_a_draft_is_kept_when_asked_and_gone_once_sent(
    open_tab: OpenTab, service: Service, lang: str, secret: str
) -> None:
    words, name = service.words(lang), new_name()
    answers = worker(name=name)
    tab = open_tab(lang=lang)
    tab.open_form()
    tab.answer(FIRST)
    assert {} == stored(tab)
    keep(tab, secret)
    tab.give("happening.situations", "fewer-customers")
    tab.page.wait_for_timeout(600)
    (draft,) = stored(tab).values()
    assert ("fewer-customers" in json.dumps(draft)) == (not secret)

    tab = come_back(tab)
    assert not tab.field("happening.needs", "contributions").is_checked()
    resume(tab, secret)
    tab.page.locator("#notice").wait_for()
    assert tab.field("happening.situations", "fewer-customers").is_checked()
    assert words.text("forms", "questionnaire", "steps", "happening", "questions", "needs", "short") in (
        tab.page.locator("#notice").text_content() or ""
    )

    tab.answer([each for each in answers if each[0] not in dict(FIRST)])
    tab.finish()
    assert clear(tab).is_visible()
    axe(tab.page)
    tab.press("send")
    assert [tab.reference()] == service.cases(name)
    assert {} == stored(tab)
    assert words.text(*KEEP, "draft_sent") == said(tab)
    axe(tab.page)


def test_a_wrong_passphrase_loses_nothing(open_tab: OpenTab, service: Service) -> None:
    tab = open_tab()
    tab.open_form()
    tab.answer(FIRST)
    open_later(tab)
    tab.page.locator("#f-secret-device").fill("court")
    tab.page.locator('[data-keep="device"]').click()
    words = service.words("fr")
    assert words.text(*KEEP, "draft_short") == tab.page.locator('[data-said="device"]').inner_text()
    assert {} == stored(tab)
    keep(tab, PHRASE)
    before = stored(tab)

    tab = come_back(tab)
    resume(tab, "pas la bonne phrase")
    wrong = tab.page.locator("#draft [data-said]:not([hidden])")
    wrong.wait_for()
    assert words.text(*KEEP, "draft_wrong") == wrong.inner_text()
    assert "f-unlock-draft" == tab.page.evaluate("() => document.activeElement.id")
    assert before == stored(tab)


def test_a_draft_is_cleared_from_wherever_it_is_seen(open_tab: OpenTab, service: Service) -> None:
    tab = open_tab(lang="en")
    tab.open_form()
    tab.answer(FIRST)
    keep(tab)
    tab.page.mouse.wheel(0, -5000)
    assert service.words("en").text(*KEEP, "clear_draft") == clear(tab).inner_text()
    assert tab.page.evaluate(
        "() => innerHeight >= document.querySelector('#draft').getBoundingClientRect().bottom"
    )
    clear(tab).click()
    assert ({}, service.words("en").text(*KEEP, "draft_cleared")) == (stored(tab), said(tab))
    tab.give("happening.cannot_wait", "letter")
    tab.page.wait_for_timeout(600)
    assert {} == stored(tab)

    keep(tab)
    other = Tab(tab.page.context.new_page(), tab.origin, "en", javascript=True)
    other.open_form()
    other.answer(worker())
    other.finish()
    other.press("send")
    assert service.words("en").text(*KEEP, "draft_remains") == said(other)
    clear(other).click()
    assert {} == stored(other)


Change = Callable[[dict[str, Any]], None]


def _older(draft: dict[str, Any]) -> None:
    kept = json.loads(draft["text"])
    kept["version"] = "0.0"
    kept["answers"]["happening.colour"] = ["blue"]
    draft["text"] = json.dumps(kept)


def _late(draft: dict[str, Any]) -> None:
    draft["at"] -= 15 * 86_400_000


@pytest.mark.parametrize(("change", "found"), [(_older, True), (_late, False)])
def test_a_draft_of_an_older_version_is_taken_up_and_one_too_old_is_gone(
    open_tab: OpenTab, service: Service, change: Change, *, found: bool
) -> None:
    words = service.words("fr")
    tab = open_tab()
    tab.open_form()
    tab.answer(FIRST)
    keep(tab)
    ((name, draft),) = stored(tab).items()
    change(draft)
    tab.page.evaluate("([name, draft]) => localStorage.setItem(name, draft)", [name, json.dumps(draft)])

    tab = come_back(tab)
    assert found == clear(tab).is_visible()
    assert found == bool(stored(tab))
    if found:
        resume(tab)
        tab.page.locator("#notice").wait_for()
        assert words.text(*KEEP, "older") in tab.text()
        assert words.text(*KEEP, "left", count=1) in tab.text()
        assert tab.field("happening.needs", "contributions").is_checked()


def test_a_draft_goes_on_after_errors_and_says_when_it_cannot(open_tab: OpenTab, service: Service) -> None:
    for secret, goes_on in (("", True), (PHRASE, False)):
        tab = open_tab()
        tab.open_form()
        tab.answer(worker())
        keep(tab, secret)
        tab.page.locator('[name="you.family_name"]').fill("")
        tab.finish()
        before = stored(tab)
        tab.give("you.family_name", "Exemple")
        tab.page.wait_for_timeout(600)
        assert goes_on == (before != stored(tab))
        paused = service.words("fr").text(*KEEP, "draft_paused").partition("{date}")[2]
        assert goes_on != (paused in said(tab))
