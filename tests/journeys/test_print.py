"""What has been filled in, on A4: review, receipt and file that is ready, without what is for the screen."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from people import CONNECTED_TOWN, UNCONNECTED_TOWN, Town, new_name, worker
from service import Service
from tab import OpenTab, Tab

pytestmark = [pytest.mark.browser, pytest.mark.cloud]

A4 = (210, 297)
POINTS = 72 / 25.4


def printed(tab: Tab) -> list[str]:
    """The text of each page, in the order of the paper."""
    pages = PdfReader(io.BytesIO(tab.page.pdf(prefer_css_page_size=True))).pages
    sizes = {tuple(round(float(each) / POINTS) for each in page.mediabox[2:]) for page in pages}
    assert {A4} == sizes
    return [re.sub(r"\s+", " ", page.extract_text()) for page in pages]


@pytest.mark.parametrize(
    ("lang", "town", "title"), [("fr", UNCONNECTED_TOWN, "title_prepared"), ("en", CONNECTED_TOWN, "title")]
)
def test_the_review_and_the_receipt_print_whole(
    open_tab: OpenTab, service: Service, lang: str, town: Town, title: str
) -> None:
    words, name = service.words(lang), new_name()
    tab = open_tab(lang=lang)
    tab.open_form()
    tab.answer(worker(town, name))
    tab.finish()
    review = printed(tab)
    tab.press("send")
    receipt = printed(tab)

    said = ("interface", "receipt", title)
    for pages, heading in ((review, ("interface", "review", "title")), (receipt, said)):
        assert words.text(*heading) in pages[0]
        text = " ".join(pages)
        assert name in text
        statement = words.text(*heading[:2], "statement")
        assert statement.split()[-1] in text
        for never in ("review.change", "form.keep.later_title", "review.send"):
            assert words.text("interface", *never.split(".")) not in text
        for number, page in enumerate(pages, start=1):
            assert f"{number} / {len(pages)}" in page
    assert tab.reference() in receipt[0]
