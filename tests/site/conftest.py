"""The real site, built once from clean for the tests, and a small one that they may spoil."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from infra.compile_data import compile_data
from infra.compile_pages import compile_pages

from entraide.pages.words import LANGUAGES
from guidance.builder import build
from guidance.folders import Folders
from states import states
from web_server import serving

ROOT = Path(__file__).resolve().parents[2]
ORIGIN = "https://entraide.example"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Words, templates, directory and communes, as the functions have them."""
    folder = tmp_path_factory.mktemp("built")
    compile_data(folder)
    compile_pages(folder)
    return folder


@pytest.fixture(scope="session")
def site(built: Path) -> Path:
    """The folder of the whole site."""
    out = built.with_name("site")
    build(Folders(ROOT, ROOT / "content", built, out), ORIGIN)
    return out


@pytest.fixture(scope="session")
def answered(built: Path, site: Path) -> Path:
    """A folder of what the functions answer in each state, in the site's own frame, and of the site's assets."""
    out = site.with_name("answered")
    shutil.copytree(site / "assets", out / "assets")
    for lang in LANGUAGES:
        for state, html in states(built, lang):
            page = out / lang / state / "index.html"
            page.parent.mkdir(parents=True)
            page.write_text(html, "utf-8")
    return out


@pytest.fixture(scope="session")
def origin(site: Path) -> Iterator[str]:
    """Where the whole site is served."""
    with serving(site) as address:
        yield address


@pytest.fixture
def folders(built: Path, tmp_path: Path) -> Folders:
    """A site of three pages, in a folder of its own."""
    content = tmp_path / "content"
    for name in ("facts.yml", "fr/site.yml", "en/site.yml"):
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "content" / name, content / name)
    (content / "nav.yml").write_text(MENU, "utf-8")
    for lang in ("fr", "en"):
        for page in ("index", "urgent", "legal"):
            (content / lang / f"{page}.md").write_text(PAGE.format(page), "utf-8")
    words = tmp_path / "built"
    shutil.copytree(built, words)
    return Folders(ROOT, content, words, tmp_path / "site")


MENU = """
header: {urgent: urgent.md, search: site-map.md}
menu: [{entry: start, fr: Commencer, en: Start, pages: [index.md]}]
footer: [legal.md]
"""
PAGE = """---
title: "The page {}"
description: "A page for the tests."
checked: 2026-11-21
---

Some words.

## A heading

More words.
"""
