"""The requests for aids in a browser, from the empty form to the queue of the right body and of no other."""

from __future__ import annotations

import pytest

from aid_answers import AFE, AIDS, FCI
from answers import Pairs, changed
from browser import PHONE, axe
from entraide.forms.registry import FORMS
from people import CONNECTED_TOWN, UNCONNECTED_TOWN, Town, new_name
from service import Service
from tab import OpenTab, Tab

pytestmark = [pytest.mark.browser, pytest.mark.cloud]
SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


def asking(pairs: Pairs, name: str, town: Town = CONNECTED_TOWN) -> Pairs:
    """The same request by somebody who works in this town."""
    return changed(
        pairs,
        places__work__postal_code=town.postal_code,
        places__work__commune=town.commune,
        you__family_name=name,
    )


def reviewed(tab: Tab, form: str, pairs: Pairs) -> None:
    """In front of the review page."""
    tab.open_form(FORMS[form])
    tab.answer(pairs)
    tab.finish()


@pytest.mark.parametrize(
    ("lang", "javascript"),
    [
        pytest.param("fr", True, id="fr-script"),
        pytest.param("en", False, id="en-no-script"),
        pytest.param("fr", False, id="fr-no-script", marks=pytest.mark.prove),
        pytest.param("en", True, id="en-script", marks=pytest.mark.prove),
    ],
)
@pytest.mark.parametrize("form", sorted(AIDS))
def test_a_request_is_filled_reviewed_sent_and_reaches_the_urssaf_alone(
    open_tab: OpenTab, service: Service, form: str, lang: str, *, javascript: bool
) -> None:
    words = service.words(lang).of_form(form)
    name = new_name()
    tab = open_tab(lang=lang, javascript=javascript, width=PHONE)
    tab.open_form(FORMS[form])
    axe(tab.page)

    tab.answer(asking(AIDS[form], name))
    tab.finish()

    assert words.text("interface", "review", "title") == tab.heading()
    for total in FORMS[form].totals:
        assert words.text("forms", form, "totals", total.code) in tab.text()
    assert [] == service.cases(name)
    axe(tab.page)

    tab.press("send")

    assert words.text("interface", "receipt", "title") == tab.heading()
    assert words.text("interface", "receipt", "next_waiting") in tab.text()
    reference = tab.reference()
    assert [reference] == service.cases(name)
    (message,) = service.arrived(reference).pop(CONNECTED_TOWN.urssaf)
    assert (CONNECTED_TOWN.urssaf, [form]) == (message["body"], message["needs"])
    assert {CONNECTED_TOWN.urssaf} == service.queued(reference).keys()
    axe(tab.page)


@pytest.mark.parametrize(
    ("form", "answers", "body"),
    [
        ("afe", [*AFE, ("afe.invalidity", "yes")], "cpam-33"),
        ("fci", changed(FCI, activity__main="also-pension"), "carsat-aquitaine"),
    ],
)
def test_with_a_pension_it_reaches_the_body_of_the_home_alone(
    open_tab: OpenTab, service: Service, form: str, answers: Pairs, body: str
) -> None:
    tab = open_tab(javascript=False)
    reviewed(tab, form, asking(answers, new_name()))
    consent = tab.page.locator("#f-consent")
    if consent.count():
        consent.check()
    tab.press("send")

    assert {body} == service.arrived(tab.reference()).keys()


def test_for_an_unconnected_urssaf_the_file_is_ready_and_nothing_is_queued(
    open_tab: OpenTab, service: Service
) -> None:
    words = service.words("fr").of_form("fci")
    tab = open_tab(javascript=False)
    reviewed(tab, "fci", asking(FCI, new_name(), UNCONNECTED_TOWN))
    tab.press("send")

    assert words.text("interface", "receipt", "title_prepared") == tab.heading()
    assert words.text("interface", "receipt", "next_prepared") in tab.text()
    assert {} == service.queued(tab.reference())


@SCRIPT
def test_a_line_is_added_and_another_removed_where_they_stand(open_tab: OpenTab, *, javascript: bool) -> None:
    tab = open_tab(javascript=javascript, width=PHONE)
    tab.open_form(FORMS["afe"])
    tab.answer([pair for pair in asking(AFE, new_name()) if not pair[0].startswith(("places.", "you."))])
    before = tab.page.url
    remove = tab.button("remove:debts.list.0")
    if javascript:
        remove.click()
        tab.page.locator('[data-q="debts.list"] .row').nth(1).wait_for(state="detached")
    else:
        tab.press("remove:debts.list.0")

    assert before == tab.page.url
    assert "900" == tab.field("debts.list.0.amount").input_value()
    assert tab.field("debts.list.0.creditor", "landlord").is_checked()
    assert 0 == tab.field("debts.list.1.amount").count()
