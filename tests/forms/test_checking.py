"""The rules of a form: what is required, what is hidden and discarded, and in which order errors are told."""

from __future__ import annotations

from typing import Any

import pytest

from answers import CONTRIBUTIONS, HEALTH, MISSING, changed, with_health, without
from any_form import Ailment, AnyForm, Colour, Debt
from checks import Checks, codes, satisfying
from entraide.forms.definition import Form
from entraide.forms.questionnaire import Questionnaire
from entraide.forms.reflection import fields, full_condition
from entraide.forms.registry import FORMS

OPTIONS = [
    (form, path, option)
    for form in (AnyForm, *FORMS.values())
    for path, asked in fields(form).items()
    for option in asked.options
]
ANY: dict[str, Any] = {
    "first.colour": "green",
    "first.sure": "yes",
    "second.neither": "yes",
    "second.unless": "2",
    "values.name": "Camille",
    "values.email": "camille@exemple.fr",
    "values.born": "1980-02-29",
    "values.place": {"postal_code": "10000", "commune": "10387"},
    "body.ill": "none",
}


def any_answers(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Answers that `AnyForm` takes, with some more or others; names are written with two underscores for the dot."""
    return {**ANY, **{name.replace("__", "."): value for name, value in more.items()}}


def test_the_usual_answers_have_no_errors(checks: Checks) -> None:
    assert {} == codes(checks.pairs(CONTRIBUTIONS))
    assert {} == codes(checks.pairs(with_health(CONTRIBUTIONS)))
    assert {} == codes(checks.answers(ANY, AnyForm))


def test_an_empty_form_asks_for_what_is_shown_and_required_and_nothing_else(checks: Checks) -> None:
    assert MISSING == codes(checks.pairs([]))


@pytest.mark.parametrize("path", sorted({".".join(name.split(".")[:2]) for name, _ in CONTRIBUTIONS}))
def test_an_answer_left_out_is_asked_for_when_it_is_required(path: str, checks: Checks) -> None:
    left = checks.pairs(
        [pair for pair in CONTRIBUTIONS if pair[0] != path and not pair[0].startswith(f"{path}.")]
    )
    required = fields(Questionnaire)[path].question.required or path == "you.email"

    assert ({path} if required else set()) == set(left.errors)
    assert path not in left.values


def test_one_of_two_ways_to_be_reached_is_enough(checks: Checks) -> None:
    by_phone = changed(without(CONTRIBUTIONS, "you.email"), you__phone="06 12 34 56 78")
    neither = changed(CONTRIBUTIONS, you__email=" ")
    wrong = changed(without(CONTRIBUTIONS, "you.email"), you__phone="12")

    assert {} == codes(checks.pairs(by_phone))
    assert {"you.email": "required.contact"} == codes(checks.pairs(neither))
    assert {"you.phone": "phone.short-number"} == codes(checks.pairs(wrong))


def test_a_need_or_a_situation_is_enough(checks: Checks) -> None:
    need_only = without(CONTRIBUTIONS, "happening.situations")
    situation_only = without(CONTRIBUTIONS, "happening.needs")

    assert {} == codes(checks.pairs(need_only))
    assert {} == codes(checks.pairs(situation_only))


def test_hidden_answers_and_their_errors_are_discarded(checks: Checks) -> None:
    hidden = [*CONTRIBUTIONS, *HEALTH, ("retirement.fund", "x" * 5000), ("benefits.dependants", "many")]
    checked = checks.pairs(hidden)

    assert {} == codes(checked)
    assert checks.pairs(CONTRIBUTIONS).values == checked.values
    assert not {path for path in checked.values if path.startswith(("health.", "retirement.", "benefits."))}


def test_an_answer_below_a_hidden_one_is_hidden_with_it(checks: Checks) -> None:
    """`employer` looks at `position` and at `needs`; `main` at `state`, which a retired person is not asked."""
    retired = changed(CONTRIBUTIONS, activity__position="retired")
    checked = checks.pairs(retired)

    assert {} == codes(checked)
    assert {"activity.position"} == {path for path in checked.values if path.startswith("activity.")}


@pytest.mark.parametrize("position", ["retired", "widowed"])
def test_who_works_no_longer_is_asked_for_the_commune_and_not_how_the_work_is_done(
    position: str, checks: Checks
) -> None:
    checked = checks.pairs(without(changed(CONTRIBUTIONS, activity__position=position), "places.work_kind"))

    assert {} == codes(checked)
    assert {"places.work", "places.home_kind"} == {
        path for path in checked.values if path.startswith("places.")
    }


@pytest.mark.parametrize(
    "path",
    ["activity.main", "contributions.matter", "contributions.letter", "health.sick_pay", "benefits.income"],
)
def test_one_may_not_know(path: str) -> None:
    assert "unknown" in fields(Questionnaire)[path].options


def test_errors_are_told_in_the_order_of_the_page(checks: Checks) -> None:
    wrong = changed(
        CONTRIBUTIONS,
        you__email="camille",
        contributions__letter="unheard-of",
        activity__siret="1",
        happening__cannot_wait="",
        places__work__postal_code="99999",
    )

    assert [
        ("happening.cannot_wait", "required.choice"),
        ("activity.siret", "siret.length"),
        ("places.work", "place.unknown"),
        ("contributions.letter", "choice.unknown"),
        ("you.email", "email.at"),
    ] == list(codes(checks.pairs(wrong)).items())


def test_an_answer_that_was_sent_twice_is_asked_again_unless_it_is_the_same(checks: Checks) -> None:
    assert {"you.helper": "repeated"} == codes(checks.pairs([*CONTRIBUTIONS, ("you.helper", "relative")]))
    assert {} == codes(checks.pairs([*CONTRIBUTIONS, ("you.helper", "nobody")]))


@pytest.mark.parametrize(
    "path", [path for path, each in fields(Questionnaire).items() if each.question.not_after_today]
)
def test_a_date_in_the_future_is_refused_where_something_has_happened(path: str, checks: Checks) -> None:
    shown = satisfying(Questionnaire, full_condition(Questionnaire, path))
    day = {"day": "23"} if "day" in fields(Questionnaire)[path].widget.parts else {}
    next_month = {**day, "month": "12", "year": "2026"}
    this_month = {**({"day": "22"} if day else {}), "month": "11", "year": "2026"}

    assert "date.future" == codes(checks.answers({**shown, path: next_month})).get(path)
    assert path not in checks.answers({**shown, path: this_month}).errors


def test_tomorrow_is_in_the_future(checks: Checks) -> None:
    assert {"values.born": "date.future"} == codes(
        checks.answers(any_answers(values__born="2026-11-23"), AnyForm)
    )
    assert {} == codes(checks.answers(any_answers(values__born="2026-11-22"), AnyForm))


def test_a_planned_month_may_be_in_the_future(checks: Checks) -> None:
    shown = satisfying(Questionnaire, full_condition(Questionnaire, "retirement.planned"))
    checked = checks.answers({**shown, "retirement.planned": "2031-01"})

    assert "2031-01" == checked.values["retirement.planned"]


@pytest.mark.parametrize(("form", "path", "option"), OPTIONS)
def test_every_option_can_be_chosen(form: type[Form], path: str, option: str, checks: Checks) -> None:
    shown = satisfying(form, full_condition(form, path))
    several = isinstance(shown.get(path), list) or fields(form)[path].widget.control == "checkboxes"
    checked = checks.answers({**shown, path: [option] if several else option}, form)

    assert path not in checked.errors
    assert path in checked.values


@pytest.mark.parametrize("form", [AnyForm, *FORMS.values()])
def test_every_question_exit_and_alert_can_appear(form: type[Form], checks: Checks) -> None:
    for path in fields(form):
        assert checks.answers(satisfying(form, full_condition(form, path)), form).shown(path), path
    for way_out in form.exits:
        assert way_out in checks.answers(satisfying(form, way_out.when), form).exits
    for alert in form.alerts:
        assert alert in checks.answers(satisfying(form, alert.when), form).alerts


def test_only_the_exits_and_alerts_that_apply_are_told(checks: Checks) -> None:
    usual = checks.pairs(CONTRIBUTIONS)
    farmer = checks.pairs(changed(CONTRIBUTIONS, activity__position="farmer"))
    urgent = checks.pairs(changed(CONTRIBUTIONS, happening__cannot_wait="seizure"))

    assert [] == [*usual.exits, *usual.alerts]
    assert ["farmer"] == [each.code for each in farmer.exits]
    assert ["seizure"] == [each.code for each in urgent.alerts]


def test_an_alert_on_a_hidden_answer_is_not_told(checks: Checks) -> None:
    hidden = changed(without(CONTRIBUTIONS, "happening.needs"), contributions__letter="seizure")

    assert [] == [each.code for each in checks.pairs(hidden).alerts]


def test_a_box_that_must_be_ticked_is_not_ticked_by_false(checks: Checks) -> None:
    helped = {"you.helper": "relative", "you.filled_by_helper": "yes"}

    assert "required" == codes(checks.answers({**helped, "you.agreement": False}))["you.agreement"]
    assert "you.agreement" not in checks.answers({**helped, "you.agreement": True}).errors
    assert "review.health_consent" not in checks.answers({"review.health_consent": False}).values


def test_without_consent_the_answers_on_health_go_and_the_rest_stays(checks: Checks) -> None:
    checked = checks.pairs(with_health(CONTRIBUTIONS))
    sent = checked.without_health()

    assert (
        "happening.situations",
        "health.cover",
        "health.sick_pay",
        "health.put_off",
    ) == checked.health_answers
    assert () == sent.health_answers
    assert ("fewer-customers",) == sent.values["happening.situations"]
    assert checks.pairs([*CONTRIBUTIONS, ("happening.needs", "health")]).values == sent.values


def test_what_depended_on_an_answer_on_health_goes_with_it(checks: Checks) -> None:
    answers = any_answers(body__ill=Ailment.MINE, body__mixed=["red"], body__follow_up="yes")
    checked = checks.answers(answers, AnyForm)

    assert {} == codes(checked)
    assert checked.values["body.follow_up"]
    assert set() == {path for path in checked.without_health().values if path.startswith("body.")}


def test_unticking_every_body_is_not_the_same_as_saying_nothing(checks: Checks) -> None:
    none = checks.pairs([*CONTRIBUTIONS, ("review.bodies", "none")])
    one = checks.pairs([*CONTRIBUTIONS, ("review.bodies", "none"), ("review.bodies", "caf-10")])

    assert "review.bodies" not in checks.pairs(CONTRIBUTIONS).values
    assert () == none.values["review.bodies"]
    assert ("caf-10",) == one.values["review.bodies"]
    assert () == checks.answers({"review.bodies": []}).values["review.bodies"]
    assert "choice.unknown" == codes(checks.answers({"review.bodies": ["caf 10"]}))["review.bodies"]


def test_boxes_are_kept_once_and_in_the_order_of_the_page(checks: Checks) -> None:
    checked = checks.answers(any_answers(first__liked=["blue", "red", "blue"], second__either="red"), AnyForm)

    assert (Colour.RED, Colour.BLUE) == checked.values["first.liked"]


def test_rows_are_kept_without_the_blank_ones(checks: Checks) -> None:
    blank = {"to_whom": " ", "amount": "", "due": {"day": "", "month": "", "year": ""}, "kinds": []}
    rows = [blank, {"to_whom": "Banque", "amount": "1 234,50 €"}, blank]
    checked = checks.answers(any_answers(money__debts=rows), AnyForm)

    assert {} == codes(checked)
    (debt,) = checked.values["money.debts"]
    assert ("Banque", "1234.50", None) == (debt.to_whom, str(debt.amount), debt.due)
    assert isinstance(debt, Debt)


def test_what_is_wrong_in_a_row_is_told_at_its_column(checks: Checks) -> None:
    rows = [{"to_whom": "Banque"}, {"amount": "beaucoup", "colour": "red", "kinds": ["pink"]}]

    assert {
        "money.debts.1.colour": "unknown",
        "money.debts.1.to_whom": "required",
        "money.debts.1.amount": "euros.shape",
        "money.debts.1.kinds": "choice.unknown",
    } == codes(checks.answers(any_answers(money__debts=rows), AnyForm))


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("Banque", "value.type"),
        ({"to_whom": "Banque"}, "value.type"),
        (["Banque"], "value.type"),
        ([{"to_whom": "x"}] * 21, "rows.most"),
    ],
)
def test_what_are_no_rows_or_too_many_is_refused(rows: object, code: str, checks: Checks) -> None:
    assert {"money.debts": code} == codes(checks.answers(any_answers(money__debts=rows), AnyForm))


def test_a_whole_step_may_be_hidden(checks: Checks) -> None:
    rows = [{"amount": "beaucoup"}]
    checked = checks.answers(any_answers(first__sure="no", money__debts=rows), AnyForm)

    assert {} == codes(checked)
    assert "money.debts" not in checked.values
