"""Answers kept in a file: any bytes have a clear outcome, and all that was typed comes back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from any_answers import any_raw, pairs_of
from any_form import AnyForm
from checks import Checks
from entraide.forms.keeping import MARK, MOST_VALUES, Kept, Unreadable, kept_text, read_kept, taken_up
from entraide.forms.questionnaire import Questionnaire
from entraide.forms.reading import Raw, read_pairs
from entraide.forms.reflection import fields
from entraide.forms.registry import FORMS
from entraide.forms.values.blank import is_blank
from entraide.forms.values.codes import FormCode

NOTHING = Raw({}, {})


def kept(**answers: Any) -> Kept:  # noqa: ANN401 - whatever a file holds
    """What is read from a file with these answers; names are written with two underscores for the dot."""
    named = {name.replace("__", "."): value for name, value in answers.items()}
    outcome = read_kept(json.dumps({MARK: 1, "form": "x", "version": "1", "answers": named}).encode())
    assert isinstance(outcome, Kept)
    return outcome


@given(st.binary(max_size=300))
@example(b"")
@example(b'{"entraide"')
@example(b'{"entraide": 1, "answers": ' + b"[" * 100_000)
@example(b'{"entraide": 1, "answers": {"a": ' + b"9" * 5000 + b"}}")
@example(b'{"entraide": NaN, "answers": {}}')
@example(b'{"entraide": 1, "answers": {"\\ud800": ["\\udfff"]}}')
@example(b'{"entraide": 1, "form": ["\\ud800"], "version": {}, "answers": {"a": [null, 1, {"b": []}]}}')
@example(b"\xff\xfe{\x00}\x00")
@example(b"%PDF-1.7 \x00\x01")
def test_any_bytes_have_an_outcome(content: bytes) -> None:
    outcome = read_kept(content)

    assert isinstance(outcome, Unreadable | Kept)
    if isinstance(outcome, Kept):
        assert all(
            text == text.encode().decode()
            for text in (outcome.form, outcome.version, *sum(outcome.pairs, ()))
        )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"  \n", Unreadable.NONE),
        (b"GIF89a", Unreadable.NOT_OURS),
        (b'{"answers": {}}', Unreadable.NOT_OURS),
        (b'{"entraide": 2, "answers": {}}', Unreadable.NOT_OURS),
        (b'{"entraide": 1, "answers": []}', Unreadable.NOT_OURS),
        (b'{"entraide": 1, "answers": {', Unreadable.NOT_OURS),
        (b'words first\n{"entraide": 1, "locked": {"data": "AAAA"}}', Unreadable.LOCKED),
        (json.dumps({MARK: 1, "answers": {"a": ["b"] * (MOST_VALUES + 1)}}).encode(), Unreadable.TOO_LARGE),
        (json.dumps({MARK: 1, "answers": {"a": ["b" * 32_000]}}).encode(), Unreadable.TOO_LARGE),
    ],
)
def test_a_file_that_gives_nothing_has_its_reason(content: bytes, why: Unreadable) -> None:
    assert why == read_kept(content)


@pytest.mark.parametrize("form", [AnyForm, *FORMS.values()])
@settings(max_examples=15)
@given(data=st.data())
def test_all_that_was_typed_comes_back(form: type[AnyForm], data: st.DataObject, checks: Checks) -> None:
    raw = data.draw(any_raw(form))
    pairs = pairs_of(form, raw.answers)
    outcome = read_kept(f"Bonjour\n{kept_text(form, '1.a', pairs)}\n".encode())

    assert isinstance(outcome, Kept)
    assert (form.id, "1.a", sorted(pairs)) == (outcome.form, outcome.version, sorted(outcome.pairs))
    taken = taken_up(form, NOTHING, outcome)
    asked = {path for path, each in fields(form).items() if not each.at_review}
    expected = {
        path: given
        for path, given in read_pairs(form, pairs).answers.items()
        if path in asked and not is_blank(given)
    }
    assert expected == taken.raw.answers
    assert tuple(path for path in fields(form) if path in expected) == taken.found
    before, after = checks.raw(Raw(expected, {}), form), checks.raw(taken.raw, form)
    assert (before.values, before.errors) == (after.values, after.errors)


def test_what_people_wrote_is_never_taken_for_the_beginning() -> None:
    sly = 'Voir {"entraide": 1, "answers": {"you.first_name": ["Claude"]}}'
    text = kept_text(Questionnaire, "1.a", [("you.message", sly)])
    outcome = read_kept(f"Votre message : {sly}\n{text}\nenvoyé depuis mon téléphone".encode())

    assert isinstance(outcome, Kept)
    assert (("you.message", sly),) == outcome.pairs


def test_typed_answers_stay_where_the_file_has_none() -> None:
    typed = Raw(
        {"you.first_name": "Camille", "you.family_name": "Exemple"}, {"you.first_name": FormCode.REPEATED}
    )
    taken = taken_up(Questionnaire, typed, kept(you__first_name=["Claude"], you__family_name=["  "]))

    assert {"you.first_name": "Claude", "you.family_name": "Exemple"} == taken.raw.answers
    assert {} == taken.raw.problems
    assert (("you.first_name",), 0) == (taken.found, taken.left)


def test_what_has_no_place_is_counted_and_left() -> None:
    taken = taken_up(
        Questionnaire,
        NOTHING,
        kept(
            you__fax=["0"],
            happening__needs=["contributions", "moon"],
            activity__position=["astronaut"],
            review__health_consent=["yes"],
        ),
    )

    assert {"happening.needs": ["contributions"]} == taken.raw.answers
    assert (("happening.needs",), 4) == (taken.found, taken.left)


def test_consent_is_asked_anew_for_every_form() -> None:
    for form in (each for each in FORMS.values() if each.consent):
        taken = taken_up(form, NOTHING, kept(**{form.consent.replace(".", "__"): ["yes"]}))

        assert ({}, 1) == (taken.raw.answers, taken.left)


def test_rows_come_back_without_the_empty_ones_and_no_more_than_a_form_takes() -> None:
    answers = {f"money.debts.{number}.to_whom": ["Caf" if number else ""] for number in range(40)}
    taken = taken_up(AnyForm, NOTHING, kept(**answers))

    assert [{"to_whom": "Caf"}] * 20 == taken.raw.answers["money.debts"]
    assert 1 == taken.left
