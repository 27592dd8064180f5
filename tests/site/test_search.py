"""The search page: accents folded, in the page's language, light on the wire, and a site map without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import PHONE, OpenPage, axe, overflow
from guidance.search import SearchError, index

pytestmark = pytest.mark.browser

FRENCH, ENGLISH = "/plan-du-site/", "/en/site-map/"


def _results(page: Page, typed: str) -> list[str]:
    """The addresses of the pages found, once the search has answered."""
    page.locator("#search-words").fill(typed)
    expect(page.locator(".search [role=status]")).not_to_be_empty()
    found: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('.search li a')].map(each => each.pathname)"
    )
    return found


@pytest.mark.parametrize(("typed", "accented"), [("etape", "étape"), ("mediateur", "médiateur")])
def test_a_word_is_found_with_or_without_its_accents(
    origin: str, browser_page: OpenPage, typed: str, accented: str
) -> None:
    plain, exact = (_results(browser_page(origin + FRENCH), word) for word in (typed, accented))

    assert exact
    assert set(exact) == set(plain)


@pytest.mark.parametrize(("path", "english"), [(FRENCH, False), (ENGLISH, True)])
def test_only_pages_of_the_same_language_are_found(
    origin: str, browser_page: OpenPage, path: str, *, english: bool
) -> None:
    found = _results(browser_page(origin + path, lang="en" if english else "fr"), "Urssaf")

    assert found
    assert {english} == {address.startswith("/en/") for address in found}


def test_what_is_not_found_is_said(origin: str, browser_page: OpenPage) -> None:
    page = browser_page(origin + FRENCH)

    assert [] == _results(page, "xylophone")
    expect(page.locator(".search [role=status]")).to_contain_text("Aucune page")


def test_results_pass_axe_and_open(origin: str, browser_page: OpenPage) -> None:
    page = browser_page(origin + FRENCH, width=PHONE)
    found = _results(page, "retraite")
    axe(page)

    assert [] == overflow(page)
    page.locator(".search li a").first.click()
    assert origin + found[0] == page.url


def test_what_is_typed_never_leaves_the_device(origin: str, browser_page: OpenPage) -> None:
    page = browser_page(origin + FRENCH)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    _results(page, "licenciement")
    page.locator("#search-words").press("Enter")

    assert asked
    assert [] == [url for url in asked if "licenciement" in url or not url.startswith(origin)]
    assert origin + FRENCH == page.url


def test_nothing_of_the_search_is_loaded_before_it_is_used(origin: str, browser_page: OpenPage) -> None:
    page = browser_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(origin + FRENCH, wait_until="networkidle")

    assert [] == [url for url in asked if "/pagefind/" in url]


def test_without_javascript_the_page_is_a_site_map(origin: str, browser_page: OpenPage) -> None:
    page = browser_page(origin + FRENCH, javascript=False)

    assert not page.locator(".search").is_visible()
    assert page.locator(".prose li a").filter(has_text="Suis-je concerné").is_visible()


def test_every_page_links_to_the_search(site: Path) -> None:
    for page in site.rglob("index.html"):
        address = ENGLISH if page.is_relative_to(site / "en") else FRENCH

        assert f'<li class="to-search"><a href="{address}"' in page.read_text("utf-8"), page


def test_a_folder_without_pages_is_told(tmp_path: Path) -> None:
    with pytest.raises(SearchError, match="Pagefind"):
        index(tmp_path / "nowhere")
