"""Every code that a body or the commission may be told has its words, and no word is left over."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
import yaml

from entraide.cases.decisions import REASONS, Decision, Outcome, ReasonCode, decision_problem
from entraide.cases.relinking import Purpose

ROOT = Path(__file__).resolve().parents[2]
RAISED = [
    *(ROOT / "functions/entraide/cases").glob("*.py"),
    *(ROOT / "functions/entraide/handlers").glob("*.py"),
]
ELSEWHERE = {"key.shape"}
"""Said in `_errors.yml`, to the public too."""


def words(lang: str) -> dict[str, Any]:
    tree: dict[str, Any] = yaml.safe_load((ROOT / f"content/{lang}/forms/_agency.yml").read_text("utf-8"))
    return tree


def codes() -> set[str]:
    """All the texts of these modules that look like a code of ours."""
    kinds = (
        "our.",
        "caller.",
        "route.",
        "store.",
        "case.",
        "text.",
        "session.",
        "file.",
        "decision.",
        "body.shape",
    )
    found = {
        node.value
        for path in RAISED
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {each for each in found if each.startswith(kinds) and " " not in each and not each.endswith(".")}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_code_has_its_words_and_none_is_left_over(lang: str) -> None:
    tree = words(lang)

    assert codes() | {"required"} == {*tree["errors"]}
    assert {str(each) for each in Outcome} == {*tree["outcomes"]}
    assert {str(each) for each in ReasonCode} == {*tree["reasons"]}
    assert {str(each) for each in Purpose} == {*tree["purposes"]}


def test_every_outcome_has_reasons_and_every_reason_an_outcome() -> None:
    assert {*Outcome} == {*REASONS}
    assert {*ReasonCode} == {reason for reasons in REASONS.values() for reason in reasons}


@pytest.mark.parametrize("outcome", Outcome)
@pytest.mark.parametrize("reason", ReasonCode)
def test_a_reason_goes_with_its_outcomes_alone(outcome: Outcome, reason: ReasonCode) -> None:
    refused = decision_problem(Decision(outcome, reason)) == "decision.reason"

    assert refused == (reason not in REASONS[outcome])
