"""A real browser for the tests: `browser_page` opens pages, `axe` asserts that a page has no fault.

Loaded as a pytest plugin by `tests/conftest.py`, so that every test has its fixtures.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

PHONE = 360
DESKTOP = 1280
WIDTHS = (PHONE, DESKTOP)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    # The address bar's own pages and a renderer in reserve: half of what a new window costs, and nobody sees them.
    # The first is one that Playwright turns off, whose list this one replaces.
    (
        "--disable-features=PaintHolding,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,"
        "PreloadTopChromeWebUI,SpareRendererForSitePerProcess"
    ),
)
LONGEST_WAIT = 120_000
"""Milliseconds: the first answers of functions that have just started, on a busy machine."""

Scheme = Literal["light", "dark"]

_without_javascript: dict[Page, CDPSession] = {}
"""The pages whose scripts do not run. Playwright's own switch cannot be lifted again, which axe needs."""


class OpenPage(Protocol):
    """What the `browser_page` fixture gives: a new page, in a context of its own (cookies, storage)."""

    def __call__(
        self,
        url: str | None = None,
        *,
        javascript: bool = True,
        width: int = DESKTOP,
        scheme: Scheme = "light",
        lang: str = "fr",
        forced_colors: bool = False,
    ) -> Page:
        """The page, at `url` when one is given."""
        ...


def _program() -> str | None:
    """The system's Chromium, in its shell without windows where there is one; None stands for Playwright's own."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium where there is one, Playwright's own otherwise. It resolves no outside name."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_program(), args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def browser_page(chromium: Browser) -> Iterator[OpenPage]:
    """Opens pages with JavaScript on or off, at any width, light or dark; closes them after the test."""
    contexts: list[BrowserContext] = []

    def open_page(
        url: str | None = None,
        *,
        javascript: bool = True,
        width: int = DESKTOP,
        scheme: Scheme = "light",
        lang: str = "fr",
        forced_colors: bool = False,
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            forced_colors="active" if forced_colors else "none",
            reduced_motion="reduce",
            locale="en-GB" if lang == "en" else "fr-FR",
        )
        context.set_default_timeout(LONGEST_WAIT)
        contexts.append(context)
        page = context.new_page()
        if not javascript:
            _without_javascript[page] = context.new_cdp_session(page)
            let_scripts_run(page, yes=False)
        if url is not None:
            page.goto(url)
        return page

    yield open_page
    _without_javascript.clear()
    for context in contexts:
        context.close()


def axe(page: Page, *, colours_only: bool = False) -> None:
    """Asserts that axe-core finds nothing on the page as it stands (WCAG 2.2 A and AA, and best practice).

    With `colours_only`, nothing in its contrasts: for a second look at a page of which nothing else has changed.
    """
    let_scripts_run(page, yes=True)
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe_script())
    asked = (
        {"type": "rule", "values": ["color-contrast"]} if colours_only else {"type": "tag", "values": RULES}
    )
    results = page.evaluate(
        "runOnly => axe.run({ resultTypes: ['violations'], preload: false, elementRef: false, runOnly })",
        asked,
    )
    let_scripts_run(page, yes=False)
    found = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n    "
        + "\n    ".join(_where(node) for node in violation["nodes"][:5])
        for violation in results["violations"]
    ]
    assert found == [], f"{page.url}\n" + "\n".join(found)


@cache
def _axe_script() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def overflow(page: Page) -> list[str]:
    """The elements that make the page scroll sideways, as `tag.class`; empty when it reflows."""
    found: list[str] = page.evaluate(
        """() => [...document.body.querySelectorAll('*')]
            .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .filter(e => !e.closest('.scroll, .visually-hidden'))
            .map(e => e.tagName.toLowerCase() + '.' + e.className)"""
    )
    return found


def let_scripts_run(page: Page, *, yes: bool) -> None:
    """Only for pages without JavaScript: what the page's own scripts would have done stays undone."""
    session = _without_javascript.get(page)
    if session is not None:
        session.send("Emulation.setScriptExecutionDisabled", {"value": not yes})


def _where(node: dict[str, object]) -> str:
    return f"{node['target']} {str(node['html'])[:200]}"
