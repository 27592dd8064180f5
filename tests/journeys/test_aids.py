"""The requests for aids in a browser, from the empty form to the queue of the right body and of no other."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import product
from typing import Final

import pytest

from aid_answers import AFE, AIDS, FCI
from answers import Pairs, changed
from browser import PHONE, axe, overflow
from entraide.forms.registry import FORMS
from people import CONNECTED_TOWN, UNCONNECTED_TOWN, Town, new_name
from service import Service
from tab import OpenTab, Tab

pytestmark = [pytest.mark.browser, pytest.mark.cloud]

BEAUNE: Final = CONNECTED_TOWN
SAINT_DENIS: Final = Town("97400", "97411", "Saint-Denis", "cgss-974")
MAMOUDZOU: Final = Town("97600", "97611", "Mamoudzou", "cssm-976")
"""Overseas one office stands for the Urssaf, the CPAM and the Carsat. The homes are all in Bordeaux."""


@dataclass(frozen=True)
class Request:
    """A request for an aid by who works in a town, and the body that it must reach."""

    form: str
    town: Town
    more: tuple[tuple[str, str], ...] = ()
    """Answers that change where it goes."""
    elsewhere: str = ""
    """The body that it goes to for that, instead of the town's."""

    @property
    def body(self) -> str:
        return self.elsewhere or self.town.urssaf

    def answers(self, name: str) -> Pairs:
        names = {each for each, _ in self.more}
        kept = [pair for pair in AIDS[self.form] if pair[0] not in names]
        return asking([*kept, *self.more], name, self.town)


INVALIDITY: Final = Request("afe", BEAUNE, (("afe.invalidity", "yes"),), "cpam-33")
PENSION: Final = Request("fci", BEAUNE, (("activity.main", "also-pension"),), "carsat-aquitaine")

Way = tuple[Request, str, bool]
SOME: Final[list[Way]] = [
    (Request("aced", BEAUNE), "fr", True),
    (INVALIDITY, "fr", False),
    (PENSION, "fr", True),
    (Request("fci", MAMOUDZOU), "en", False),
    (Request("adr", SAINT_DENIS), "en", True),
]
"""Each form and each kind of body that examines aids, in both languages, with and without JavaScript."""

EVERYWHERE: Final = [
    (request, lang, javascript)
    for request in (*(Request(form, BEAUNE) for form in AIDS), INVALIDITY, PENSION)
    for lang, javascript in product(("fr", "en"), (True, False))
]
OVERSEAS: Final = [
    (Request(form, town), lang, javascript)
    for form in AIDS
    for town, lang, javascript in ((SAINT_DENIS, "fr", True), (MAMOUDZOU, "fr", False))
]


def named(way: Way) -> str:
    request, lang, javascript = way
    return f"{request.form}-{request.body}-{lang}-{'script' if javascript else 'no-script'}"


def asking(pairs: Pairs, name: str, town: Town = BEAUNE) -> Pairs:
    """The same request by somebody who works in this town."""
    return changed(
        pairs,
        places__work__postal_code=town.postal_code,
        places__work__commune=town.commune,
        you__family_name=name,
    )


def passes(tab: Tab) -> None:
    """Nothing that axe finds, and nothing off the screen."""
    assert [] == overflow(tab.page)
    axe(tab.page)


def refused(tab: Tab) -> None:
    """An empty form, or an empty first step, tells what is missing until it is there, and ties it to its group."""
    if tab.javascript:
        tab.press_continue()
        assert tab.inline_errors()
    else:
        tab.press("check")
        assert tab.errors()
    groups = tab.page.locator(".question--error > fieldset")
    assert groups.count()
    for each in groups.all():
        described = each.get_attribute("aria-describedby") or ""
        assert tab.page.locator(f"#{described.split()[-1]}.question__error").count()
    assert 0 == tab.page.locator("[type=radio][aria-invalid]").count()
    passes(tab)
    if tab.javascript:
        choices = ".question--error:has(> fieldset > .choices)"
        before = tab.page.locator(choices).count()
        tab.page.locator(f"{choices} input").first.check()
        assert before - 1 == tab.page.locator(choices).count()


@pytest.mark.parametrize(
    "way",
    [
        *(pytest.param(each, id=named(each)) for each in SOME),
        *(
            pytest.param(each, id=named(each), marks=pytest.mark.prove)
            for each in (*EVERYWHERE, *OVERSEAS)
            if each not in SOME
        ),
    ],
)
def test_a_request_is_filled_reviewed_sent_and_reaches_the_competent_body_alone(
    open_tab: OpenTab, service: Service, way: Way
) -> None:
    request, lang, javascript = way
    form, name = FORMS[request.form], new_name()
    words = service.words(lang).of_form(form.id)
    tab = open_tab(lang=lang, javascript=javascript, width=PHONE)
    tab.open_form(form)
    refused(tab)

    if not javascript:
        tab.open_form(form)
    tab.answer(request.answers(name))
    tab.finish()

    assert words.text("interface", "review", "title") == tab.heading()
    for total in form.totals:
        assert words.text("forms", form.id, "totals", total.code) in tab.text()
    assert [] == service.cases(name)
    passes(tab)

    if tab.page.locator("#f-consent").count():
        tab.page.locator("#f-consent").check()
    tab.press("send")

    assert words.text("interface", "receipt", "title") == tab.heading()
    reference = tab.reference()
    assert [reference] == service.cases(name)
    (message,) = service.arrived(reference).pop(request.body)
    assert (request.body, [form.id]) == (message["body"], message["needs"])
    assert name not in json.dumps(message)
    assert {request.body} == service.queued(reference).keys()
    passes(tab)


def test_each_form_and_each_kind_of_body_is_in_the_ordinary_choice() -> None:
    assert set(AIDS) == {request.form for request, _, _ in SOME}
    assert set(product(("fr", "en"), (True, False))) == {(lang, script) for _, lang, script in SOME}
    kinds = {request.body.partition("-")[0] for request, _, _ in SOME}
    assert {"urssaf", "cgss", "cssm", "cpam", "carsat"} == kinds


def test_for_an_unconnected_urssaf_the_file_is_ready_and_nothing_is_queued(
    open_tab: OpenTab, service: Service
) -> None:
    words = service.words("fr").of_form("fci")
    tab = open_tab(javascript=False)
    tab.open_form(FORMS["fci"])
    tab.answer(asking(FCI, new_name(), UNCONNECTED_TOWN))
    tab.finish()
    tab.press("send")

    assert words.text("interface", "receipt", "title_prepared") == tab.heading()
    assert words.text("interface", "receipt", "next_prepared") in tab.text()
    assert {} == service.queued(tab.reference())


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
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
