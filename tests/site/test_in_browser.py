"""The site in a real browser: no accessibility fault, nothing off screen, all of it by keyboard, JavaScript or not."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from browser import DESKTOP, PHONE, WIDTHS, OpenPage, axe, overflow
from looks import off_the_screen
from stops import walk

pytestmark = pytest.mark.browser

NARROW = 320
"""What 1280 px become at 400 %."""
TEMPLATES = (
    "/",
    "/en/",
    "/help/",
    "/en/help/questionnaire/",
    "/help/questionnaire/",
    "/contacts/",
    "/en/urgent/",
    "/nowhere/",
)
"""A page of each kind."""


def _open_everything(page: Page) -> None:
    page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true; })")


@pytest.mark.parametrize("path", TEMPLATES)
def test_each_template_passes_axe(origin: str, browser_page: OpenPage, path: str) -> None:
    desk = browser_page(origin + path, width=DESKTOP, scheme="dark")
    axe(desk)
    phone = browser_page(origin + path, width=PHONE, scheme="light")
    _open_everything(phone)
    axe(phone)

    assert [] == overflow(desk) + overflow(phone) + off_the_screen(phone)


@pytest.mark.parametrize("path", TEMPLATES)
@pytest.mark.parametrize("javascript", [True, False])
def test_pages_reflow_at_400_percent(
    origin: str, browser_page: OpenPage, path: str, *, javascript: bool
) -> None:
    page = browser_page(origin + path, width=NARROW, javascript=javascript)
    _open_everything(page)

    assert [] == overflow(page)
    assert NARROW == page.evaluate("() => document.documentElement.scrollWidth")


def test_text_at_twice_its_size_still_fits(origin: str, browser_page: OpenPage) -> None:
    page = browser_page(origin + "/help/questionnaire/", width=1280)
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")

    assert [] == overflow(page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/", "/help/", "/contacts/"])
def test_every_control_is_reached_seen_and_marked_by_keyboard(
    origin: str, browser_page: OpenPage, path: str, width: int
) -> None:
    page = browser_page(origin + path, width=width)
    way = walk(page)

    assert [] == way.faults
    assert 10 <= way.expected == way.reached


def test_the_skip_link_comes_first_and_leads_to_the_text(origin: str, browser_page: OpenPage) -> None:
    page = browser_page(origin + "/help/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert "main" == page.evaluate("() => document.activeElement.id")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_language_switch_needs_no_javascript(
    origin: str, browser_page: OpenPage, *, javascript: bool
) -> None:
    page = browser_page(origin + "/help/parcours/", javascript=javascript)
    page.get_by_role("link", name="English").click()

    assert f"{origin}/en/help/journey/" == page.url
    page.get_by_role("link", name="Français").click()

    assert f"{origin}/help/parcours/" == page.url


@pytest.mark.parametrize("javascript", [True, False])
def test_the_menu_opens_on_a_phone(origin: str, browser_page: OpenPage, *, javascript: bool) -> None:
    page = browser_page(origin + "/help/", width=PHONE, javascript=javascript)
    links = page.locator(".menu a")

    assert not links.first.is_visible()
    page.locator(".menu summary").click()
    assert links.first.is_visible()
    assert page.locator('.menu a[aria-current="page"]').is_visible()
    links.filter(has_text="Aides sociales").click()
    assert f"{origin}/aides/" == page.url


def test_escape_closes_the_menu_and_keeps_the_focus(origin: str, browser_page: OpenPage) -> None:
    page = browser_page(origin + "/", width=PHONE)
    page.locator(".menu summary").press("Enter")
    page.locator(".menu a").first.focus()
    page.keyboard.press("Escape")

    assert not page.locator(".menu a").first.is_visible()
    assert "SUMMARY" == page.evaluate("() => document.activeElement.tagName")


def test_the_choice_of_colours_is_kept(origin: str, browser_page: OpenPage) -> None:
    page = browser_page(origin + "/", scheme="light")
    light = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Couleurs claires ou sombres").click()
    dark = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    page.goto(origin + "/help/")

    assert light != dark
    assert dark == page.evaluate("() => getComputedStyle(document.body).backgroundColor")


def test_without_javascript_no_button_does_nothing(origin: str, browser_page: OpenPage) -> None:
    page = browser_page(origin + "/", javascript=False)

    assert 0 == page.locator("button:visible").count()


def test_the_contents_stand_open_beside_the_text_where_there_is_room(
    origin: str, browser_page: OpenPage
) -> None:
    wide, narrow = (browser_page(origin + "/help/", width=width) for width in (1280, PHONE))

    assert wide.locator(".toc a").first.is_visible()
    assert not narrow.locator(".toc a").first.is_visible()


def test_a_form_whose_script_does_not_come_is_there_as_a_whole(origin: str, browser_page: OpenPage) -> None:
    form = origin + "/help/questionnaire/"
    stepped, whole, broken = browser_page(form), browser_page(form, javascript=False), browser_page()
    broken.route("**/assets/form.*.js", lambda route: route.abort())
    broken.goto(form)
    titles = [page.locator(".form-step > h2:visible").all_inner_texts() for page in (stepped, whole, broken)]

    assert titles[0] == titles[1][:1]
    assert titles[2] == titles[1]
    assert ["check"] == [
        each.get_attribute("value") for each in broken.locator(".form-actions button:visible").all()
    ]


def test_forced_colours_keep_the_edges_of_controls(origin: str, browser_page: OpenPage) -> None:
    page = browser_page(origin + "/help/questionnaire/", forced_colors=True)
    for control in (".choice > label", ".button--primary", ".note", ".header__urgent"):
        width = page.locator(f"{control}:visible").first.evaluate("e => getComputedStyle(e).borderTopWidth")

        assert "2px" == width, control


def test_nothing_comes_from_elsewhere_and_nothing_is_refused(origin: str, browser_page: OpenPage) -> None:
    page = browser_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for path in ("/", "/help/questionnaire/", "/en/contacts/"):
        page.goto(origin + path)

    assert [] == [url for url in asked if not url.startswith(origin)]
    assert [] == said
    assert len([url for url in asked if url.startswith(f"{origin}/assets/")]) <= 4 * 3
