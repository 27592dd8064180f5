"""What was answered survives every way that it goes: page and back, JSON and back, store and back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_answers import any_raw, pairs_of
from any_form import AnyForm
from checks import Checks
from entraide.forms.checking import Checked
from entraide.forms.definition import Form
from entraide.forms.reading import Raw, read_json, read_pairs
from entraide.forms.registry import FORMS

ALL_FORMS = [AnyForm, *FORMS.values()]


def checked_of(form: type[Form], raw: Raw, checks: Checks) -> Checked:
    checked = checks.raw(raw, form)
    assert {} == dict(checked.errors)
    return checked


@pytest.mark.parametrize("form", ALL_FORMS)
@settings(max_examples=25)
@given(data=st.data())
def test_answers_survive_the_form_the_model_and_the_store(
    form: type[Form], data: st.DataObject, checks: Checks
) -> None:
    typed = data.draw(any_raw(form))
    instance = checked_of(form, read_pairs(form, pairs_of(form, typed.answers)), checks).instance()
    stored = instance.model_dump_json()

    assert instance == checked_of(form, typed, checks).instance()
    assert instance == form.model_validate_json(stored)
    assert stored == form.model_validate_json(stored).model_dump_json()


@pytest.mark.parametrize("form", ALL_FORMS)
@settings(max_examples=15)
@given(data=st.data())
def test_a_stored_case_may_be_sent_again_as_json(
    form: type[Form], data: st.DataObject, checks: Checks
) -> None:
    instance = checked_of(form, data.draw(any_raw(form)), checks).instance()
    document = json.loads(instance.model_dump_json())

    assert instance == checked_of(form, read_json(form, document), checks).instance()
