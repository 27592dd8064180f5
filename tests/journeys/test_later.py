"""Save, close, come back: answers kept in a file or on the device, taken up again, cleared, and gone once sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator

from browser import PHONE, axe, overflow
from keyboard import Keyboard
from people import new_name, worker
from service import Service
from tab import OpenTab, Tab

pytestmark = [pytest.mark.browser, pytest.mark.cloud]

LANGS = pytest.mark.parametrize("lang", ["fr", "en"])
PHRASE = "une phrase assez longue"
NARROW = 320
KEEP = ("interface", "form", "keep")
FIRST = [("happening.needs", "contributions"), ("happening.cannot_wait", "no")]


def stored(tab: Tab) -> dict[str, Any]:
    """What this site has put on the device, by name; the choice of colours apart."""
    found: dict[str, str] = tab.page.evaluate("() => ({...localStorage})")
    return {name: json.loads(text) for name, text in found.items() if name != "theme"}


def saved(tab: Tab, folder: Path, secret: str = "") -> Path:
    """Asks for a file of the answers, under a passphrase when one is given."""
    open_later(tab)
    if secret:
        tab.page.locator("#f-secret-file").fill(secret)
    with tab.page.expect_download() as download:
        tab.button("save").click()
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target


def open_later(tab: Tab) -> None:
    if not tab.page.locator("#later[open]").count():
        tab.page.locator("#later > summary").click()


def load(tab: Tab, file: Path) -> None:
    """Gives the file back, and waits for what the server says of it."""
    if not tab.page.locator("#load[open]").count():
        tab.page.locator("#load > summary").click()
    tab.page.locator("#f-file").set_input_files(file)
    tab.button("load").click()


def keep(tab: Tab, secret: str = "") -> None:
    """Asks for a draft on this device."""
    open_later(tab)
    tab.page.locator("#f-secret-device").fill(secret)
    tab.page.locator('[data-keep="device"]').click()
    clear(tab).wait_for()


def resume(tab: Tab, secret: str = "") -> None:
    """Takes up the draft; the passphrase is asked for once that is wanted."""
    button, unlock = tab.page.locator('[data-keep="resume"]'), tab.page.locator("#f-unlock-draft")
    if secret:
        if not unlock.is_visible():
            button.click()
        unlock.fill(secret)
    button.click()


def clear(tab: Tab) -> Locator:
    return tab.page.locator('#draft [data-keep="clear"]')


def said(tab: Tab) -> str:
    return tab.page.locator("#draft [role=status]").inner_text()


def come_back(tab: Tab) -> Tab:
    """Another day, with the same browser: what the device keeps is there, the tab's own memory is not."""
    fresh = Tab(tab.page.context.new_page(), tab.origin, tab.lang, javascript=True)
    tab.page.close()
    fresh.open_form()
    return fresh


@LANGS
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_file_brings_the_answers_back(
    open_tab: OpenTab, service: Service, tmp_path: Path, lang: str, *, javascript: bool
) -> None:
    name = new_name()
    tab = open_tab(lang=lang, javascript=javascript)
    tab.open_form()
    tab.answer(worker(name=name))
    file = saved(tab, tmp_path)
    assert "entraide-questionnaire.txt" == file.name
    assert name in file.read_text("utf-8")

    later = open_tab(lang=lang, javascript=javascript)
    later.open_form()
    load(later, file)
    later.page.locator("#notice").wait_for()
    assert service.words(lang).text(*KEEP, "back") in later.text()
    later.finish()
    assert name in later.text()
    later.press("send")

    assert [later.reference()] == service.cases(name)
    assert {} == stored(later)


@LANGS
def test_a_file_under_a_passphrase_opens_with_it_only(
    open_tab: OpenTab, service: Service, tmp_path: Path, lang: str
) -> None:
    words = service.words(lang)
    tab = open_tab(lang=lang)
    sent: list[str] = []
    tab.page.on("request", lambda request: sent.append(request.post_data or ""))
    tab.open_form()
    tab.answer(FIRST)
    file = saved(tab, tmp_path, PHRASE)
    assert "contributions" not in file.read_text("utf-8")

    plain = open_tab(lang=lang, javascript=False)
    plain.open_form()
    with plain.page.expect_navigation():
        load(plain, file)
    assert words.text(*KEEP, "error_locked") in plain.text()
    axe(plain.page)

    tab.open_form()
    load(tab, file)
    unlock = tab.page.locator("#f-unlock")
    unlock.fill("une autre phrase")
    tab.button("load").click()
    wrong = tab.page.locator("#load [data-said]:not([hidden])")
    wrong.wait_for()
    assert words.text(*KEEP, "draft_wrong") == wrong.inner_text()
    axe(tab.page)
    unlock.fill(f" {PHRASE} ")
    tab.button("load").click()
    tab.page.locator("#notice").wait_for()
    assert tab.field("happening.needs", "contributions").is_checked()
    assert [] == [body for body in sent if PHRASE in body or "autre phrase" in body]


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


@LANGS
def test_each_state_passes_axe_and_reflows(open_tab: OpenTab, lang: str) -> None:
    tab = open_tab(lang=lang, width=NARROW)
    tab.open_form()
    tab.page.locator("#load > summary").click()
    tab.answer(FIRST)
    keep(tab, PHRASE)
    _looked_at(tab)
    tab = come_back(tab)
    tab.page.set_viewport_size({"width": NARROW, "height": 800})
    tab.page.locator('[data-keep="resume"]').click()
    _looked_at(tab)
    resume(tab, PHRASE)
    tab.page.locator("#notice").wait_for()
    _looked_at(tab)


def _looked_at(tab: Tab) -> None:
    for width in (NARROW, PHONE):
        tab.page.set_viewport_size({"width": width, "height": 800})
        assert [] == overflow(tab.page)
        axe(tab.page)


def test_all_of_it_by_keyboard(open_tab: OpenTab) -> None:
    tab = open_tab(lang="en")
    tab.open_form()
    keyboard = Keyboard(tab)
    keyboard.give("happening.needs", "contributions")
    keyboard.activate(tab.page.locator("#later > summary"))
    keyboard.reach(tab.page.locator("#f-secret-device"))
    tab.page.keyboard.type(PHRASE)
    keyboard.activate(tab.page.locator('[data-keep="device"]'))
    clear(tab).wait_for()
    assert ["entraide-draft-questionnaire"] == list(stored(tab))
    keyboard.activate(clear(tab))
    assert {} == stored(tab)
    assert [] == keyboard.faults
