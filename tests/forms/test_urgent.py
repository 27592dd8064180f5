"""What cannot wait: the form's own condition says it, and tells a body nothing that it may not read."""

from __future__ import annotations

import pytest

from entraide.forms.aids.fci import Fci
from entraide.forms.checking import Checked
from entraide.forms.conditions import leaves
from entraide.forms.definition import Form
from entraide.forms.options import CannotWait
from entraide.forms.privacy import EVERY_BODY, Privacy
from entraide.forms.questionnaire import Questionnaire
from entraide.forms.reading import Raw
from entraide.forms.reflection import fields
from entraide.forms.registry import FORMS


def urgent(form: type[Form], **values: object) -> bool:
    answers = {name.replace("__", "."): value for name, value in values.items()}
    return Checked(form, answers, {}, Raw({}, {})).urgent


@pytest.mark.parametrize("said", CannotWait)
def test_whatever_cannot_wait_is_urgent_and_no_is_not(said: CannotWait) -> None:
    assert (said is not CannotWait.NO) is urgent(Questionnaire, happening__cannot_wait=said)


def test_who_said_nothing_of_it_can_wait() -> None:
    assert not urgent(Questionnaire)


def test_every_request_after_a_disaster_is_urgent() -> None:
    assert urgent(Fci)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_flag_is_drawn_from_what_every_body_reads_and_from_nothing_about_health(form: type[Form]) -> None:
    asked = [fields(form)[each.path] for each in leaves(form.urgent)]

    assert all(each.question.audience == EVERY_BODY for each in asked)
    assert not [
        each for each in asked if each.question.privacy is Privacy.HEALTH or each.question.health_options
    ]
