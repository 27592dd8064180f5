"""From what was sent to raw answers: nothing is judged, nothing that has meaning is lost."""

from __future__ import annotations

from typing import Any

import pytest

from any_form import AnyForm
from entraide.forms.questionnaire import Questionnaire
from entraide.forms.reading import Json, Raw, input_values, read_json, read_pairs
from entraide.forms.reflection import fields
from entraide.forms.rows import edited_rows
from entraide.forms.values.codes import FormCode


def test_names_of_an_older_page_are_left_out() -> None:
    sent = [("you.fax", "0123"), ("you.first_name", "Camille"), ("happening", "x"), ("", "y")]

    assert Raw({"you.first_name": "Camille"}, {}) == read_pairs(Questionnaire, sent)


def test_a_single_answer_sent_twice_keeps_the_first_and_tells() -> None:
    sent = [("you.first_name", "Camille"), ("you.first_name", "Claude"), ("places.work.commune", "10387")]
    sent += [("places.work.postal_code", "10000"), ("places.work.postal_code", "33000")]

    assert Raw(
        {
            "you.first_name": "Camille",
            "places.work": {"postal_code": "10000", "commune": "10387"},
        },
        {"you.first_name": FormCode.REPEATED, "places.work": FormCode.REPEATED},
    ) == read_pairs(Questionnaire, sent)


@pytest.mark.parametrize(
    ("document", "problems"),
    [
        ([], {"": FormCode.BODY_JSON}),
        ("text", {"": FormCode.BODY_JSON}),
        ({"hapening": {}}, {"hapening": FormCode.UNKNOWN}),
        ({"happening": None}, {"happening": FormCode.STEP_SHAPE}),
        ({"happening": [1]}, {"happening": FormCode.STEP_SHAPE}),
        ({"you": {"fax": 1}}, {"you.fax": FormCode.UNKNOWN}),
        ({"x" * 500: 1}, {"x" * 80: FormCode.UNKNOWN}),
        ({"you": {"x" * 500: 1}}, {"you." + "x" * 80: FormCode.UNKNOWN}),
    ],
)
def test_json_that_was_not_asked_for_is_told_by_its_place(
    document: object, problems: dict[str, FormCode]
) -> None:
    assert Raw({}, problems) == read_json(Questionnaire, document)


def test_json_answers_are_taken_as_they_come() -> None:
    document: Any = {"you": {"first_name": 12}, "happening": {"needs": ["benefits"], "cannot_wait": None}}

    assert Raw(
        {"you.first_name": 12, "happening.needs": ["benefits"], "happening.cannot_wait": None}, {}
    ) == read_json(Questionnaire, document)


def test_rows_come_in_the_order_of_their_numbers() -> None:
    sent = [
        ("money.debts.10.to_whom", "Banque"),
        ("money.debts.2.to_whom", "Urssaf"),
        ("money.debts.2.kinds", "red"),
        ("money.debts.2.kinds", "blue"),
        ("money.debts.2.due.month", "3"),
        ("money.debts.2.unheard", "x"),
        ("money.debts.x.to_whom", "y"),
        ("money.debts.02.to_whom", "Caf"),
        ("money.debts.12345.to_whom", "z"),
    ]

    assert [
        {"to_whom": "Urssaf", "due": {"month": "3"}, "kinds": ["red", "blue"]},
        {"to_whom": "Banque"},
    ] == read_pairs(AnyForm, sent).answers["money.debts"]


def test_an_answer_of_a_row_sent_twice_keeps_the_first_and_tells_by_the_place_of_the_row() -> None:
    sent = [
        ("money.debts.2.to_whom", "Urssaf"),
        ("money.debts.7.to_whom", "Banque"),
        ("money.debts.7.to_whom", "Caf"),
        ("money.debts.7.due.month", "3"),
        ("money.debts.7.due.month", "4"),
        ("money.debts.2.kinds", "red"),
        ("money.debts.2.kinds", "blue"),
    ]

    assert Raw(
        {
            "money.debts": [
                {"to_whom": "Urssaf", "kinds": ["red", "blue"]},
                {"to_whom": "Banque", "due": {"month": "3"}},
            ]
        },
        {"money.debts.1.to_whom": FormCode.REPEATED, "money.debts.1.due": FormCode.REPEATED},
    ) == read_pairs(AnyForm, sent)


@pytest.mark.parametrize(
    ("path", "raw", "inputs"),
    [
        ("values.name", None, {}),
        ("values.name", 12, {"values.name": ["12"]}),
        ("first.sure", True, {"first.sure": ["yes"]}),
        ("first.liked", ["red", "blue"], {"first.liked": ["red", "blue"]}),
        ("first.liked", "red", {"first.liked": ["red"]}),
        ("values.born", {"day": "1", "year": ""}, {"values.born.day": ["1"], "values.born.year": [""]}),
        ("values.born", "demain", {"values.born.day": ["demain"]}),
        (
            "money.debts",
            [{"to_whom": "Urssaf"}, "?", {"kinds": ["red"]}],
            {"money.debts.0.to_whom": ["Urssaf"], "money.debts.2.kinds": ["red"]},
        ),
    ],
)
def test_what_was_typed_goes_back_where_it_was_typed(
    path: str, raw: Json, inputs: dict[str, list[str]]
) -> None:
    assert inputs == input_values(fields(AnyForm)[path], raw)


ROWS: Any = [{"to_whom": "a"}, {"to_whom": "b"}]


@pytest.mark.parametrize(
    ("rows", "action", "argument", "after"),
    [
        (None, "add", "money.debts", [{}, {}]),
        (ROWS, "add", "money.debts", [*ROWS, {}]),
        (ROWS, "remove", "money.debts.0", ROWS[1:]),
        (ROWS, "remove", "money.debts.1", ROWS[:1]),
        (ROWS, "remove", "money.debts.2", ROWS),
        (ROWS, "remove", "money.debts.-1", ROWS),
        (ROWS, "remove", "money.debts.", ROWS),
        (ROWS, "remove", "money.debts." + "9" * 5000, ROWS),
        (ROWS, "remove", "money.debts.²", ROWS),
        (ROWS, "add", "money.nothing", ROWS),
        (ROWS, "add", "values.name", ROWS),
        (ROWS * 10, "add", "money.debts", ROWS * 10),
    ],
)
def test_rows_are_added_and_removed(rows: Json, action: str, argument: str, after: Json) -> None:
    raw = Raw({} if rows is None else {"money.debts": rows}, {})

    assert after == edited_rows(AnyForm, raw, action, argument).answers.get("money.debts")
