"""Every page of the site, in each of the ways in which people look at them.

One tab goes through them all: what takes time is to load a page, so each is loaded once for all its looks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from browser import OpenPage
from looks import EVERY_LOOK, addresses, looked_at

pytestmark = [pytest.mark.browser, pytest.mark.prove]


def test_every_page_of_the_site(origin: str, site: Path, browser_page: OpenPage) -> None:
    page, faults = browser_page(), []
    for path in [*addresses(site), "/nowhere/"]:
        page.goto(origin + path)
        faults += looked_at(page, path, EVERY_LOOK)

    assert faults == [], "\n".join(faults)


def test_results_of_a_search(origin: str, browser_page: OpenPage) -> None:
    faults = []
    for lang, path, word in (("fr", "/plan-du-site/", "retard"), ("en", "/en/site-map/", "late")):
        page = browser_page(origin + path, lang=lang)
        page.locator("#search-words").fill(word)
        page.locator("[data-search] li").first.wait_for()
        faults += looked_at(page, path, EVERY_LOOK)

    assert faults == [], "\n".join(faults)
