"""The site's page around what a function draws."""

from __future__ import annotations

from counter import SHELL
from entraide.pages.shell import framed
from html_page import read_page


def test_the_title_is_text_and_what_was_drawn_is_html() -> None:
    shell = SHELL.format(lang="en")
    whole = framed(shell, "Caf & <Urssaf>", "<h1>Main</h1>", '<a href="/">Français</a>')
    page = read_page(whole)

    assert ("Caf & <Urssaf>", ["Main"], ["/"]) == (page.title, page.headings, page.links)
    assert "entraide:" not in whole
