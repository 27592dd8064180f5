"""The empty form on paper: all that the page asks, with its conditions in words, and the right address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from any_form import AnyForm, words_of
from entraide.forms.definition import Form
from entraide.forms.reflection import fields
from entraide.forms.registry import FORMS
from entraide.pages.paper_view import PaperView, paper_address, paper_view
from entraide.pages.static import static_form, static_papers
from entraide.pages.words import load_words
from html_page import read_page

LANGS = ("fr", "en")
PAPERS = [form for form in FORMS.values() if not form.advises]


def conditions(view: PaperView) -> dict[str, str]:
    """What is said above each question that has a condition of its own, by its label."""
    asked = [each for step in view.steps for each in step.questions]
    return {each.label: each.condition for each in asked if each.condition}


@pytest.mark.parametrize("form", PAPERS)
@pytest.mark.parametrize("lang", LANGS)
def test_the_paper_asks_all_that_the_page_asks_in_its_order(form: type[Form], lang: str, built: Path) -> None:
    words = load_words(built, lang).of_form(form.id)
    asked = [each for each in fields(form).values() if not each.at_review]
    printed = [each for step in paper_view(form, words).steps for each in step.questions]
    page = read_page(f"<html>{_printed(form, lang, built)}</html>")

    assert list(range(1, len(asked) + 1)) == [each.number for each in printed]
    for one, other in zip(asked, printed, strict=True):
        at = ("forms", form.id, "steps", one.step, "questions", one.name)
        assert words.text(*at, "label") == other.label
        assert f"{other.number}. {other.label}" in page.text
        assert [words.text(*at, "options", each) for each in one.options] == [
            each.label for each in other.options
        ]
        assert [each.name for each in one.columns] == [] or len(one.columns) == len(other.columns)
    alerts = sum(len(each.boxes) for each in printed)
    assert len(form.alerts) + len(form.exits) == alerts


@pytest.mark.parametrize("form", PAPERS)
@pytest.mark.parametrize("lang", LANGS)
def test_the_paper_is_sent_to_the_body_and_never_to_us(form: type[Form], lang: str, built: Path) -> None:
    words = load_words(built, lang).of_form(form.id)
    page = read_page(f"<html>{_printed(form, lang, built)}</html>")

    assert 2 == page.text.count(words.text("interface", "paper", "statement"))
    assert "3698" in words.text("interface", "paper", "where")
    assert words.text("interface", "paper", "where") in page.text
    assert {} == page.actions
    assert any(each.startswith("https://www.") for each in page.links)


def _printed(form: type[Form], lang: str, built: Path) -> str:
    address = paper_address(form, load_words(built, lang))
    return next(each.main for each in static_papers(built, lang) if each.address == address)


@pytest.mark.parametrize("form", FORMS.values())
@pytest.mark.parametrize("lang", LANGS)
def test_a_form_leads_to_its_paper_and_one_that_only_advises_to_none(
    form: type[Form], lang: str, built: Path
) -> None:
    address = paper_address(form, load_words(built, lang))

    assert form.advises == (address == "")
    assert form.advises != (f'href="{address}"' in static_form(built, form.id, lang))


def test_conditions_are_said_in_words(built: Path) -> None:
    said = conditions(paper_view(AnyForm, words_of(built, "en")))

    assert {
        "second.both": "Only if you have ticked 1a and you have ticked 2c.",
        "second.either": "Only if you have ticked 1a or you have ticked 2c.",
        "second.neither": "Only if you have not ticked 1a and you have not ticked 2c.",
        "second.unless": "Only if you have not ticked 5b.",
        "second.deep": "Only if you have ticked 6b and you have not ticked 7b and you have ticked 3a.",
        "second.ticked": "Only if you have ticked 4.",
        "body.follow_up": "Only if you have ticked 23b.",
    } == said


def test_a_condition_of_a_whole_step_is_said_once(built: Path) -> None:
    view = paper_view(AnyForm, words_of(built, "fr"))
    (money,) = [each for each in view.steps if each.title == "money"]

    assert "Seulement si vous avez coché 3a." == money.condition
    assert [""] == [each.condition for each in money.questions]


@pytest.mark.parametrize("form", PAPERS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_box_that_a_condition_names_is_on_the_paper(form: type[Form], lang: str, built: Path) -> None:
    view = paper_view(form, load_words(built, lang).of_form(form.id))
    asked = [each for step in view.steps for each in step.questions]
    codes = {f"{each.number}{option.letter}" for each in asked for option in each.options}
    codes |= {str(each.number) for each in asked if not each.options}
    said = [step.condition for step in view.steps] + [each.condition for each in asked]
    said += [box.condition for each in asked for box in each.boxes]

    assert set(re.findall(r"\b\d+[a-z]?\b", " ".join(said))) <= codes
    assert any(said)
