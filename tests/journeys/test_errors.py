"""What is wrong is said first and beside each field, leads to it, and loses nothing; with a script, step by step."""

from __future__ import annotations

import pytest

from answers import MISSING, Pairs, changed, without
from people import new_name, worker
from service import Service
from tab import OpenTab, Tab
from ways import languages

pytestmark = [pytest.mark.browser, pytest.mark.cloud]

SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])

WRONG = {
    "activity.siret": "siret.length",
    "activity.started": "date.month",
    "places.work": "place.unknown",
    "contributions.letter_received": "date.impossible",
    "benefits.dependants": "count.shape",
    "you.first_name": "name.characters",
    "you.email": "email.at",
    "you.phone": "phone.short-number",
    "you.helper_name": "name.address",
    "you.agreement": "required",
    "you.message": "text.nir",
}
"""One fault for each type of field that can be typed wrong."""


def mistaken() -> Pairs:
    """Somebody who makes all these mistakes."""
    answers = changed(
        without(worker(), "places.work.commune"),
        activity__siret="123",
        activity__started__month="13",
        places__work__postal_code="99999",
        contributions__letter="formal-notice",
        contributions__letter_received__day="31",
        contributions__letter_received__month="2",
        contributions__letter_received__year="2026",
        you__first_name="Jean3",
        you__email="camille.exemple.fr",
        you__phone="3698",
        you__helper="relative",
        you__helper_name="ami@exemple.fr",
        you__filled_by_helper="yes",
        you__message="Mon numéro est le 2 55 08 14 168 025 38",
    )
    benefits = {"household": "alone", "dependants": "deux", "income": "same", "matter": "housing"}
    return [
        *answers,
        ("happening.needs", "benefits"),
        *((f"benefits.{name}", value) for name, value in benefits.items()),
    ]


def _expect(tab: Tab, service: Service, expected: dict[str, str]) -> None:
    """The summary stands before the form and leads to each field, which has one message; they say the same."""
    words = service.words(tab.lang)
    messages = [words.text("errors", code, max=1000) for code in expected.values()]
    assert tab.page.title().startswith(words.text("interface", "form", "title_error", title="").strip())
    assert 1 == tab.page.locator("#errors ~ #form").count()
    assert messages == [said.rpartition(" – ")[2] for _, said in tab.errors()]
    assert messages == tab.inline_errors()
    for path, (target, _) in zip(expected, tab.errors(), strict=True):
        tab.page.locator(f'#errors a[href="#{target}"]').click()
        assert tab.page.locator(f'[data-q="{path}"] #{target}:focus').is_visible(), path


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_empty_form_says_what_is_missing(open_tab: OpenTab, service: Service, lang: str) -> None:
    tab = open_tab(lang=lang, javascript=False)
    tab.open_form()
    tab.press("check")

    _expect(tab, service, MISSING)


@languages("fr")
def test_every_mistake_is_told_and_every_answer_kept(open_tab: OpenTab, service: Service, lang: str) -> None:
    tab = open_tab(lang=lang, javascript=False)
    answers = mistaken()
    tab.open_form()
    tab.answer(answers)
    tab.press("check")

    _expect(tab, service, WRONG)
    for name, value in answers:
        asked = tab.field(name, value)
        typed = asked.get_attribute("type") not in ("radio", "checkbox")
        assert asked.input_value() == value if typed else asked.is_checked(), name


@languages("en")
def test_mistakes_made_after_the_review_are_told_with_a_script_too(
    open_tab: OpenTab, service: Service, lang: str
) -> None:
    name = new_name()
    tab = open_tab(lang=lang)
    tab.open_form()
    tab.answer(worker(name=name))
    tab.finish()
    tab.press("edit")
    tab.give("you.email", "camille@exemple")
    tab.give("you.first_name", "")
    tab.press("check")

    assert tab.page.locator("#errors:focus").is_visible()
    _expect(tab, service, {"you.first_name": "required", "you.email": "email.dot"})

    tab.give("you.email", "camille@exemple.fr")
    tab.give("you.first_name", "Camille")
    tab.press("check")
    tab.press("send")
    assert [tab.reference()] == service.cases(name)


POSTAL_CODES = {
    "99999": "place.unknown",
    "10013": "place.cedex",
    "1000": "postal.short",
    "98000": "place.monaco",
    "98800": "place.pacific",
    "10150": "place.choose",
}


@SCRIPT
@languages("en")
def test_a_postal_code_that_leads_nowhere_gets_an_answer(
    open_tab: OpenTab, service: Service, lang: str, *, javascript: bool
) -> None:
    words = service.words(lang)
    tab = open_tab(lang=lang, javascript=javascript)
    tab.open_form()
    answers = without(worker(), "places", "contributions", "you")
    tab.answer([*answers, ("places.work_kind", "at-home"), ("places.home_kind", "same")])
    for code, error in POSTAL_CODES.items():
        tab.give("places.work.postal_code", code)
        if javascript:
            tab.press_continue()
        else:
            tab.press("check")

        assert words.text("errors", error) == tab.inline_errors()[0]
        if javascript:
            assert tab.page.locator('[data-q="places.work"] :focus').is_visible()


@languages("fr")
def test_with_a_script_each_step_tells_its_own_mistakes(
    open_tab: OpenTab, service: Service, lang: str
) -> None:
    words = service.words(lang)
    name = new_name()
    tab = open_tab(lang=lang)
    tab.open_form()
    first = words.text("interface", "form", "step", number=1, total=4)
    assert first == tab.progress()
    tab.press_continue()

    assert first == tab.progress()
    assert [words.text("errors", MISSING[path]) for path in list(MISSING)[:2]] == tab.inline_errors()
    assert tab.page.locator('[data-q="happening.needs"] :focus').is_visible()

    answers = worker(name=name)
    tab.answer([each for each in answers if each[0].startswith(("happening", "activity"))])
    tab.give("activity.siret", "123")
    tab.press_continue()
    assert [words.text("errors", "siret.length")] == tab.inline_errors()

    tab.give("activity.siret", "356 000 000 00048")
    tab.page.locator(".form-actions button.button--quiet").click()
    assert words.text("interface", "form", "step", number=1, total=5) == tab.progress()
    assert tab.field("happening.needs", "contributions").is_checked()

    tab.answer([each for each in answers if not each[0].startswith("happening")])
    tab.finish()
    tab.press("send")
    assert [tab.reference()] == service.cases(name)
