"""What Chromium prints of a page: its sheets on A4, and whether a filled request is on them whole."""

from __future__ import annotations

import io
import re
from typing import Final

from playwright.sync_api import Page
from pypdf import PdfReader

from entraide.pages.words import Words

A4: Final = (210, 297)
"""Millimetres."""
POINTS: Final = 72 / 25.4
OF_THE_SCREEN: Final = ("review.change", "form.keep.later_title", "review.send")
"""Words of the interface that a sheet of paper has no use for."""


def printed(page: Page) -> list[str]:
    """The text of each sheet, in the order of the paper; asserts that all are A4."""
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    sizes = {
        (round(float(each.mediabox.width) / POINTS), round(float(each.mediabox.height) / POINTS))
        for each in sheets
    }
    assert {A4} == sizes
    return [re.sub(r"\s+", " ", each.extract_text()) for each in sheets]


def assert_whole(sheets: list[str], words: Words, title: str, name: str) -> None:
    """Asserts that a review or a receipt is there from its title (`review.title`) to its standing statement.

    The name of the person is on it, each sheet is numbered, and nothing is on it that only a screen has a use for.
    """
    part, _, _ = title.partition(".")
    assert words.text("interface", *title.split(".")) in sheets[0]
    text = " ".join(sheets)
    assert name in text
    assert words.text("interface", part, "statement").split()[-1] in text
    assert [] == [each for each in OF_THE_SCREEN if words.text("interface", *each.split(".")) in text]
    for number, sheet in enumerate(sheets, start=1):
        assert f"{number} / {len(sheets)}" in sheet
