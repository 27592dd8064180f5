"""What has been filled in, on A4: review, receipt and file that is ready, without what is for the screen.

Those of the aids are printed in `tests/site/test_paper.py`."""

from __future__ import annotations

import pytest

from on_paper import assert_whole, printed
from people import CONNECTED_TOWN, UNCONNECTED_TOWN, Town, new_name, worker
from service import Service
from tab import OpenTab

pytestmark = [pytest.mark.browser, pytest.mark.cloud]


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
    review = printed(tab.page)
    tab.press("send")
    receipt = printed(tab.page)

    assert_whole(review, words, "review.title", name)
    assert_whole(receipt, words, f"receipt.{title}", name)
    assert tab.reference() in receipt[0]
