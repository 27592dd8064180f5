"""What a browser shows without JavaScript is what the server counts: one condition, decided twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from any_form import AnyForm, words_of
from browser import OpenPage
from checks import Checks
from entraide.forms.conditions import ALWAYS, AnyOf, Not, answer
from entraide.forms.controls import Control
from entraide.forms.definition import Form
from entraide.forms.reflection import fields, steps
from entraide.forms.registry import FORMS
from entraide.pages.conditions_css import selector, stylesheet
from entraide.pages.form_view import form_view
from entraide.pages.kept_view import NOTHING_LOADED
from entraide.pages.render import render

STYLE = Path(__file__).resolve().parents[2] / "site" / "assets"
CASES = 60
SHOWN = """cases => cases.map(ticked => {
    for (const box of document.querySelectorAll('[type=radio], [type=checkbox]')) {
        box.checked = (ticked[box.name] || []).includes(box.value);
    }
    return [...document.querySelectorAll('[data-q], [data-alert], [data-step]')]
        .filter(part => part.getClientRects().length)
        .map(part => part.dataset.q || part.dataset.alert || part.dataset.step);
})"""

Ticked = dict[str, list[str]]


def some_answers(form: type[Form], chance: random.Random) -> Ticked:
    """Answers to some of the questions that others may depend on, whether or not they are shown."""
    ticked: Ticked = {}
    for path, asked in fields(form).items():
        options = list(asked.options) or ["yes"] * (asked.widget.control is Control.TICK)
        several = asked.widget.control is Control.CHECKBOXES
        if options and not asked.at_review and chance.random() < 0.8:
            ticked[path] = chance.sample(options, chance.randint(1, min(3, len(options))) if several else 1)
    return ticked


def counted(form: type[Form], ticked: Ticked, checks: Checks) -> set[str]:
    """The questions, alerts and steps that the server counts as shown."""
    checked = checks.pairs([(path, value) for path, values in ticked.items() for value in values], form)
    asked = {path for path, each in fields(form).items() if not each.at_review and checked.shown(path)}
    return asked | {each.code for each in checked.alerts} | {path.partition(".")[0] for path in asked}


@pytest.mark.browser
@pytest.mark.parametrize("form", [AnyForm, *FORMS.values()])
def test_the_style_sheet_shows_what_the_server_counts(
    form: type[Form], built: Path, checks: Checks, browser_page: OpenPage
) -> None:
    words = words_of(built, "fr")
    html = render(
        built,
        "form.html",
        form=form_view(form, words),
        standalone=True,
        loaded=NOTHING_LOADED,
        paper=None,
        ui=words.node("interface", "form"),
    )
    page = browser_page()
    page.set_content(f"<style>{stylesheet([form])}</style>{html}")
    chance = random.Random(form.id)  # noqa: S311 - cases, not secrets
    cases = [{}, *(some_answers(form, chance) for _ in range(CASES))]
    known = {*fields(form), *(each.code for each in form.alerts), *(step.name for step in steps(form))}

    seen = [known & set(parts) for parts in page.evaluate(SHOWN, cases)]

    assert [counted(form, ticked, checks) for ticked in cases] == seen
    conditional = any(each.question.when != ALWAYS for each in fields(form).values())
    assert conditional == (len({frozenset(each) for each in seen}) > 2)


def test_conditions_become_selectors() -> None:
    assert "" == selector(ALWAYS)
    assert ':has([name="a.b"]:is([value="x"],[value="y"]):checked)' == selector(answer("a.b", "x", "y"))
    assert ":not(*)" == selector(Not(ALWAYS))
    assert ":is(*,:not(*))" == selector(AnyOf((ALWAYS, Not(ALWAYS))))


def test_a_browser_that_cannot_hide_shows_everything() -> None:
    sheet = stylesheet([AnyForm])

    assert sheet.startswith("@supports selector(:has(*)) {")
    assert sheet.count("{") == sheet.count("}")


def test_on_a_phone_no_other_rule_looks_inside_an_element() -> None:
    """One that does has the browser try all conditions again wherever a script shows or hides anything."""
    rules = [line for sheet in STYLE.glob("*.css") for line in sheet.read_text("utf-8").splitlines()]

    assert 100 < len(rules)
    assert [] == [line for line in rules if ":has(" in line and not line.startswith("  ")]
