"""What the review page refers to stands on it."""

from __future__ import annotations

from http import HTTPStatus

import pytest

from answers import CONTRIBUTIONS, Pairs, changed, with_health, without
from counter import Counter
from html_page import HtmlPage, read_page

KEY = "0123456789abcdef"
URSSAF = "urssaf-champagne-ardenne"


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


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_body_of_which_only_the_name_is_known_and_unsure_is_to_be_confirmed(
    lang: str, counter: Counter
) -> None:
    """And one whose office is known is not: there the address is what may be wrong."""
    unsure, sure = (counter.desk.directory.body(each).name(lang) for each in ("cpam-09", URSSAF))
    said = counter.desk.words(lang).text("interface", "receipt", "to_confirm")
    foix = [("places.home.postal_code", "09000"), ("places.home.commune", "09122")]
    pairs = [*changed(with_health(CONTRIBUTIONS), places__home_kind="other"), *foix, ("_key", KEY)]
    review = read_page(counter.post([*pairs, ("_action", "check")], lang).body)
    sent = counter.post([*pairs, ("_action", "send")], lang)
    reference = sent.headers["location"].rpartition("/")[2]
    cookie = sent.cookies[0].partition(";")[0]
    receipt = read_page(counter.get({"lang": lang, "reference": reference}, [cookie]).body)

    for page in (review, receipt):
        assert f"{unsure}\u00a0– {said}" in page.text
        assert f"{sure}\u00a0– {said}" not in page.text


def test_each_candidate_of_a_split_departement_says_whether_its_name_is_sure(counter: Counter) -> None:
    lille = changed(with_health(CONTRIBUTIONS), places__home_kind="other")
    home = [("places.home.postal_code", "59000"), ("places.home.commune", "59350")]
    page = reviewed(counter, [*lille, *home])

    assert "CPAM de Roubaix-Tourcoing\u00a0– à confirmer" in page.text
    assert "CPAM du Hainaut\u00a0– à confirmer" not in page.text


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
