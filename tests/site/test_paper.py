"""The empty forms on A4, as Chromium prints them."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from browser import OpenPage

pytestmark = pytest.mark.browser

A4 = (210, 297)
POINTS = 72 / 25.4


@pytest.mark.parametrize(
    ("path", "first", "last", "never"),
    [
        ("/help/questionnaire/imprimer/", "Comment remplir", "Signature", "Continuer plus tard"),
        ("/en/aids/request-aced/print/", "How to fill it in", "Signature", "Continue later"),
    ],
)
def test_a_form_prints_on_a4_with_page_numbers_and_nothing_of_the_screen(
    origin: str, browser_page: OpenPage, path: str, first: str, last: str, never: str
) -> None:
    page = browser_page(origin + path)
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    texts = [re.sub(r"\s+", " ", each.extract_text()) for each in printed.pages]

    assert {A4} == {
        (round(float(each.mediabox.width) / POINTS), round(float(each.mediabox.height) / POINTS))
        for each in printed.pages
    }
    assert first in texts[0]
    assert last in " ".join(texts[-2:])
    assert never not in " ".join(texts)
    for number, text in enumerate(texts, start=1):
        assert f"{number} / {len(texts)}" in text
        assert len(text) > 200
