"""Pages that were opened before a deployment, and posted after it."""

from __future__ import annotations

from http import HTTPStatus

from aid_requests import reviewed
from answers import CONTRIBUTIONS, without
from counter import Counter
from visitor import Visitor


def test_a_page_of_an_older_version_is_read_again_and_never_refused_whole(
    visitor: Visitor, counter: Counter
) -> None:
    notice = counter.desk.words("fr").text("interface", "form", "old_version_body")
    reviewed(visitor, "questionnaire", CONTRIBUTIONS)
    visitor.press("send", _version="0.abc")

    assert (HTTPStatus.OK, {}) == (visitor.status, counter.store.cases)
    assert notice in visitor.page.text
    visitor.press("send")
    assert 1 == len(counter.store.cases)


def test_an_older_page_with_questions_left_says_so(visitor: Visitor, counter: Counter) -> None:
    notice = counter.desk.words("fr").text("interface", "form", "old_version_body")
    older = [*without(CONTRIBUTIONS, "happening.cannot_wait"), ("_version", "0.abc"), ("you.fax", "0123")]
    visitor.open_form().fill(older)

    assert HTTPStatus.UNPROCESSABLE_ENTITY == visitor.status
    assert notice in visitor.page.text
    assert ["Camille"] == visitor.page.values("you.first_name")
    assert notice not in visitor.press("check", happening__cannot_wait="no").page.text


def test_an_older_page_says_so_on_checking_even_after_a_search_amid_it(
    visitor: Visitor, counter: Counter
) -> None:
    notice = counter.desk.words("fr").text("interface", "form", "old_version_body")
    visitor.open_form().press("find:places.work", _version="0.abc")

    assert notice in visitor.page.text
    assert notice in visitor.press("check").page.text
    assert notice not in visitor.press("check").page.text
