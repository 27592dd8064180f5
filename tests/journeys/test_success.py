"""From the empty form to the receipt, and from there to the queue of the right body and to no other."""

from __future__ import annotations

import json

import pytest

from people import CONNECTED_TOWN, UNCONNECTED_TOWN, Town, new_name, worker
from service import UNCONNECTED, Service
from tab import OpenTab

pytestmark = [pytest.mark.browser, pytest.mark.cloud]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("town", [CONNECTED_TOWN, UNCONNECTED_TOWN], ids=["connected", "unconnected"])
def test_a_request_gets_a_receipt_and_reaches_the_right_body(
    open_tab: OpenTab, service: Service, town: Town, lang: str, *, javascript: bool
) -> None:
    words = service.words(lang)
    connected = town.urssaf not in UNCONNECTED
    name = new_name()
    tab = open_tab(lang=lang, javascript=javascript)

    tab.open_form()
    tab.answer(worker(town, name), by_hand=True)
    tab.finish()

    assert words.text("interface", "review", "title") == tab.heading()
    assert words.text("interface", "review", "not_sent") in tab.text()
    assert name in tab.text()
    assert town.name in tab.text()
    sending = words.text("interface", "review", "send" if connected else "prepare")
    assert sending == tab.button("send").inner_text()
    assert [] == service.cases(name)

    tab.press("send")

    title = words.text("interface", "receipt", "title" if connected else "title_prepared")
    assert title == tab.heading()
    assert words.text("interface", "receipt", "demonstration") in tab.text()
    reference = tab.reference()
    assert [reference] == service.cases(name)
    if connected:
        (message,) = service.arrived(reference).pop(town.urssaf)
        assert (town.urssaf, ["contributions"]) == (message["body"], message["needs"])
        assert name not in json.dumps(message)
        assert {town.urssaf} == service.queued(reference).keys()
    else:
        assert words.text("interface", "status", "prepared") in tab.text()
        assert {} == service.queued(reference)


def test_where_one_body_is_connected_and_another_is_not_each_has_its_ending(
    open_tab: OpenTab, service: Service
) -> None:
    words = service.words("fr")
    tab = open_tab(javascript=False)
    tab.open_form()
    tab.answer(
        [
            *((name, value) for name, value in worker(CONNECTED_TOWN) if name != "places.home_kind"),
            ("places.home_kind", "other"),
            ("places.home.postal_code", UNCONNECTED_TOWN.postal_code),
            ("places.home.commune", UNCONNECTED_TOWN.commune),
            ("happening.needs", "benefits"),
            ("benefits.household", "alone"),
            ("benefits.income", "down"),
            ("benefits.matter", "housing"),
        ]
    )
    tab.finish()
    tab.press("send")

    assert words.text("interface", "receipt", "title_mixed") == tab.heading()
    reference = tab.reference()
    assert {CONNECTED_TOWN.urssaf} == service.arrived(reference).keys()
    assert words.text("interface", "status", "prepared") in tab.text()


def test_a_body_that_was_unticked_gets_nothing(open_tab: OpenTab, service: Service) -> None:
    tab = open_tab(lang="en")
    tab.open_form()
    tab.answer(
        [
            *worker(),
            ("happening.needs", "benefits"),
            ("benefits.household", "couple"),
            ("benefits.dependants", "2"),
            ("benefits.income", "none"),
            ("benefits.matter", "low-income"),
        ]
    )
    tab.finish()
    offered = tab.page.locator('[name="review.bodies"][type=checkbox]')
    assert [CONNECTED_TOWN.urssaf, "caf-21"] == [each.get_attribute("value") for each in offered.all()]

    for each in offered.all():
        each.uncheck()
    tab.press("send")

    none_left = service.words("en").text("interface", "review", "none_left")
    assert [("bodies", none_left)] == tab.errors()

    tab.give("review.bodies", "caf-21")
    tab.press("send")

    reference = tab.reference()
    assert {"caf-21"} == service.arrived(reference).keys()
