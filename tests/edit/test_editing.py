"""An editor at work: the preview follows what is saved, and says what is to be mended; the workshop saves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from browser import OpenPage
from editing import Editing
from waiting import eventually

pytestmark = pytest.mark.browser

FORM = "forms/questionnaire.yml"
WAITS = 60_000
"""Milliseconds: another test may have the machine."""


@pytest.fixture(scope="module")
def editing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editing]:
    started = Editing(tmp_path_factory.mktemp("editing"))
    yield started
    assert 0 == started.stop()


@pytest.fixture
def workshop(browser_page: OpenPage, editing: Editing) -> Iterator[Page]:
    """The workshop, signed in by the address that the terminal shows; it asks nothing of another site."""
    asked: list[str] = []
    page = browser_page()
    page.set_viewport_size({"width": 1280, "height": 2000})  # rows out of sight are not made
    page.set_default_timeout(WAITS)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(editing.workshop)
    yield page
    assert [] == [url for url in asked if not url.startswith((editing.origin, "data:", "blob:"))]


def test_a_save_shows_in_the_page_that_is_open(browser_page: OpenPage, editing: Editing) -> None:
    page = browser_page(f"{editing.origin}/en/help/questionnaire/")
    editing.change("en/" + FORM, "label: What has happened?", "label: What went wrong?")

    expect(page.get_by_text("What went wrong?").first).to_be_visible(timeout=WAITS)
    editing.change("en/" + FORM, "label: What went wrong?", "label: What has happened?")
    expect(page.get_by_text("What has happened?").first).to_be_visible(timeout=WAITS)


@pytest.mark.prove
def test_a_fault_is_told_with_file_and_line_on_the_page_and_in_the_terminal(
    browser_page: OpenPage, editing: Editing
) -> None:
    page = browser_page(f"{editing.origin}/")
    panel = page.get_by_role("complementary", name="Vérification des textes")
    editing.change("en/about.md", "## How the", "A mistaek stands here.\n\n## How the")
    line = (editing.content / "en/about.md").read_text("utf-8").splitlines().index(
        "A mistaek stands here."
    ) + 1
    said = f"content/en/about.md:{line}: “mistaek” is in no dictionary"

    expect(panel.get_by_text(said)).to_be_visible(timeout=WAITS)
    assert said in editing.told()
    editing.change("en/about.md", "A mistaek stands here.\n\n", "")
    expect(panel.get_by_text(said)).to_have_count(0, timeout=WAITS)


def test_a_broken_file_leaves_the_preview_up_and_says_where_to_look(
    browser_page: OpenPage, editing: Editing
) -> None:
    page = browser_page(f"{editing.origin}/en/")
    heading = page.get_by_role("heading", level=1).inner_text()
    panel = page.get_by_role("complementary", name="Check of the texts")
    editing.change("fr/" + FORM, "title: Q", "title: [Q")

    expect(panel.get_by_text("The preview shows the last sound state")).to_be_visible(timeout=WAITS)
    expect(
        panel.get_by_text(re.compile(r"content/fr/forms/questionnaire\.yml:\d+: this is no valid YAML"))
    ).to_be_visible()
    page.reload()
    assert heading == page.get_by_role("heading", level=1).inner_text()
    assert "Traceback" not in editing.told()
    editing.change("fr/" + FORM, "title: [Q", "title: Q")
    expect(panel.get_by_text("The preview shows the last sound state")).to_have_count(0, timeout=WAITS)


def test_a_label_a_fact_and_a_page_are_changed_in_the_workshop(
    workshop: Page, browser_page: OpenPage, editing: Editing
) -> None:
    before = editing.texts()
    opened(workshop, "Mots", "(forms/questionnaire.yml)")
    needs = "steps.happening.questions.needs"
    unfolded(workshop, "steps", "steps.happening", "steps.happening.questions", needs, f"{needs}.label")
    write(workshop, f"{needs}.label", "Pour quoi avez-vous besoin", "De quoi avez-vous besoin ?")
    save(workshop)

    opened(workshop, "Faits et menu", "Faits")
    unfolded(workshop, "facts", "facts.0.fr")
    write(workshop, "facts.0.fr", "26,30", "27,41 € par jour")
    save(workshop)

    opened(workshop, "Pages", "À propos (about)")
    write(workshop, "title", "À propos", "Qui nous sommes")
    write(workshop, "title", "About", "Who we are", column=1)
    assert side_by_side(field(workshop, "title"), field(workshop, "title", column=1))
    save(workshop)

    assert SAVED == editing.difference(before)
    for address, said in PREVIEWED.items():
        page = browser_page(editing.origin + address)
        expect(page.get_by_text(said).first).to_be_visible(timeout=WAITS)


SAVED = {
    "fr/" + FORM: [
        "-        label: Pour quoi avez-vous besoin d’aide ?",
        "+        label: De quoi avez-vous besoin ?",
    ],
    "facts.yml": ['-  fr: "26,30\N{NO-BREAK SPACE}€ par jour"', '+  fr: "27,41 € par jour"'],
    "fr/about.md": ['-title: "À propos"', '+title: "Qui nous sommes"'],
    "en/about.md": ['-title: "About"', '+title: "Who we are"'],
}
PREVIEWED = {
    "/help/questionnaire/": "De quoi avez-vous besoin",
    "/situations/arreter/": "27,41",
    "/a-propos/": "Qui nous sommes",
    "/en/about/": "Who we are",
}


def opened(page: Page, collection: str, entry: str) -> None:
    """Opens an entry as an editor does, from the list: an address typed in is undone by the way back from a save."""
    page.get_by_role("treeitem", name=collection, exact=True).click()
    page.get_by_role("row").filter(has_text=entry).first.click()


def field(page: Page, path: str, column: int = 0) -> Locator:
    return page.locator(f'[data-key-path="{path}"]').nth(column)


def side_by_side(left: Locator, right: Locator) -> bool:
    first, second = left.bounding_box(), right.bounding_box()
    assert first
    assert second
    return first["y"] == second["y"] and first["x"] + first["width"] <= second["x"]


def unfolded(page: Page, *paths: str) -> None:
    """Opens each of these fields, from the outermost, until the last one shows."""
    assert eventually(lambda: _unfolded_once(page, *paths))


def _unfolded_once(page: Page, *paths: str) -> bool:
    """Opens the first part that is closed. The workshop closes all again once it has read the entry."""
    for outer, inner in pairwise(paths):
        if not field(page, inner).is_visible():
            field(page, outer).evaluate("part => part.scrollIntoView()")  # what is out of sight is not made
            closed = field(page, outer).get_by_role("button", name="Développer", exact=True).first
            if closed.is_visible():
                closed.click()
            return False
    return True


def write(page: Page, path: str, old: str, new: str, *, column: int = 0) -> None:
    """Writes into a field once what the file says stands in it: before, the workshop would put that over it."""
    box = field(page, path, column).get_by_role("textbox")
    expect(box).to_have_value(re.compile(re.escape(old)), timeout=WAITS)
    box.fill(new)


def save(page: Page) -> None:
    """Saves, and waits until the workshop is back at its list: it goes there by itself once all is written."""
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("treeitem").first).to_be_visible(timeout=WAITS)
