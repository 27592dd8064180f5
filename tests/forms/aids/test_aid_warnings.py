"""What the requests for aids tell beforehand: conditions that stop nothing, and letters with a time limit."""

from __future__ import annotations

import pytest

from aid_answers import AIDS
from aid_requests import reviewed, sent, went_to
from answers import changed
from counter import Counter
from entraide.forms.papers import papers_of
from entraide.forms.registry import FORMS
from entraide.forms.stored import stored_answers
from visitor import Visitor

LANGS = ("fr", "en")
NO_TO_ALL = {"affiliation__over_a_year": "no", "affiliation__paid": "no", "activity__main": "also-employee"}
CONDITIONS = {"over-a-year", "paid", "main"}
NOT_MET: list[tuple[str, dict[str, str], set[str]]] = [
    ("aced", {**NO_TO_ALL, "activity__employees": "under-10"}, {*CONDITIONS, "employees"}),
    ("afe", NO_TO_ALL, CONDITIONS),
    ("fci", NO_TO_ALL, CONDITIONS),
    *[(form, {"activity__position": "retired"}, {"not-active"}) for form in ("aced", "afe", "fci")],
    ("aced", {"activity__position": "widowed"}, {"not-active"}),
    *[(form, {"activity__family": "lawyer"}, {"own-fund"}) for form in ("aced", "afe", "fci")],
    ("afe", {"activity__family": "health-profession"}, {"own-fund"}),
    ("fci", {"activity__main": "also-pension"}, {"pension"}),
    ("fci", {"disaster__hit": "nothing"}, {"undamaged"}),
    ("adr", {"adr__craft_or_trade": "no"}, {"not-craft-or-trade"}),
    (
        "adr",
        {"activity__family": "liberal", "adr__craft_or_trade": "unknown"},
        {"not-craft-or-trade"},
    ),
    ("adr", {"adr__not_taxed_last_year": "no"}, {"taxed"}),
    ("adr", {"adr__not_taxed_year_before": "no"}, {"taxed"}),
    ("adr", {"adr__already": "yes"}, {"already"}),
]


def shown_alerts(visitor: Visitor) -> set[str]:
    """The titles of the boxes on the page."""
    return {
        attributes["aria-label"]
        for _, attributes in visitor.page.elements
        if attributes.get("role") == "note"
    }


def alert_titles(counter: Counter, form: str, codes: set[str], lang: str = "fr") -> set[str]:
    return {counter.desk.words(lang).text("forms", form, "alerts", code, "title") for code in codes}


class TestWarnings:
    @pytest.mark.parametrize("lang", LANGS)
    @pytest.mark.parametrize(("form", "answers", "codes"), NOT_MET)
    def test_a_condition_that_is_not_met_is_told_and_stops_nothing(
        self, form: str, answers: dict[str, str], codes: set[str], lang: str, visitor: Visitor
    ) -> None:
        reviewed(visitor, form, changed(AIDS[form], **answers), lang)
        assert alert_titles(visitor.counter, form, codes, lang) == shown_alerts(visitor)

        visitor.press("send")
        (stored,) = visitor.counter.store.cases.values()
        assert {form} == set().union(*went_to(stored).values())

    def test_who_has_damage_too_is_not_told_that_there_is_none(self, visitor: Visitor) -> None:
        assert set() == shown_alerts(reviewed(visitor, "fci", [*AIDS["fci"], ("disaster.hit", "nothing")]))

    @pytest.mark.parametrize("form", sorted(AIDS))
    def test_nothing_is_told_to_who_meets_them(self, form: str, visitor: Visitor) -> None:
        assert set() == shown_alerts(reviewed(visitor, form, AIDS[form]))

    @pytest.mark.parametrize("form", ["aced", "afe", "adr"])
    @pytest.mark.parametrize(
        ("letter", "code"),
        [
            ("formal-notice", "formal-notice"),
            ("enforcement-order", "enforcement-order"),
            ("seizure", "seizure-letter"),
        ],
    )
    def test_a_letter_with_a_time_limit_is_told(
        self, form: str, letter: str, code: str, visitor: Visitor
    ) -> None:
        reviewed(visitor, form, changed(AIDS[form], contributions__letter=letter))
        assert alert_titles(visitor.counter, form, {code}) == shown_alerts(visitor)


@pytest.mark.parametrize(("hit", "photos"), [("premises", {"damage"}), ("nothing", set())])
def test_photos_are_expected_where_something_is_damaged(hit: str, photos: set[str], visitor: Visitor) -> None:
    stored = sent(visitor, "fci", changed(AIDS["fci"], disaster__hit=hit))
    checked = stored_answers(FORMS["fci"], stored.case.answers)

    assert checked is not None
    assert {"tax", *photos} == {each.code for each in papers_of(checked) if each.expected}
