"""An editor at work: the preview follows what is saved, and the workshop saves into the working tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from browser import OpenPage
from editing import Editing

pytestmark = pytest.mark.browser

FORM, FACT = "forms/questionnaire.yml", "amount.ati.day"
WAITS = 30_000
"""Milliseconds: another test may have the machine."""


@pytest.fixture(scope="module")
def editing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editing]:
    started = Editing(tmp_path_factory.mktemp("editing"))
    yield started
    assert 0 == started.stop()


@pytest.fixture
def workshop(browser_page: OpenPage, editing: Editing) -> Page:
    """The workshop, signed in by the address that the terminal shows; it asks nothing of another site."""
    page = browser_page(lang="fr")
    page.on("request", lambda request: asked.append(request.url))
    asked: list[str] = []
    page.goto(editing.workshop)
    expect(page.get_by_text("À propos (about)")).to_be_visible(timeout=WAITS)
    assert [] == [url for url in asked if not url.startswith((editing.origin, "data:", "blob:"))]
    return page


def test_a_save_shows_in_the_page_that_is_open(browser_page: OpenPage, editing: Editing) -> None:
    page = browser_page(f"{editing.origin}/en/help/questionnaire/")
    editing.change("en/" + FORM, "label: What has happened?", "label: What went wrong?")

    expect(page.get_by_text("What went wrong?").first).to_be_visible(timeout=WAITS)
    editing.change("en/" + FORM, "label: What went wrong?", "label: What has happened?")
    expect(page.get_by_text("What has happened?").first).to_be_visible(timeout=WAITS)


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
    open_entry(workshop, editing, "words/entries/forms-questionnaire")
    path = "steps"
    for name in ("", ".happening", ".questions", ".needs"):
        path += name
        unfold(field(workshop, path))
    write(field(workshop, f"{path}.label"), "De quoi avez-vous besoin ?")
    save(workshop)

    open_entry(workshop, editing, "settings/entries/facts")
    unfold(field(workshop, "facts"))
    write(field(workshop, "facts.0.fr"), "27,41 € par jour")
    save(workshop)

    open_entry(workshop, editing, "pages/entries/about")
    write(field(workshop, "title"), "Qui nous sommes")
    write(field(workshop, "title", 1), "Who we are")
    save(workshop)

    assert [
        '-title: "About"',
        '+title: "Who we are"',
        '-  fr: "26,30 € par jour"',
        '+  fr: "27,41 € par jour"',
        '-title: "À propos"',
        '+title: "Qui nous sommes"',
        "-        label: Pour quoi avez-vous besoin d’aide ?",
        "+        label: De quoi avez-vous besoin ?",
    ] == [
        line.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")
        for line in editing.difference()
    ]
    for address, said in (
        ("/help/questionnaire/", "De quoi avez-vous besoin"),
        ("/situations/arreter/", "27,41"),
        ("/a-propos/", "Qui nous sommes"),
        ("/en/about/", "Who we are"),
    ):
        page = browser_page(editing.origin + address)
        expect(page.get_by_text(said).first).to_be_visible(timeout=WAITS)


def open_entry(page: Page, editing: Editing, place: str) -> None:
    page.goto(f"{editing.origin}/admin/#/collections/{place}")
    expect(page.get_by_role("button", name="Enregistrer")).to_be_disabled(timeout=WAITS)


def field(page: Page, path: str, column: int = 0) -> Locator:
    return page.locator(f'[data-key-path="{path}"]').nth(column)


def unfold(part: Locator) -> None:
    part.get_by_role("button", name="Développer", exact=True).first.click(timeout=WAITS)


def write(part: Locator, text: str) -> None:
    part.get_by_role("textbox").fill(text, timeout=WAITS)


def save(page: Page) -> None:
    with page.expect_response(lambda answer: answer.url.endswith("/contents"), timeout=WAITS) as saved:
        page.get_by_role("button", name="Enregistrer").click(timeout=WAITS)
    assert 200 == saved.value.status
