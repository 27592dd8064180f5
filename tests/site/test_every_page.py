"""Every page of the site, and every state of every form, in each of the ways in which people look at them.

One tab goes through them all: what takes time is to load a page, so each is loaded once for all its looks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser import DESKTOP, PHONE, OpenPage, Scheme, axe, overflow
from stops import walk
from web_server import serving

pytestmark = [pytest.mark.browser, pytest.mark.prove]

NARROW = 320
HEIGHT = 800
LOOKS: list[tuple[int, Scheme]] = [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")]
"""The second look at a width changes colours only, and axe is asked about them only."""
OPEN = "() => document.querySelectorAll('details').forEach(each => { each.open = true; })"
UNMARKED = """() => [...document.querySelectorAll('button, input:not([type=hidden]), textarea, .choice > label')]
    .filter(e => e.checkVisibility({ visibilityProperty: true }))
    .filter(e => !e.matches('.palette, .button--link, .language-switch, .visually-hidden, .choice > input'))
    .filter(e => parseFloat(getComputedStyle(e).borderTopWidth) < 1)
    .map(e => e.outerHTML.slice(0, 120))"""


def _addresses(folder: Path) -> list[str]:
    pages = sorted(folder.rglob("index.html"))
    return [f"/{page.parent.relative_to(folder).as_posix()}/".replace("/./", "/") for page in pages]


@contextmanager
def _noted(faults: list[str], where: str) -> Iterator[None]:
    """One page's fault does not hide the next page's."""
    try:
        yield
    except AssertionError as fault:
        faults.append(f"{where}: {fault}")


def _looked_at(page: Page, where: str) -> list[str]:
    """The faults of the page that is open: with what it shows at first on a desk, with all opened on a phone."""
    faults: list[str] = []
    for number, (width, scheme) in enumerate(LOOKS):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)
        if width == PHONE:
            page.evaluate(OPEN)
        with _noted(faults, f"{where} {width} {scheme}"):
            axe(page, colours_only=bool(number % 2))
        faults += [f"{where} {width}: {each} is off the screen" for each in overflow(page)]
    page.emulate_media(forced_colors="active")
    faults += [f"{where}: {each} has no edge in forced colours" for each in page.evaluate(UNMARKED)]
    page.emulate_media(forced_colors="none")
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    faults += [f"{where} {NARROW} at 200 %: {each} is off the screen" for each in overflow(page)]
    return faults


def _walked(page: Page, where: str) -> list[str]:
    """The faults of the way of the Tab key, on a desk and on a phone."""
    faults = []
    for width in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.goto(where)
        way = walk(page)
        faults += [f"{where} {width}: {each}" for each in way.faults]
        if way.reached != way.expected:
            faults.append(f"{where} {width}: {way.reached} of {way.expected} controls were reached")
    return faults


def test_every_page_of_the_site(origin: str, site: Path, browser_page: OpenPage) -> None:
    page, faults = browser_page(), []
    for path in [*_addresses(site), "/nowhere/"]:
        page.goto(origin + path)
        faults += _looked_at(page, path)

    assert faults == [], "\n".join(faults)


def test_every_page_of_the_site_with_the_keyboard(origin: str, site: Path, browser_page: OpenPage) -> None:
    page = browser_page()
    faults = [fault for path in _addresses(site) for fault in _walked(page, origin + path)]

    assert faults == [], "\n".join(faults)


def test_every_state_of_every_form(answered: Path, browser_page: OpenPage) -> None:
    page, faults = browser_page(javascript=False), []
    with serving(answered) as origin:
        for path in _addresses(answered):
            page.goto(origin + path)
            faults += _looked_at(page, path)

    assert faults == [], "\n".join(faults)


def test_every_state_of_every_form_with_the_keyboard(answered: Path, browser_page: OpenPage) -> None:
    page = browser_page(javascript=False)
    with serving(answered) as origin:
        faults = [fault for path in _addresses(answered) for fault in _walked(page, origin + path)]

    assert faults == [], "\n".join(faults)


def test_results_of_a_search(origin: str, browser_page: OpenPage) -> None:
    faults = []
    for lang, path, word in (("fr", "/plan-du-site/", "retard"), ("en", "/en/site-map/", "late")):
        page = browser_page(origin + path, lang=lang)
        page.locator("#search-words").fill(word)
        page.locator("[data-search] li").first.wait_for()
        faults += _looked_at(page, path)

    assert faults == [], "\n".join(faults)
