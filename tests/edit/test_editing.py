"""An editor at work: the preview follows what is saved, and says what is to be mended."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from browser import OpenPage
from editing import Editing

pytestmark = pytest.mark.browser

FORM = "forms/questionnaire.yml"
WAITS = 30_000
"""Milliseconds: another test may have the machine."""


@pytest.fixture(scope="module")
def editing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editing]:
    started = Editing(tmp_path_factory.mktemp("editing"))
    yield started
    assert 0 == started.stop()


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
