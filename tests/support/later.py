"""What people do to go on later: save a file, keep a draft on the device, take either up again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator

from tab import Tab

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
