"""The guide answers everything, gives its reasons, and is never surer than its facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Final

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from entraide.agencies.vocabulary import Activity, Position
from entraide.forms import options as o
from entraide.forms.aids.fit import RULES, Fit, Help, Mark, Verdict, verdicts
from entraide.forms.aids.options import Difficulty
from entraide.forms.aids.which_help import WhichHelp
from entraide.forms.conditions import Condition, holds, leaves
from entraide.forms.reflection import fields

CONTENT: Final = Path("content")
FACT: Final = re.compile(r"\{\{ *([a-z.]+) *\}\}")

Answers = dict[str, frozenset[str]]


def decided(answers: Answers) -> Callable[[Condition], bool]:
    return lambda condition: holds(condition, lambda path: answers.get(path, frozenset()))


def told(**answers: str) -> dict[Help, Verdict]:
    given_ = {path.replace("__", "."): frozenset(value.split()) for path, value in answers.items()}
    return {each.help: each for each in verdicts(decided(given_))}


def test_every_combination_of_single_answers_has_a_verdict_with_reasons_for_each_help() -> None:
    choices = product(Difficulty, Position, Activity, o.Main, o.Known, o.Known)
    for kind, position, family, main, over, paid in choices:
        answers: Answers = {
            "difficulty.kinds": frozenset({kind}),
            "activity.position": frozenset({position}),
            "activity.family": frozenset({family}),
            "activity.main": frozenset({main}),
            "affiliation.over_a_year": frozenset({over}),
            "affiliation.paid": frozenset({paid}),
        }
        given_ = verdicts(decided(answers))
        assert [each.help for each in given_] == list(Help)
        assert all(each.reasons for each in given_), answers


@given(st.sets(st.sampled_from(Difficulty)), st.sampled_from(Position), st.sampled_from(o.Main))
def test_a_verdict_is_never_surer_than_its_least_sure_reason(
    kinds: set[Difficulty], position: Position, main: o.Main
) -> None:
    answers: Answers = {
        "difficulty.kinds": frozenset(kinds),
        "activity.position": frozenset({position}),
        "activity.main": frozenset({main}),
    }
    for each in verdicts(decided(answers)):
        if each.fit is not Fit.MAY_FIT:
            assert {reason.mark for reason in each.reasons} == {Mark.A}


def test_unpaid_contributions_point_to_aced_without_certainty() -> None:
    verdict = told(difficulty__kinds="contributions", activity__position="own-name")[Help.ACED]

    assert (Fit.MAY_FIT, ["aced.contributions"]) == (verdict.fit, [each.code for each in verdict.reasons])


def test_a_condition_from_a_second_hand_source_makes_doubtful_and_never_excludes() -> None:
    verdict = told(difficulty__kinds="contributions", affiliation__over_a_year="no")[Help.ACED]

    assert verdict.fit is Fit.MAY_FIT
    assert "over-a-year" in [each.code for each in verdict.reasons]


@pytest.mark.parametrize(
    ("answers", "of", "fit"),
    [
        ({"difficulty__kinds": "disaster", "activity__main": "also-pension"}, Help.FCI, Fit.DOES_NOT_FIT),
        ({"difficulty__kinds": "disaster", "activity__main": "yes"}, Help.FCI, Fit.MAY_FIT),
        ({"difficulty__kinds": "cash", "activity__position": "farmer"}, Help.AFE, Fit.DOES_NOT_FIT),
        ({"difficulty__kinds": "family", "activity__position": "own-name"}, Help.HELP, Fit.FITS),
        ({"difficulty__kinds": "caring"}, Help.HEALTH_INSURANCE, Fit.FITS),
        (
            {"difficulty__kinds": "ageing-at-home", "activity__family": "lawyer"},
            Help.PENSION_INSURANCE,
            Fit.MAY_FIT,
        ),
        ({"difficulty__kinds": "retiring", "activity__family": "liberal"}, Help.ADR, Fit.MAY_FIT),
        ({"difficulty__kinds": "disaster", "activity__main": "also-employee"}, Help.FCI, Fit.MAY_FIT),
        ({"difficulty__kinds": "contributions", "activity__position": "retired"}, Help.ACED, Fit.MAY_FIT),
    ],
)
def test_known_situations(answers: dict[str, str], of: Help, fit: Fit) -> None:
    assert told(**answers)[of].fit is fit


@pytest.mark.parametrize("of", [Help.ACED, Help.AFE, Help.FCI])
@pytest.mark.parametrize(
    ("path", "option", "code"),
    [
        ("activity.position", "retired", "not-active"),
        ("activity.position", "widowed", "not-active"),
        ("activity.family", "lawyer", "own-fund"),
        ("activity.family", "health-profession", "own-fund"),
    ],
)
def test_what_is_to_be_confirmed_for_somebody_is_said_and_excludes_nobody(
    path: str, option: str, code: str, of: Help
) -> None:
    weighing = "contributions cash disaster"
    without = told(difficulty__kinds=weighing)[of]
    verdict = told(difficulty__kinds=weighing, **{path.replace(".", "__"): option})[of]

    assert (Fit.MAY_FIT, Fit.MAY_FIT) == (without.fit, verdict.fit)
    assert {code} == {each.code for each in verdict.reasons} - {each.code for each in without.reasons}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_rule_is_surer_than_the_facts_that_its_words_name(lang: str) -> None:
    facts = yaml.safe_load((CONTENT / "facts.yml").read_text("utf-8"))
    reasons = yaml.safe_load((CONTENT / lang / "forms" / "_advice.yml").read_text("utf-8"))["reasons"]
    named = {rule: FACT.findall(reasons[rule.code]["text"]) for rule in RULES}

    assert [] == [
        rule
        for rule, keys in named.items()
        if rule.mark < max((facts[key]["mark"] for key in keys), default="A")
    ]


def test_rules_look_only_at_what_the_guide_asks() -> None:
    asked = fields(WhichHelp)
    for rule in RULES:
        for leaf in leaves(rule.when):
            assert set(leaf.values) <= set(asked[leaf.path].options), rule.code
