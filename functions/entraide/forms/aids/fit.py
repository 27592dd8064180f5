"""Which help fits: one table of rules, for the guide and for what the aid forms say beforehand.

Advisory only. A verdict is never surer than its least sure fact (`design.md`, "What is never collected"): a rule
of mark B can make a help doubtful or likely, never certain. The guide and the aid forms share the paths that it reads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from entraide.agencies.vocabulary import Activity, Position
from entraide.forms import options as o
from entraide.forms.aids.options import Difficulty
from entraide.forms.conditions import Condition, answer


class Help(StrEnum):
    """What may help."""

    ACED = "aced"
    AFE = "afe"
    FCI = "fci"
    ADR = "adr"
    HELP = "help"
    HEALTH_INSURANCE = "health-insurance"
    PENSION_INSURANCE = "pension-insurance"


class Fit(StrEnum):
    """How well it fits; only a body says who is entitled."""

    FITS = "fits"
    MAY_FIT = "may-fit"
    DOES_NOT_FIT = "does-not-fit"


class Mark(StrEnum):
    """How sure a rule's fact is (`domain-review.md`)."""

    A = "A"
    B = "B"


@dataclass(frozen=True, slots=True)
class Rule:
    """When `when` holds, the help fits or does not, as surely as the mark says. The words are under `code`."""

    help: Help
    code: str
    when: Condition
    says: Fit
    mark: Mark


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the guide says of a help, with the rules that made it say so."""

    help: Help
    fit: Fit
    reasons: tuple[Rule, ...]


ELSEWHERE: Final = answer("activity.position", Position.FARMER, Position.ARTIST)
PAID_HEAD: Final = answer("activity.position", Position.PAID_HEAD)
NOT_ACTIVE: Final = answer("activity.position", Position.RETIRED, Position.WIDOWED)
NEW: Final = answer("affiliation.over_a_year", o.Known.NO)
NEVER_PAID: Final = answer("affiliation.paid", o.Known.NO)
SIDE: Final = answer("activity.main", o.Main.ALSO_EMPLOYEE)
PENSIONER: Final = answer("activity.main", o.Main.ALSO_PENSION)
OWN_FUND: Final = answer("activity.family", Activity.REGULATED, Activity.LAWYER, Activity.HEALTH_PROFESSION)
UNSURE_FUND: Final = answer("activity.family", Activity.LAWYER, Activity.HEALTH_PROFESSION)
"""Whether these aids are open to them is published nowhere (`domain-review.md` 2.4)."""
NOT_CRAFT_OR_TRADE: Final = OWN_FUND | answer("activity.family", Activity.LIBERAL)


def _needs(*difficulties: Difficulty) -> Condition:
    return answer("difficulty.kinds", *difficulties)


FIT, MAY, NOT = Fit.FITS, Fit.MAY_FIT, Fit.DOES_NOT_FIT
CONDITIONS: Final[tuple[tuple[str, Condition, Fit], ...]] = (
    ("not-active", NOT_ACTIVE, NOT),
    ("own-fund", UNSURE_FUND, MAY),
    ("over-a-year", NEW, NOT),
    ("paid", NEVER_PAID, NOT),
    ("main", SIDE, NOT),
)
"""What ACED, AFE and FCI share, told in their forms too. Known at second hand, so none excludes."""

RULES: Final[tuple[Rule, ...]] = (
    Rule(Help.ACED, "aced.contributions", _needs(Difficulty.CONTRIBUTIONS), MAY, Mark.A),
    Rule(Help.ACED, "aced.none-owed", ~_needs(Difficulty.CONTRIBUTIONS), NOT, Mark.A),
    Rule(Help.ACED, "elsewhere", ELSEWHERE, NOT, Mark.A),
    Rule(Help.ACED, "paid-head", PAID_HEAD, NOT, Mark.B),
    Rule(Help.AFE, "afe.cash", _needs(Difficulty.CASH), MAY, Mark.A),
    Rule(Help.AFE, "afe.no-cash-problem", ~_needs(Difficulty.CASH), NOT, Mark.A),
    Rule(Help.AFE, "elsewhere", ELSEWHERE, NOT, Mark.A),
    Rule(Help.AFE, "paid-head", PAID_HEAD, NOT, Mark.B),
    Rule(Help.FCI, "fci.disaster", _needs(Difficulty.DISASTER), MAY, Mark.A),
    Rule(Help.FCI, "fci.no-disaster", ~_needs(Difficulty.DISASTER), NOT, Mark.A),
    Rule(Help.FCI, "elsewhere", ELSEWHERE, NOT, Mark.A),
    Rule(Help.FCI, "paid-head", PAID_HEAD, NOT, Mark.B),
    Rule(Help.FCI, "fci.pension", PENSIONER, NOT, Mark.A),
    Rule(Help.ADR, "adr.retiring", _needs(Difficulty.RETIRING), FIT, Mark.B),
    Rule(Help.ADR, "adr.not-retiring", ~_needs(Difficulty.RETIRING), NOT, Mark.A),
    Rule(Help.ADR, "elsewhere", ELSEWHERE, NOT, Mark.A),
    Rule(Help.ADR, "paid-head", PAID_HEAD, NOT, Mark.B),
    Rule(Help.ADR, "adr.not-craft-or-trade", NOT_CRAFT_OR_TRADE, NOT, Mark.B),
    Rule(Help.HELP, "help.any", ~(ELSEWHERE | PAID_HEAD), FIT, Mark.A),
    Rule(Help.HELP, "elsewhere", ELSEWHERE, NOT, Mark.A),
    Rule(Help.HELP, "paid-head", PAID_HEAD, NOT, Mark.B),
    Rule(Help.HEALTH_INSURANCE, "health.care", _needs(Difficulty.HEALTH, Difficulty.CARING), FIT, Mark.A),
    Rule(Help.HEALTH_INSURANCE, "health.none", ~_needs(Difficulty.HEALTH, Difficulty.CARING), NOT, Mark.A),
    Rule(Help.HEALTH_INSURANCE, "health.farmer", answer("activity.position", Position.FARMER), NOT, Mark.A),
    Rule(Help.PENSION_INSURANCE, "pension.home", _needs(Difficulty.AGEING_AT_HOME), FIT, Mark.A),
    Rule(Help.PENSION_INSURANCE, "pension.none", ~_needs(Difficulty.AGEING_AT_HOME), NOT, Mark.A),
    Rule(Help.PENSION_INSURANCE, "pension.own-fund", OWN_FUND, NOT, Mark.B),
    Rule(Help.PENSION_INSURANCE, "pension.farmer", answer("activity.position", Position.FARMER), NOT, Mark.A),
    *(
        Rule(each, code, when, says, Mark.B)
        for each in (Help.ACED, Help.AFE, Help.FCI)
        for code, when, says in CONDITIONS
    ),
)
"""`domain-review.md` 2.2 and 2.4 (the less sure where they differ), `domain.md` 2.4; seed 004 for Assurance maladie
and Assurance retraite."""


def verdicts(holds: Callable[[Condition], bool]) -> tuple[Verdict, ...]:
    """What fits, for answers of which `holds` decides each condition; one verdict for each help, with its reasons."""
    return tuple(_verdict(each, tuple(r for r in RULES if r.help is each and holds(r.when))) for each in Help)


def _verdict(of: Help, reasons: tuple[Rule, ...]) -> Verdict:
    against = tuple(each for each in reasons if each.says is NOT)
    if any(each.mark is Mark.A for each in against):
        return Verdict(of, Fit.DOES_NOT_FIT, tuple(each for each in against if each.mark is Mark.A))
    sure = all(each.mark is Mark.A and each.says is FIT for each in reasons)
    return Verdict(of, Fit.FITS if sure else Fit.MAY_FIT, reasons)
