"""Who does not know an answer can go on all the same (`domain-review.md` 3.1)."""

from __future__ import annotations

from typing import Final

import pytest

from aid_answers import AIDS
from aid_requests import URSSAF, sent, went_to
from answers import CONTRIBUTIONS, Pairs, changed, without
from entraide.forms.definition import Form
from entraide.forms.reflection import fields
from entraide.forms.registry import FORMS
from visitor import Visitor

OPEN: Final = {"unknown", "not-sure", "not-said", "other", "nothing", "neither", "not-asked"}
"""The options of who does not know, does not want to say, or finds nothing that fits."""
KNOWN: Final = {
    "aced.with_afe",
    "activity.employees",
    "activity.employer",
    "adr.born",
    "adr.chief",
    "disaster.day",
    "disaster.needs",
    "disaster.place",
    "difficulty.kinds",
    "happening.cannot_wait",
    "places.country",
    "places.home",
    "places.home_kind",
    "places.street",
    "places.work",
    "you.agreement",
    "you.family_name",
    "you.filled_by_helper",
    "you.first_name",
}
"""What everybody can tell: who they are, where they live and work, what they ask for."""


@pytest.mark.parametrize("form", FORMS.values())
def test_nobody_is_stopped_by_a_question_whose_answer_they_may_not_know(form: type[Form]) -> None:
    closed = {
        path
        for path, asked in fields(form).items()
        if asked.question.required and not asked.at_review and OPEN.isdisjoint(asked.options)
    }
    assert set() == closed - KNOWN


def not_knowing(form: str, pairs: Pairs) -> Pairs:
    """The same person, who does not know what one may not know, and leaves the months blank."""
    unknown = {path: "unknown" for path, asked in fields(FORMS[form]).items() if "unknown" in asked.options}
    return changed(without(pairs, "activity.started", "event.month", "adr.years"), **unknown)


@pytest.mark.parametrize("form", sorted(AIDS))
def test_a_request_full_of_unknowns_reaches_the_body_that_the_places_tell(
    form: str, visitor: Visitor
) -> None:
    stored = sent(visitor, form, not_knowing(form, AIDS[form]))

    assert {URSSAF: {form}} == went_to(stored)


def test_so_does_a_questionnaire(visitor: Visitor) -> None:
    needs = [
        ("happening.needs", "benefits"),
        ("happening.needs", "retirement"),
        ("retirement.matter", "other"),
    ]
    stored = sent(visitor, "questionnaire", not_knowing("questionnaire", [*CONTRIBUTIONS, *needs]))

    assert {
        URSSAF: {"contributions"},
        "caf-10": {"benefits"},
        "carsat-nord-est": {"retirement"},
    } == went_to(stored)
