"""Each guide on one A4 sheet: as a PDF that screen readers can read, and from the browser's print button."""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from browser import OpenPage
from guidance import leaflets

A4 = (595, 842)
"""In points."""
GUIDES = ("partners/autres-appuis", "en/help/journey")
"""The longest, and one with a drawing."""
LARGEST = 40_000
"""Bytes: what the link promises."""


def _guides(site: Path) -> list[str]:
    return [
        page.parent.relative_to(site).as_posix()
        for page in sorted(site.rglob("index.html"))
        if leaflets.LINK.search(page.read_text("utf-8"))
    ]


def _plain(text: str) -> str:
    """Letters and figures only: hyphens, spaces and bullets are the page's business."""
    return re.sub(r"[\W_]+", "", text)


def _said(html: str) -> list[str]:
    """What the page says, in order: its headings and the items of its lists."""
    sheet = leaflets.sheet(html)
    parts = re.findall(r"<(h[123]|li|dt)\b[^>]*>(.*?)</\1>", sheet.partition("<body>")[2], re.DOTALL)
    return [_plain(re.sub(r"<[^>]+>|&\w+;", "", part)) for _, part in parts if "<li" not in part]


def _is_sound(pdf: bytes, html: str) -> None:
    reader = PdfReader(BytesIO(pdf))
    root: Any = reader.root_object
    (page,) = reader.pages
    heading = re.search(r"<h1>(.*?)</h1>", html, re.DOTALL)

    assert heading
    assert A4 == tuple(round(float(side)) for side in page.mediabox[2:])
    assert ("en" if '<html lang="en"' in html else "fr") == root["/Lang"]
    assert _plain(re.sub(r"<[^>]+>", "", heading[1])) == _plain(
        str(reader.metadata and reader.metadata.title)
    )
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert {"/H1", "/H2", "/L", "/LI", "/P", "/Link"} <= _kinds(root["/StructTreeRoot"])
    assert len(pdf) <= LARGEST
    told, at = _plain(page.extract_text()), 0
    for each in _said(html):
        found = told.find(each, at)
        assert found >= 0, each
        at = found + len(each)


def _kinds(element: object) -> set[str]:
    """The kinds of structure below an element of the tree."""
    resolved = getattr(element, "get_object", lambda: element)()
    if isinstance(resolved, list):
        return set().union(*map(_kinds, resolved))
    if not isinstance(resolved, dict):
        return set()
    return {str(resolved.get("/S"))} | _kinds(resolved.get("/K"))


def _sheets_of_paper(page: Page) -> int:
    return len(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages)


@pytest.mark.parametrize("guide", GUIDES)
def test_a_leaflet_is_tagged_and_says_all_of_the_guide_on_one_sheet(site: Path, guide: str) -> None:
    html = (site / guide / "index.html").read_text("utf-8")

    _is_sound(leaflets.pdf(leaflets.sheet(html), leaflets.STYLE.read_text("utf-8")), html)


@pytest.mark.prove
def test_every_leaflet_is_tagged_and_says_all_of_its_guide_on_one_sheet(site: Path, tmp_path: Path) -> None:
    made = leaflets.publish(site, tmp_path / "cache")

    assert len(_guides(site)) == made >= 70
    for guide in _guides(site):
        html = (site / guide / "index.html").read_text("utf-8")
        _is_sound((site / guide / leaflets.LINK.findall(html)[0]).read_bytes(), html)


def test_a_leaflet_is_made_once(tmp_path: Path) -> None:
    cache, page = tmp_path / "cache", tmp_path / "site" / "essai" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(SMALL, "utf-8")
    (cache).mkdir()
    (cache / "old.pdf").write_bytes(b"")

    assert 1 == leaflets.publish(tmp_path / "site", cache)
    (kept,) = cache.iterdir()
    kept.write_bytes(b"made before")
    leaflets.publish(tmp_path / "site", cache)

    assert b"made before" == page.with_name("essai.pdf").read_bytes()


def test_without_pango_no_page_promises_a_leaflet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "essai" / "index.html"
    page.parent.mkdir()
    page.write_text(SMALL, "utf-8")
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    assert 0 == leaflets.publish(tmp_path, tmp_path / "cache")
    assert "essai.pdf" not in page.read_text("utf-8")
    assert f"{leaflets.NO_PANGO}\n" == capsys.readouterr().out


@pytest.mark.browser
@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_prints_on_one_sheet(origin: str, browser_page: OpenPage, guide: str) -> None:
    assert 1 == _sheets_of_paper(browser_page(f"{origin}/{guide}/"))


@pytest.mark.prove
@pytest.mark.browser
def test_every_guide_prints_on_one_sheet(origin: str, site: Path, browser_page: OpenPage) -> None:
    page = browser_page()
    sheets = {}
    for guide in _guides(site):
        page.goto(f"{origin}/{guide}/")
        sheets[guide] = _sheets_of_paper(page)

    assert {} == {guide: number for guide, number in sheets.items() if number != 1}


SMALL = """<!doctype html><html lang="fr"><head><title>Essai</title></head><body>
<article class="prose"><h1>Essai</h1><p class="leaflet"><a href="essai.pdf">Imprimer</a></p><h2>Un</h2></article>
</body></html>
"""
