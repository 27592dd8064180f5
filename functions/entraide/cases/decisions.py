"""What the commission may decide, in closed lists: outcomes, and for each of them the reasons.

The commission decides case by case, and no aid is a right (`domain.md` 2.3): the reasons say what weighed most, in
words that the body can repeat to the worker. Their words are in `content/*/forms/_agency.yml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final


class Outcome(StrEnum):
    """What was decided on a file (`domain-review.md` G7)."""

    GRANTED = "granted"
    IN_PART = "in-part"
    REFUSED = "refused"
    ADJOURNED = "adjourned"
    """Looked at again in a later session, when what is missing is there."""


class ReasonCode(StrEnum):
    """What weighed most."""

    PASSING_DIFFICULTY = "passing-difficulty"
    URGENT_NEED = "urgent-need"
    PART_OF_THE_NEED = "part-of-the-need"
    OTHER_HELP_FIRST = "other-help-first"
    BUDGET = "budget"
    LASTING_DIFFICULTY = "lasting-difficulty"
    ENOUGH_MEANS = "enough-means"
    UNDER_A_YEAR = "under-a-year"
    NEVER_PAID = "never-paid"
    NOT_MAIN_ACTIVITY = "not-main-activity"
    HELPED_BEFORE = "helped-before"
    OUTSIDE_THE_AID = "outside-the-aid"
    PAPER_MISSING = "paper-missing"
    QUESTION_OPEN = "question-open"
    OTHER_PROCEDURE = "other-procedure"


_R: Final = ReasonCode
REASONS: Final[Mapping[Outcome, frozenset[ReasonCode]]] = {
    Outcome.GRANTED: frozenset({_R.PASSING_DIFFICULTY, _R.URGENT_NEED}),
    Outcome.IN_PART: frozenset({_R.PART_OF_THE_NEED, _R.OTHER_HELP_FIRST, _R.BUDGET, _R.HELPED_BEFORE}),
    Outcome.REFUSED: frozenset(
        {
            _R.OTHER_HELP_FIRST,
            _R.BUDGET,
            _R.LASTING_DIFFICULTY,
            _R.ENOUGH_MEANS,
            _R.UNDER_A_YEAR,
            _R.NEVER_PAID,
            _R.NOT_MAIN_ACTIVITY,
            _R.HELPED_BEFORE,
            _R.OUTSIDE_THE_AID,
        }
    ),
    Outcome.ADJOURNED: frozenset({_R.PAPER_MISSING, _R.QUESTION_OPEN, _R.OTHER_PROCEDURE}),
}
"""The reasons that go with each outcome."""

PAID: Final = frozenset({Outcome.GRANTED, Outcome.IN_PART})
LARGEST: Final = Decimal(100_000)
"""Euros; far above any aid: a larger amount is a slip of the hand."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the commission decided on one file."""

    outcome: Outcome
    reason: ReasonCode
    amount: Decimal | None = None
    """Euros, with two decimals at most; only where something is granted."""


def decision_problem(decision: Decision) -> str | None:
    """Why a decision cannot be taken as it is, or None: `decision.reason`, `decision.amount`, `decision.no-amount`."""
    if decision.reason not in REASONS[decision.outcome]:
        return "decision.reason"
    if decision.outcome not in PAID:
        return None if decision.amount is None else "decision.no-amount"
    amount = decision.amount
    fits = amount is not None and amount.is_finite() and 0 < amount <= LARGEST
    return None if fits and amount == round(amount or Decimal(), 2) else "decision.amount"
