"""What the review page refers to stands on it."""

from __future__ import annotations

from http import HTTPStatus

from answers import CONTRIBUTIONS, Pairs, changed, with_health, without
from counter import Counter
from html_page import HtmlPage, read_page

KEY = "0123456789abcdef"


def reviewed(counter: Counter, pairs: Pairs, action: str = "check") -> HtmlPage:
    return read_page(counter.post([*pairs, ("_key", KEY), ("_action", action)]).body)


def referred(page: HtmlPage) -> set[str]:
    named = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    for _, attributes in page.elements:
        for name in ("aria-describedby", "aria-labelledby", "for"):
            named |= set(attributes.get(name, "").split())
    return named


def test_the_choice_of_a_health_fund_is_explained_where_it_is_made(counter: Counter) -> None:
    lille = changed(with_health(CONTRIBUTIONS), places__home_kind="other")
    home = [("places.home.postal_code", "59000"), ("places.home.commune", "59350")]
    page = reviewed(counter, [*lille, *home])

    assert {"hint-cpam", "hint-consent"} <= referred(page)
    assert set() == referred(page) - set(page.ids)


def test_a_key_that_served_leads_nowhere_when_there_are_no_bodies(counter: Counter) -> None:
    reviewed(counter, CONTRIBUTIONS, "send")
    lawyer = changed(without(CONTRIBUTIONS, "contributions.", "activity.employer"), activity__family="lawyer")
    lawyer = changed(
        lawyer, happening__needs="retirement", retirement__when="understand", retirement__matter="other"
    )
    response = counter.post([*lawyer, ("retirement.payer", "own-fund"), ("_key", KEY), ("_action", "send")])
    page = read_page(response.body)

    assert HTTPStatus.CONFLICT == response.status
    assert counter.desk.words("fr").text("interface", "key_reused", "body") in page.text
    assert set() == referred(page) - set(page.ids)
