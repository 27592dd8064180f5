"""The requests for aids in memory: each one's way from the empty page to the receipt."""

from __future__ import annotations

import json
from http import HTTPStatus

import pytest

from aid_answers import ACED, AIDS
from aid_requests import URSSAF, reviewed, sent, went_to
from answers import Pairs, changed, without
from counter import Counter
from entraide.forms.conditions import holds
from entraide.forms.definition import Form
from entraide.forms.reflection import fields, full_condition
from entraide.forms.registry import FORMS
from html_page import read_page
from visitor import Visitor

LANGS = ("fr", "en")
BUDGETED = sorted(name for name in AIDS if FORMS[name].totals)
WITH_DEBTS = ("aced", "afe")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", sorted(AIDS))
class TestTheWay:
    def test_it_is_reviewed_then_sent_to_the_urssaf_alone_and_acknowledged(
        self, form: str, lang: str, visitor: Visitor, counter: Counter
    ) -> None:
        reviewed(visitor, form, AIDS[form], lang)
        assert (HTTPStatus.OK, {}) == (visitor.status, counter.store.cases)

        visitor.press("send")
        ((reference, stored),) = counter.store.cases.items()

        assert (HTTPStatus.OK, f"/api/{lang}/receipts/{reference}") == (visitor.status, visitor.address)
        assert reference in visitor.page.text
        assert (form, lang) == (stored.case.form, stored.case.lang)
        assert {URSSAF: {form}} == went_to(stored)
        assert all(each.committed_at for each in stored.destinations)

    def test_an_empty_page_asks_for_all_that_is_required_and_stores_nothing(
        self, form: str, lang: str, visitor: Visitor, counter: Counter
    ) -> None:
        visitor.open_form(lang, form).press("check")
        shown_at_once = {
            path
            for path, asked in fields(FORMS[form]).items()
            if asked.question.required and holds(full_condition(FORMS[form], path), lambda _: frozenset())
        }
        assert HTTPStatus.UNPROCESSABLE_ENTITY == visitor.status
        assert shown_at_once | {"you.email"} == {*errors(visitor)}
        assert {} == counter.store.cases

    def test_it_says_whose_form_it_is_and_what_it_is_not(
        self, form: str, lang: str, counter: Counter
    ) -> None:
        intro = counter.desk.words(lang).text("forms", form, "intro")
        redrawn = counter.post([("_action", "redraw")], lang, form).body

        assert {"fr": "une possibilité, pas un droit", "en": "a possibility, not a right"}[lang] in intro
        assert {"fr": "pas celui de l’Urssaf", "en": "not Urssaf’s"}[lang] in intro
        assert {"fr": "quelqu’un peut taper", "en": "somebody may type"}[lang] in intro
        assert intro in redrawn.replace("&#39;", "'")


def errors(visitor: Visitor) -> list[str]:
    """Paths of the questions with an error, in the order of the page."""
    slugs = [name.removeprefix("error-") for name in visitor.page.ids if name.startswith("error-")]
    form = visitor.address.rpartition("/")[2]
    known = {path.replace(".", "-").replace("_", "-"): path for path in fields(FORMS[form])}
    return [known.get(slug, slug) for slug in slugs]


class TestTotals:
    @pytest.mark.parametrize("form", BUDGETED)
    @pytest.mark.parametrize(
        ("lang", "amounts"),
        [
            ("fr", ["2\u202f034,50\u00a0€", "820\u00a0€", "1\u202f214,50\u00a0€"]),
            ("en", ["€2,034.50", "€820", "€1,214.50"]),
        ],
    )
    def test_the_review_says_what_comes_in_what_goes_out_and_what_is_left(
        self, form: str, lang: str, amounts: list[str], visitor: Visitor, counter: Counter
    ) -> None:
        reviewed(visitor, form, AIDS[form], lang)
        names = counter.desk.words(lang).node("forms", form, "totals")

        for code, amount in zip(("resources", "charges", "left"), amounts, strict=True):
            assert f"{names[code]} {amount}" in visitor.page.text

    def test_what_is_left_may_be_less_than_nothing(self, visitor: Visitor) -> None:
        reviewed(visitor, "aced", changed(ACED, charges__housing="2 500"))
        assert "-585,50\u00a0€" in visitor.page.text

    def test_the_income_of_a_partner_is_not_counted_for_who_lives_alone(self, visitor: Visitor) -> None:
        reviewed(visitor, "aced", changed(ACED, household__household="alone"))
        assert "1\u202f234,50" not in visitor.page.text
        assert "-20\u00a0€" in visitor.page.text

    def test_without_any_amount_there_is_nothing_to_add_up(self, visitor: Visitor, counter: Counter) -> None:
        reviewed(visitor, "aced", without(ACED, "resources.", "charges."))
        assert counter.desk.words("fr").text("forms", "aced", "totals", "left") not in visitor.page.text


@pytest.mark.parametrize("form", WITH_DEBTS)
class TestRows:
    def test_a_debt_is_added_and_another_removed_without_javascript(
        self, form: str, visitor: Visitor
    ) -> None:
        one = [pair for pair in AIDS[form] if not pair[0].startswith("debts.list.1")]
        visitor.open_form("fr", form).fill(one, "add:debts.list")

        assert HTTPStatus.OK == visitor.status
        assert ["4000"] == visitor.page.values("debts.list.0.amount")
        assert [""] == visitor.page.values("debts.list.1.amount")
        assert ["Camille"] == visitor.page.values("you.first_name")

        more = {"debts.list.1.creditor": "tax", "debts.list.1.amount": "350"}
        visitor.press(
            "remove:debts.list.0", **{name.replace(".", "__"): value for name, value in more.items()}
        )

        assert ["350"] == visitor.page.values("debts.list.0.amount")
        assert ["tax"] == visitor.page.values("debts.list.0.creditor")
        assert [] == visitor.page.values("debts.list.1.amount")

        visitor.press("check").press("send")
        (stored,) = visitor.counter.store.cases.values()
        (debt,) = json.loads(stored.case.answers)["debts"]["list"]
        assert ("tax", "350.00") == (debt["creditor"], debt["amount"])

    def test_a_row_left_blank_is_no_debt(self, form: str, visitor: Visitor) -> None:
        stored = sent(visitor, form, without(AIDS[form], "debts."))
        assert json.loads(stored.case.answers)["debts"]["list"] is None

    def test_a_debt_without_its_amount_is_told_at_its_place(self, form: str, visitor: Visitor) -> None:
        visitor.open_form("fr", form).fill(without(AIDS[form], "debts.list.1.amount"))
        assert HTTPStatus.UNPROCESSABLE_ENTITY == visitor.status
        assert ["debts-list-1-amount"] == errors(visitor)

    def test_the_review_says_what_each_amount_is(self, form: str, visitor: Visitor) -> None:
        reviewed(visitor, form, AIDS[form])
        assert "À une banque, somme due\u00a0: 4\u202f000\u00a0€, échéancier\u00a0: Oui" in visitor.page.text


@pytest.mark.parametrize("form", sorted(AIDS))
@pytest.mark.parametrize("position", ["paid-head", "farmer", "artist"])
class TestElsewhere:
    def test_who_belongs_elsewhere_is_told_so_and_nothing_is_stored(
        self, form: str, position: str, visitor: Visitor
    ) -> None:
        visitor.open_form("fr", form).fill(changed(AIDS[form], activity__position=position))
        title = visitor.counter.desk.words("fr").text("forms", form, "exits", position, "title")

        assert [title] == visitor.page.headings
        assert {} == visitor.counter.store.cases

    def test_and_may_go_on_all_the_same(self, form: str, position: str, visitor: Visitor) -> None:
        visitor.open_form("fr", form).fill(changed(AIDS[form], activity__position=position))
        visitor.press("continue").press("send")
        (stored,) = visitor.counter.store.cases.values()
        assert {URSSAF: {form}} == went_to(stored)
        assert [True] == [each.needs_person for each in stored.destinations]


@pytest.mark.parametrize("form", sorted(AIDS))
def test_the_guide_leads_into_each_request_with_what_was_answered(form: str, visitor: Visitor) -> None:
    told = {
        "activity.position": "own-name",
        "activity.family": "trade",
        "activity.main": "yes",
        "affiliation.over_a_year": "yes",
        "affiliation.paid": "unknown",
    }
    visitor.open_form("fr", "which-help").fill([("difficulty.kinds", "contributions"), *told.items()])
    assert f'action="/api/fr/forms/{form}"' in visitor.html

    answer = visitor.counter.post([*told.items(), ("_action", "redraw")], "fr", form)
    asked_too = {path: [value] for path, value in told.items() if path in fields(FORMS[form])}
    page = read_page(answer.body)
    assert len(asked_too) >= 3
    assert asked_too == {path: page.values(path) for path in asked_too}


@pytest.mark.parametrize(("lang", "confirm"), [("fr", "à confirmer"), ("en", "to be confirmed")])
def test_the_guide_says_once_of_each_reason_that_it_is_to_be_confirmed(
    lang: str, confirm: str, visitor: Visitor, counter: Counter
) -> None:
    told = {"activity.position": "own-name", "activity.family": "lawyer", "activity.main": "also-employee"}
    unmet = {"affiliation.over_a_year": "no", "affiliation.paid": "no"}
    visitor.open_form(lang, "which-help").fill([("difficulty.kinds", "cash"), *told.items(), *unmet.items()])
    of_afe = visitor.page.text.partition(counter.desk.words(lang).text("advice", "helps", "afe", "name"))[2]

    assert 4 == of_afe.partition(counter.desk.words(lang).text("advice", "helps", "aced", "name"))[0].count(
        confirm
    )
    question = counter.desk.words(lang).node(
        "forms", "aced", "steps", "affiliation", "questions", "over_a_year"
    )
    assert confirm not in question["label"]


def asked(form: type[Form]) -> set[str]:
    return {path for path, each in fields(form).items() if not each.at_review}


def test_the_request_after_a_disaster_is_the_shortest() -> None:
    lengths = {name: len(asked(FORMS[name])) for name in AIDS}
    assert "fci" == min(lengths, key=lambda name: lengths[name])


def test_what_is_never_asked_is_not_asked() -> None:
    never = (
        "nir",
        "birth_day",
        "nationality",
        "diagnosis",
        "illness",
        "iban",
        "caf_number",
        "password",
        "religion",
    )
    for form in (FORMS[name] for name in AIDS):
        assert not [path for path in asked(form) for word in never if word in path]


@pytest.mark.parametrize(("form", "pairs"), sorted(AIDS.items()))
def test_answers_survive_the_way_to_the_store(form: str, pairs: Pairs, visitor: Visitor) -> None:
    stored = sent(visitor, form, pairs)
    read_back = FORMS[form].model_validate_json(stored.case.answers)
    assert json.loads(stored.case.answers) == json.loads(read_back.model_dump_json())
    assert "Exemple" == json.loads(stored.case.answers)["you"]["family_name"]
