"""With the keyboard only, on a screen of 320 px (1280 px at 400 %): from the start to the receipt."""

from __future__ import annotations

import pytest

from browser import overflow
from keyboard import Keyboard
from people import new_name, worker
from service import Service
from tab import OpenTab, in_page_order

pytestmark = [pytest.mark.browser, pytest.mark.cloud]

NARROW = 320


@pytest.mark.parametrize(
    "javascript",
    [pytest.param(True, id="script"), pytest.param(False, id="no-script", marks=pytest.mark.prove)],
)
def test_a_request_is_sent_with_the_keyboard_only(
    open_tab: OpenTab, service: Service, *, javascript: bool
) -> None:
    words = service.words("fr")
    name = new_name()
    tab = open_tab(width=NARROW, javascript=javascript)
    keys = Keyboard(tab)
    tab.open_form()

    for path, value in in_page_order(worker(name=name)):
        asked = tab.field(path, value)
        if path.endswith(".commune"):
            if not javascript:
                with tab.page.expect_navigation():
                    keys.activate(tab.button("find:places.work"), "Space")
            asked.wait_for(state="attached")
        elif javascript and not asked.is_visible():
            before = tab.progress()
            keys.activate(tab.continuing())
            tab.page.get_by_text(before).wait_for(state="detached")
        keys.give(path, value)
    assert [] == overflow(tab.page)

    with tab.page.expect_navigation():
        keys.activate(tab.button("check"))
    assert words.text("interface", "review", "title") == tab.heading()
    assert [] == overflow(tab.page)

    with tab.page.expect_navigation():
        keys.activate(tab.button("send"), "Space")
    assert [tab.reference()] == service.cases(name)
    assert [] == overflow(tab.page)

    keys.reach(tab.page.locator("footer a").last)
    assert [] == keys.faults
