"""How long a form takes is computed from its questions, those that are shown."""

from __future__ import annotations

from typing import Annotated, ClassVar

import pytest
from pydantic import create_model

from any_form import AnyForm
from entraide.forms.conditions import answer
from entraide.forms.controls import Control
from entraide.forms.definition import Form, Question, Step
from entraide.forms.estimate import REVIEW_SECONDS, SECONDS, minutes
from entraide.forms.privacy import EVERY_BODY, Privacy
from entraide.forms.questionnaire import Questionnaire
from entraide.forms.registry import FORMS
from entraide.forms.values.siret import Siret
from entraide.forms.values.yesno import YesNo


def form_of(**questions: Question) -> type[Form]:
    """A form of one step that asks for a SIRET under each of these names, after one yes or no."""
    asked = Question(Privacy.PLAIN, EVERY_BODY, seconds=0)
    step = create_model(
        "Only",
        __base__=Step,
        sure=(Annotated[YesNo | None, asked], None),
        **{name: (Annotated[Siret | None, question], None) for name, question in questions.items()},  # type: ignore[call-overload]
    )

    class Made(Form):
        id: ClassVar[str] = "made"
        version: ClassVar[int] = 1
        typical: ClassVar[tuple[dict[str, tuple[str, ...]], ...]] = ({}, {"only.sure": ("yes",)})
        only: step = step()

    return Made


def asked(**more: object) -> Question:
    return Question(Privacy.PLAIN, EVERY_BODY, **more)  # type: ignore[arg-type]


def test_one_need_of_the_questionnaire_takes_six_minutes_at_most() -> None:
    assert 3 <= minutes(Questionnaire) <= 6


@pytest.mark.parametrize("form", [AnyForm, *FORMS.values()])
def test_every_form_has_an_estimate(form: type[Form]) -> None:
    assert 1 <= minutes(form) <= 30


def test_every_control_has_its_time() -> None:
    assert set(Control) == set(SECONDS)


def test_the_longest_of_the_usual_ways_counts_with_the_review() -> None:
    minute = 60
    long = {"seconds": 10 * minute}

    assert 1 == minutes(form_of())
    assert 11 == minutes(form_of(always=asked(**long)))
    assert 11 == minutes(form_of(sometimes=asked(when=answer("only.sure", "yes"), **long)))
    assert 1 == minutes(form_of(never=asked(when=answer("only.sure", "no"), **long)))
    assert REVIEW_SECONDS < minute


def test_a_question_that_may_be_left_out_counts_for_those_who_answer_it() -> None:
    assert 5 == minutes(form_of(optional=asked(required=False, seconds=600)))
