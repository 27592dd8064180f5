"""The forms on A4, empty and filled, as Chromium prints them."""

from __future__ import annotations

from pathlib import Path

import pytest

from aid_answers import AIDS
from browser import OpenPage
from entraide.pages.words import load_words
from on_paper import assert_whole, printed
from web_server import serving

pytestmark = pytest.mark.browser


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
    texts = printed(browser_page(origin + path))

    assert first in texts[0]
    assert last in " ".join(texts[-2:])
    assert never not in " ".join(texts)
    for number, text in enumerate(texts, start=1):
        assert f"{number} / {len(texts)}" in text
        assert len(text) > 200


@pytest.mark.parametrize("lang", ["fr", pytest.param("en", marks=pytest.mark.prove)])
@pytest.mark.parametrize("form", AIDS)
def test_a_filled_request_for_an_aid_prints_whole(
    answered: Path, built: Path, browser_page: OpenPage, form: str, lang: str
) -> None:
    words = load_words(built, lang).of_form(form)
    with serving(answered) as origin:
        page = browser_page(javascript=False)
        for state in ("review", "receipt"):
            page.goto(f"{origin}/{lang}/{form}-{state}/")
            assert_whole(printed(page), words, f"{state}.title", "Exemple")
