"""Looks at a page in each of the ways in which people look at it, and walks through it with the Tab key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from browser import DESKTOP, PHONE, Scheme, axe, overflow
from stops import walk

NARROW = 320
BESIDE = (NARROW, 390, 768, 1920)
"""What 1280 px become at 400 %, another telephone, a tablet, a large screen: looked at for their reflow alone."""
HEIGHT = 800
Look = tuple[int, Scheme]
EVERY_LOOK: list[Look] = [(DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light"), (PHONE, "dark")]
LOOKS_IN_TURN: dict[str, list[Look]] = {
    "fr": [(DESKTOP, "light"), (PHONE, "dark")],
    "en": [(DESKTOP, "dark"), (PHONE, "light")],
}
"""A look takes axe seconds, and a form has the same elements in both languages: together they have all four looks."""
WALKS = (DESKTOP, NARROW)
"""The widths at which the Tab key is pressed."""
WALKS_IN_TURN: dict[str, tuple[int, ...]] = {"fr": (NARROW,), "en": (DESKTOP,)}
OPEN = "() => document.querySelectorAll('details').forEach(each => { each.open = true; })"
UNMARKED = """() => [...document.querySelectorAll('button, input:not([type=hidden]), textarea, .choice > label')]
    .filter(e => e.checkVisibility({ visibilityProperty: true }))
    .filter(e => !e.matches('.palette, .button--link, .language-switch, .visually-hidden, .choice > input'))
    .filter(e => parseFloat(getComputedStyle(e).borderTopWidth) < 1)
    .map(e => e.outerHTML.slice(0, 120))"""


def addresses(folder: Path) -> list[str]:
    """The address of each page of a built site."""
    pages = sorted(folder.rglob("index.html"))
    return [f"/{page.parent.relative_to(folder).as_posix()}/".replace("/./", "/") for page in pages]


def off_the_screen(page: Page) -> list[str]:
    """What makes the page that is open scroll sideways at one of the widths `BESIDE`."""
    faults = []
    for width in BESIDE:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        faults += [f"{width}: {each} is off the screen" for each in overflow(page)]
    return faults


@contextmanager
def _noted(faults: list[str], where: str) -> Iterator[None]:
    """One page's fault does not hide the next page's."""
    try:
        yield
    except AssertionError as fault:
        faults.append(f"{where}: {fault}")


def looked_at(page: Page, where: str, looks: list[Look]) -> list[str]:
    """The faults of the page that is open: with what it shows at first on a desk, with all opened on a phone.

    A second look at a width changes colours only, and axe is asked about them only.
    """
    faults: list[str] = []
    widths: set[int] = set()
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)
        if width == PHONE:
            page.evaluate(OPEN)
        with _noted(faults, f"{where} {width} {scheme}"):
            axe(page, colours_only=width in widths)
            widths.add(width)
        faults += [f"{where} {width}: {each} is off the screen" for each in overflow(page)]
    page.emulate_media(forced_colors="active")
    faults += [f"{where}: {each} has no edge in forced colours" for each in page.evaluate(UNMARKED)]
    page.emulate_media(forced_colors="none")
    faults += [f"{where} {each}" for each in off_the_screen(page)]
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    faults += [f"{where} {NARROW} at 200 %: {each} is off the screen" for each in overflow(page)]
    return faults


def walked(page: Page, where: str, widths: tuple[int, ...] = WALKS) -> list[str]:
    """The faults of the way of the Tab key at some widths."""
    faults = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.goto(where)
        way = walk(page)
        faults += [f"{where} {width}: {each}" for each in way.faults]
        if way.reached != way.expected:
            faults.append(f"{where} {width}: {way.reached} of {way.expected} controls were reached")
    return faults
