"""The questions of a row have an audience and a privacy class of their own, wherever answers are shown or told."""

from __future__ import annotations

from typing import Annotated, ClassVar

import pytest

from answers import Pairs
from checks import Checks
from entraide.agencies.vocabulary import Role
from entraide.cases.packets import packet
from entraide.forms.audience import seen_by
from entraide.forms.checking import Checked
from entraide.forms.definition import Form, Question, Row, Step
from entraide.forms.masking import masked
from entraide.forms.openapi import openapi
from entraide.forms.privacy import COORDINATOR, EVERY_BODY, FOR_BENEFITS, FOR_HEALTH, Privacy
from entraide.forms.reflection import fields
from entraide.forms.values.euros import Euros
from entraide.forms.values.text import ShortText
from entraide.forms.values.yesno import YesNo
from samples import destination


class Relative(Row):
    link: Annotated[ShortText | None, Question(Privacy.PLAIN, EVERY_BODY)] = None
    income: Annotated[Euros | None, Question(Privacy.FINANCIAL, FOR_BENEFITS, required=False)] = None
    ill: Annotated[YesNo | None, Question(Privacy.HEALTH, FOR_HEALTH, required=False)] = None


class Money(Row):
    owed: Annotated[Euros | None, Question(Privacy.FINANCIAL, FOR_BENEFITS)] = None


class Home(Step):
    relatives: Annotated[tuple[Relative, ...] | None, Question(Privacy.PLAIN, EVERY_BODY)] = None
    debts: Annotated[
        tuple[Money, ...] | None, Question(Privacy.FINANCIAL, FOR_BENEFITS | COORDINATOR, required=False)
    ] = None


class Family(Form):
    id: ClassVar[str] = "family"
    version: ClassVar[int] = 1
    home: Home = Home()


PAIRS: Pairs = [
    ("home.relatives.0.link", "mother"),
    ("home.relatives.0.income", "900"),
    ("home.relatives.1.link", "son"),
    ("home.relatives.1.ill", "yes"),
    ("home.debts.0.owed", "50"),
]


@pytest.fixture
def checked(checks: Checks) -> Checked:
    found = checks.pairs(PAIRS, Family)
    assert {} == found.errors
    return found


def test_two_values_for_one_question_of_a_row_are_asked_again(checks: Checks) -> None:
    twice = checks.pairs([*PAIRS, ("home.debts.0.owed", "999999")], Family)

    assert {"home.debts.0.owed": "repeated"} == {path: each.code for path, each in twice.errors.items()}


def shown(checked: Checked, *roles: Role) -> object:
    answers = checked.instance().model_dump_json()
    return packet(Family, answers, destination(roles=frozenset(roles)))


def test_a_body_sees_of_each_row_what_its_roles_need(checked: Checked) -> None:
    links = [{"link": "mother"}, {"link": "son"}]

    assert {"home": {"relatives": links}} == shown(checked, Role.RETIREMENT)
    assert {"home": {"relatives": [{"link": "mother", "ill": None}, {"link": "son", "ill": True}]}} == shown(
        checked, Role.HEALTH
    )
    assert {
        "home": {
            "relatives": [{"link": "mother", "income": "900.00"}, {"link": "son", "income": None}],
            "debts": [{"owed": "50.00"}],
        }
    } == shown(checked, Role.BENEFITS)


def test_rows_of_which_a_body_may_see_nothing_are_not_even_counted_for_it(checked: Checked) -> None:
    assert "debts" not in str(shown(checked, Role.COORDINATOR))
    assert ["home.relatives"] == [each.path for each in seen_by(Family, frozenset({Role.COORDINATOR}))]


def test_health_in_a_row_is_an_answer_about_health_and_goes_without_consent(checked: Checked) -> None:
    left = checked.without_health()

    assert ("home.relatives",) == checked.health_answers
    assert () == left.health_answers
    assert [("mother", None), ("son", None)] == [(row.link, row.ill) for row in left.values["home.relatives"]]
    assert [True] == [row.ill for row in checked.values["home.relatives"] if row.ill is not None]
    assert 900 == left.values["home.relatives"][0].income


def test_a_log_is_told_which_columns_were_answered_each_with_its_class(checked: Checked) -> None:
    assert {
        "home.relatives": "[plain]",
        "home.relatives.link": "[plain]",
        "home.relatives.income": "[financial]",
        "home.relatives.ill": "[health-related]",
        "home.debts": "[financial]",
        "home.debts.owed": "[financial]",
    } == masked(checked)


def test_the_document_of_the_api_tells_who_sees_each_column() -> None:
    told = openapi([Family], "1")["components"]["schemas"]["Family"]["x-questions"]

    assert {"privacy": "health-related", "audience": ["health"]} == told["home.relatives.ill"]
    assert len(told) == sum(1 + len(each.columns) for each in fields(Family).values())
