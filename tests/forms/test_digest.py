"""The digest of a form's definition: the same in every process, another one as soon as something is asked otherwise."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from typing import Annotated, ClassVar

import pytest

from entraide.forms.conditions import answer
from entraide.forms.definition import ForCommission, Form, Question, Row, Step
from entraide.forms.privacy import EVERY_BODY, FOR_CONTRIBUTIONS, Privacy
from entraide.forms.reflection import digest
from entraide.forms.registry import FORMS
from entraide.forms.values.text import ShortText
from entraide.forms.values.yesno import YesNo

SCRIPT = """
from entraide.forms.reflection import digest
from entraide.forms.registry import FORMS
print(*(digest(form) for form in FORMS.values()))
"""
QUESTION = Question(Privacy.PLAIN, EVERY_BODY)


def told_by_another_process(seed: str) -> list[str]:
    """The digests as a process whose sets are in another order tells them."""
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.split()


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_every_process_tells_the_same(seed: str) -> None:
    assert [digest(form) for form in FORMS.values()] == told_by_another_process(seed)


def test_no_two_forms_have_the_same() -> None:
    assert len(FORMS) == len({digest(form) for form in FORMS.values()})


def form_with(question: Question, column: Question = QUESTION) -> type[Form]:
    """A form of which one question, and one of a row, are asked so."""

    class Line(Row):
        name: Annotated[ShortText | None, column] = None

    class Only(Step):
        sure: Annotated[YesNo | None, QUESTION] = None
        name: Annotated[ShortText | None, question] = None
        lines: Annotated[tuple[Line, ...] | None, QUESTION] = None

    class One(Form):
        id: ClassVar[str] = "one"
        version: ClassVar[int] = 1
        only: Only = Only()

    return One


OTHERWISE = [
    replace(QUESTION, privacy=Privacy.HEALTH),
    replace(QUESTION, audience=FOR_CONTRIBUTIONS),
    replace(QUESTION, required=False),
    replace(QUESTION, when=answer("only.sure", "yes")),
    replace(QUESTION, commission=ForCommission.AS_IS),
    replace(QUESTION, health_options=frozenset({"ill"})),
]


def test_the_same_definition_has_the_same() -> None:
    assert digest(form_with(QUESTION)) == digest(form_with(replace(QUESTION)))


@pytest.mark.parametrize("question", OTHERWISE)
def test_a_question_asked_otherwise_has_another(question: Question) -> None:
    assert digest(form_with(QUESTION)) != digest(form_with(question))


@pytest.mark.parametrize("question", [each for each in OTHERWISE if each.when == QUESTION.when])
def test_a_question_of_a_row_asked_otherwise_has_another(question: Question) -> None:
    assert digest(form_with(QUESTION)) != digest(form_with(QUESTION, question))
