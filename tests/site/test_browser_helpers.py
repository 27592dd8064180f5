"""The browser fixtures themselves: they see what they should, with JavaScript on and off."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser import PHONE, OpenPage, axe, overflow
from web_server import serving

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="fr"><head><title>Essai</title>
<meta name="viewport" content="width=device-width"></head>
<body><main><h1>Essai</h1>{}</main></body></html>"""


def _site(folder: Path, body: str) -> Path:
    (folder / "index.html").write_text(PAGE.format(body), "utf-8")
    (folder / "404.html").write_text(PAGE.format("<p>introuvable</p>"), "utf-8")
    return folder


@pytest.mark.parametrize("javascript", [True, False])
def test_axe_accepts_a_sound_page_and_refuses_a_faulty_one(
    tmp_path: Path, browser_page: OpenPage, *, javascript: bool
) -> None:
    with serving(_site(tmp_path, "<p>Bonjour</p>")) as origin:
        axe(browser_page(origin, javascript=javascript))

    with (
        serving(_site(tmp_path, '<img src="x.png">')) as origin,
        pytest.raises(AssertionError, match="image-alt"),
    ):
        axe(browser_page(origin, javascript=javascript))


def test_overflow_names_what_is_wider_than_the_screen(tmp_path: Path, browser_page: OpenPage) -> None:
    table = "<table class=wide><tr><td>" + "x" * 300 + "</td></tr></table>"

    with serving(_site(tmp_path, table)) as origin:
        found = overflow(browser_page(origin, width=PHONE))

    assert "table.wide" in found


def test_the_server_gives_the_404_page_with_its_status(tmp_path: Path, browser_page: OpenPage) -> None:
    with serving(_site(tmp_path, "")) as origin:
        page = browser_page()
        answer = page.goto(f"{origin}/nowhere/")

    assert answer is not None
    assert answer.status == 404
    assert page.get_by_text("introuvable").is_visible()
