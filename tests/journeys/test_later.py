"""Answers kept in a file and taken up again; all ways of going on later by keyboard, at 320 px and with axe."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser import PHONE, axe, overflow
from keyboard import Keyboard
from later import (
    FIRST,
    KEEP,
    NARROW,
    PHRASE,
    clear,
    come_back,
    keep,
    load,
    resume,
    saved,
    stored,
)
from people import new_name, worker
from service import Service
from tab import OpenTab, Tab

pytestmark = [pytest.mark.browser, pytest.mark.cloud]

# The way is the same in the other language, which `make prove` takes.
LANGS = pytest.mark.parametrize("lang", ["fr", pytest.param("en", marks=pytest.mark.prove)])


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
