"""The pages of the preview: those of the build, made anew from what the editors' folder says now."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from infra.compile_data import compile_data
from infra.compile_pages import compile_pages
from infra.edit.pages import PageError, Pages

from guidance import assets
from guidance.builder import build
from guidance.folders import Folders
from guidance.problems import ContentError

ROOT = Path(__file__).resolve().parents[2]
ORIGIN = "https://entraide.example"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """The whole site, built."""
    folder = tmp_path_factory.mktemp("whole")
    folders = Folders(ROOT, ROOT / "content", folder / "built", folder / "site")
    folders.built.mkdir()
    compile_data(folders.built)
    compile_pages(folders.built)
    build(folders, ORIGIN)
    return folders


@pytest.fixture
def spoilt(whole: Folders, tmp_path: Path) -> Folders:
    """A copy of the editors' folder and of the words, to be changed."""
    shutil.copytree(whole.content, tmp_path / "content")
    shutil.copytree(whole.built, tmp_path / "built")
    return Folders(ROOT, tmp_path / "content", tmp_path / "built", whole.out)


def pages_of(folders: Folders) -> Pages:
    pages = Pages(folders, ORIGIN, assets.published(folders.out / "assets"))
    pages.read()
    return pages


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_every_page_is_the_one_of_the_build(whole: Folders) -> None:
    pages = pages_of(whole)
    built = {
        f"/{path.relative_to(whole.out).as_posix().removesuffix('index.html')}": path.read_text("utf-8")
        for path in whole.out.rglob("index.html")
    }

    assert [] == [address for address, html in built.items() if html != pages.page(address)]


def test_an_address_without_a_page_is_none(whole: Folders) -> None:
    assert pages_of(whole).page("/nowhere/") is None


def test_a_page_a_label_and_a_fact_show_after_they_are_read_again(spoilt: Folders) -> None:
    pages = pages_of(spoilt)
    change(spoilt.content / "fr/about.md", 'title: "', 'title: "Nouveau : ')
    change(
        spoilt.content / "en/forms/questionnaire.yml",
        "What do you need help with?",
        "Where do you need help?",
    )
    change(spoilt.content / "facts.yml", "26.30", "27.41")
    change(spoilt.content / "facts.yml", "€26.30 a day", "€27.41 a day")
    pages.read()

    assert "Nouveau" in (pages.page("/a-propos/") or "")
    assert "Nouveau" in (pages.page("/") or ""), "the foot of every page names it"
    assert "Where do you need help?" in (pages.page("/en/help/questionnaire/") or "")
    assert "€27.41 a day" in (pages.page("/en/situations/stopping/") or "")


def test_what_cannot_be_read_leaves_all_as_it_was(spoilt: Folders) -> None:
    pages = pages_of(spoilt)
    before = pages.page("/en/help/questionnaire/")
    change(spoilt.content / "en/forms/questionnaire.yml", "What do you need help with?", "Where?")
    change(spoilt.content / "fr/forms/questionnaire.yml", "title: ", "title: [")
    with pytest.raises(ContentError, match=r"fr/forms/questionnaire\.yml"):
        pages.read()

    assert before == pages.page("/en/help/questionnaire/")


def test_a_page_that_names_an_unknown_fact_stays_as_it_was(spoilt: Folders) -> None:
    pages = pages_of(spoilt)
    before = pages.page("/a-propos/")
    change(spoilt.content / "fr/about.md", "\n## ", "\n{{ no.such.fact }}\n\n## ")
    pages.read()

    assert before == pages.page("/a-propos/")


def test_a_page_that_never_could_be_made_says_which(spoilt: Folders) -> None:
    change(spoilt.content / "fr/about.md", "\n## ", "\n{{ no.such.fact }}\n\n## ")
    with pytest.raises(PageError, match=r"about\.md"):
        pages_of(spoilt).page("/a-propos/")
