"""The page of a form: what was typed stays where it was typed, and every error leads to its question."""

from __future__ import annotations

import re
from collections import Counter as Count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from any_answers import any_raw, pairs_of, typed
from any_form import AnyForm, words_of
from checks import Checks
from entraide.forms.controls import Control
from entraide.forms.definition import Form
from entraide.forms.estimate import minutes
from entraide.forms.reading import Json, Raw
from entraide.forms.reflection import FormField, fields
from entraide.forms.registry import FORMS
from entraide.pages.form_view import FormView, form_view
from entraide.pages.kept_view import NOTHING_LOADED
from entraide.pages.render import render
from entraide.pages.words import Words
from html_page import HtmlPage, read_page

ALL_FORMS = [AnyForm, *FORMS.values()]
JUNK = st.sampled_from(
    ["", " ", "x", "<script>alert(1)</script>", "\"'><b>", "99999", "10000", "a\nb", "\x00", "12/13/1999"]
)
POSTAL_CODES = st.sampled_from(["10000", "33000", "75015", "99999", "98000", "x", ""])
DESCRIBING = {"aria-describedby", "aria-invalid"}
COMMUNES = st.sampled_from(["10387", "33063", "75115", "nowhere", ""])


def drawn(form: type[Form], raw: Raw, checks: Checks, built: Path, lang: str = "fr") -> HtmlPage:
    """The page of a form after *check my answers*."""
    words = words_of(built, lang)
    errors = checks.raw(raw, form).errors
    return page_of(form_view(form, words, raw, errors, checks.gazetteer), words, built)


def drawn_empty(form: type[Form], built: Path, lang: str = "fr") -> HtmlPage:
    words = words_of(built, lang)
    return page_of(form_view(form, words), words, built)


def page_of(view: FormView, words: Words, built: Path) -> HtmlPage:
    ui = words.node("interface", "form")
    around = {"standalone": True, "loaded": NOTHING_LOADED, "paper": None, "ui": ui}
    return read_page(render(built, "form.html", form=view, **around))


def junk(asked: FormField) -> st.SearchStrategy[Json]:
    """Something wrong for a question, in the shape that its inputs have."""
    if asked.columns:
        return st.lists(st.fixed_dictionaries({each.path: junk(each) for each in asked.columns}), max_size=2)
    if "postal_code" in asked.widget.parts:
        return st.fixed_dictionaries({"postal_code": POSTAL_CODES, "commune": COMMUNES})
    if asked.widget.parts:
        return st.fixed_dictionaries(dict.fromkeys(asked.widget.parts, JUNK))
    return st.lists(JUNK, max_size=2) if asked.widget.control == "checkboxes" else JUNK


def anything(form: type[Form]) -> st.SearchStrategy[Raw]:
    """For each question of the page: a good answer, a bad one, or none."""
    asked = [each for each in fields(form).values() if not each.at_review]
    answers = {each.path: st.none() | typed(each) | junk(each) for each in asked}
    return st.fixed_dictionaries(answers).map(
        lambda found: Raw({path: raw for path, raw in found.items() if raw is not None}, {})
    )


@pytest.mark.parametrize("form", ALL_FORMS)
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_was_typed_is_sent_again_unchanged(
    form: type[Form], data: st.DataObject, checks: Checks, built: Path
) -> None:
    raw = data.draw(any_raw(form))
    asked = {path: given for path, given in raw.answers.items() if not fields(form)[path].at_review}
    sent = [pair for pair in pairs_of(form, asked) if pair[0]]
    page = drawn(form, Raw(asked, {}), checks, built, data.draw(st.sampled_from(["fr", "en"])))

    again = [pair for pair in page.press("check").pairs if not pair[0].startswith("_")]

    assert _plain(sent) == Count({pair: n for pair, n in _plain(again).items() if pair[1]})
    assert checks.pairs(sent, form).values == checks.pairs(again, form).values


def _plain(pairs: list[tuple[str, str]]) -> Count[tuple[str, str]]:
    """Pairs in any order; browsers send new lines their own way."""
    return Count((name, re.sub("\r\n|\r", "\n", value)) for name, value in pairs)


@pytest.mark.parametrize("form", ALL_FORMS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_error_leads_to_its_question_and_ids_are_what_they_seem(
    form: type[Form], data: st.DataObject, checks: Checks, built: Path
) -> None:
    raw = data.draw(anything(form))
    page = drawn(form, raw, checks, built)
    shown = [
        each for each in page.elements if each[1].get("class", "").startswith("question question--error")
    ]

    assert [] == [id_ for id_, times in Count(page.ids).items() if times > 1]
    assert len(checks.raw(raw, form).errors) == len(page.anchors) == len(shown)
    assert set() == {link.removeprefix("#") for link in page.anchors} - set(page.ids)
    for _, attributes in page.elements:
        named = attributes.get("aria-describedby", "").split() + attributes.get("aria-labelledby", "").split()
        named += [attributes["for"]] if "for" in attributes else []
        assert set() == set(named) - set(page.ids)


def test_an_error_stands_at_its_question_and_in_the_summary(checks: Checks, built: Path) -> None:
    raw = Raw({"you.email": "camille", "places.work": {"postal_code": "01000", "commune": "33063"}}, {})
    page = drawn(FORMS["questionnaire"], raw, checks, built)

    assert 2 == page.text.count("Il manque le signe @.")
    assert "Adresse e-mail – Il manque" in page.text
    assert {"#f-places-work-01053", "#f-you-email"} <= set(page.anchors)
    email = next(each for each in page.controls if each.name == "you.email")
    assert ("true", "error-you-email") == (
        email.attributes["aria-invalid"],
        email.attributes["aria-describedby"].split()[-1],
    )


@pytest.mark.parametrize("form", ALL_FORMS)
def test_what_explains_a_group_is_tied_to_the_group_and_no_choice_of_it_is_called_wrong(
    form: type[Form], checks: Checks, built: Path
) -> None:
    """A screen reader reads the description of a group when somebody enters it, at whichever choice."""
    page = drawn(form, Raw({}, {}), checks, built)
    described = {
        attributes.get("aria-describedby", "") for name, attributes in page.elements if name == "fieldset"
    }
    radios = [each for each in page.controls if each.kind in ("radio", "checkbox")]
    wrong = [path for path in checks.raw(Raw({}, {}), form).errors if fields(form)[path].options]

    assert wrong
    for path in wrong:
        slug = path.replace(".", "-").replace("_", "-")
        (ids,) = [each for each in described if f"error-{slug}" in each.split()]
        assert f"hint-{slug}" not in page.ids or ids.split()[0] == f"hint-{slug}"
    alone = {path for path, asked in fields(form).items() if asked.widget.control is Control.TICK}
    assert {each.name for each in radios if each.attributes.keys() & DESCRIBING} <= alone


@pytest.mark.parametrize(
    ("form", "lang", "said"),
    [
        (
            "questionnaire",
            "fr",
            "Adresse e-mail (obligatoire, sauf si vous répondez à «\u202fTéléphone\u202f»)",
        ),
        ("questionnaire", "en", "Telephone (required, unless you answer “E-mail address”)"),
        ("aced", "fr", "Personnes à votre charge (facultatif)"),
        ("aced", "fr", "Âge (obligatoire si cette ligne sert)"),
        ("aced", "en", "Amount owed (required if you use this line)"),
        ("aced", "fr", "1\u202f000 caractères au plus."),
        ("aced", "en", "1,000 characters at most."),
    ],
)
def test_each_question_says_whether_and_when_it_must_be_answered_and_how_long_it_may_be(
    form: str, lang: str, said: str, built: Path
) -> None:
    assert said in drawn_empty(FORMS[form], built, lang).text


def test_a_commune_of_another_postal_code_leads_to_the_code_when_there_is_no_choice(
    checks: Checks, built: Path
) -> None:
    raw = Raw({"places.work": {"postal_code": "33000", "commune": "10387"}}, {})
    page = drawn(FORMS["questionnaire"], raw, checks, built)

    assert "#f-places-work-postal_code" in page.anchors
    assert ["33063"] == page.values("places.work.commune")


def test_an_empty_form_has_no_errors_and_says_how_long_it_takes(built: Path) -> None:
    page = drawn_empty(FORMS["questionnaire"], built, "en")

    assert [] == page.anchors
    assert f"About {minutes(FORMS['questionnaire'])} minutes" in page.text
    assert "form" in page.actions


@pytest.mark.parametrize("form", ALL_FORMS)
def test_a_paste_that_is_too_long_is_not_cut_by_the_browser(form: type[Form], built: Path) -> None:
    """The words of the error say what to shorten; a cut would lose the end unseen."""
    page = drawn_empty(form, built)

    assert [] == [each.name for each in page.controls if "maxlength" in each.attributes]
