"""Which kind of body is competent for a need, and by which address.

`domain.md` 2.2 with the corrections of `domain-review.md` 2.1; the source of each rule stands in `rules`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from entraide.agencies.rules import Rule, Told
from entraide.agencies.situation import Situation
from entraide.agencies.vocabulary import Activity, Need, PensionPayer, Position, Role


class Place(Enum):
    """The address that decides."""

    WORK = auto()
    HOME = auto()


@dataclass(frozen=True, slots=True)
class Claim:
    """A need that a kind of body is competent for, by one of the two addresses."""

    need: Need
    role: Role
    place: Place
    rule: Rule
    needs_person: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """An address to tell, for some needs, and the rule that says so."""

    told: Told
    needs: frozenset[Need]
    rule: Rule


EXITS: Final = {
    Position.PAID_HEAD: (Told.PAID_HEAD, Rule.EXIT_PAID_HEAD),
    Position.FARMER: (Told.FARMER, Rule.EXIT_FARMER),
    Position.ARTIST: (Told.ARTIST, Rule.EXIT_ARTIST),
}
"""People of other schemes: who continues anyway is heard by the coordinator alone (review, 2.4)."""

AIDS: Final = frozenset({Need.ACED, Need.AFE, Need.FCI, Need.ADR})

_FUNDS: Final = {
    Activity.REGULATED: (Told.PENSION_FUND, Rule.FUND_PROFESSION),
    Activity.HEALTH_PROFESSION: (Told.PENSION_FUND, Rule.FUND_PROFESSION),
    Activity.LAWYER: (Told.LAWYERS_FUND, Rule.FUND_LAWYERS),
}
"""Activities with a pension fund of their own, by law."""
_STATED: Final = (Told.OWN_FUND, Rule.FUND_STATED)
_FUND_COLLECTS: Final = frozenset({Need.CONTRIBUTIONS, Need.ACED})
_GENERAL_PART: Final = frozenset({PensionPayer.GENERAL, PensionPayer.BOTH})
_STOPPED: Final = frozenset({Position.RETIRED, Position.WIDOWED})


def claims(situation: Situation) -> tuple[Claim, ...]:
    """One for each need that a body of the directory is competent for, in the order of `Need`."""
    if situation.position in EXITS:
        return ()
    found = (_claim(need, situation) for need in Need if need in situation.needs)
    return tuple(claim for claim in found if claim)


def notices(situation: Situation) -> tuple[Notice, ...]:
    """The addresses to tell beside, or instead of, a body of the directory."""
    return tuple(_notices(situation))


def _claim(need: Need, situation: Situation) -> Claim | None:
    match need:
        case Need.BENEFITS:
            return Claim(need, Role.BENEFITS, Place.HOME, Rule.BENEFITS_HOME)
        case Need.HEALTH:
            return _health(need, situation, Rule.HEALTH_HOME)
        case Need.RETIREMENT:
            return _retirement(situation)
        case Need.AFE if situation.invalidity_pension:
            return _health(need, situation, Rule.AFE_INVALIDITY)
        case Need.FCI if situation.draws_pension:
            return Claim(need, Role.RETIREMENT, Place.HOME, Rule.FCI_PENSION)
        case _:
            return _contributions(need, situation)


def _contributions(need: Need, situation: Situation) -> Claim:
    aid = need in AIDS
    if situation.work:
        rule = Rule.AID_WORK if aid else Rule.CONTRIBUTIONS_WORK
        return Claim(need, Role.CONTRIBUTIONS, Place.WORK, rule)
    # Nobody says which Urssaf follows who has stopped and moved: a person there looks.
    rule = Rule.AID_HOME if aid else Rule.CONTRIBUTIONS_HOME
    return Claim(need, Role.CONTRIBUTIONS, Place.HOME, rule, needs_person=True)


def _health(need: Need, situation: Situation, rule: Rule) -> Claim:
    contracted = situation.activity is Activity.HEALTH_PROFESSION and situation.position not in _STOPPED
    if not (contracted and situation.work):
        return Claim(need, Role.HEALTH, Place.HOME, rule)
    return Claim(need, Role.HEALTH, Place.WORK, Rule.HEALTH_PRACTICE if need is Need.HEALTH else rule)


def _retirement(situation: Situation) -> Claim | None:
    if not _fund(situation):
        return Claim(Need.RETIREMENT, Role.RETIREMENT, Place.HOME, Rule.RETIREMENT_HOME)
    if situation.pension_payer in _GENERAL_PART:
        return Claim(Need.RETIREMENT, Role.RETIREMENT, Place.HOME, Rule.RETIREMENT_GENERAL_PART)
    return None


def _fund(situation: Situation) -> tuple[Told, Rule] | None:
    by_law = _FUNDS.get(situation.activity) if situation.activity else None
    says_so = situation.pension_payer in {PensionPayer.OWN_FUND, PensionPayer.BOTH}
    return by_law or (_STATED if says_so else None)


def _notices(situation: Situation) -> Iterator[Notice]:
    if situation.position in EXITS:
        told, rule = EXITS[situation.position]
        yield Notice(told, situation.needs, rule)
        return
    fund = _fund(situation)
    if fund and Need.RETIREMENT in situation.needs:
        yield Notice(fund[0], frozenset({Need.RETIREMENT}), fund[1])
    collected = situation.needs & _FUND_COLLECTS
    if collected and situation.activity in _FUNDS:
        yield Notice(Told.FUND_CONTRIBUTIONS, collected, Rule.FUND_CONTRIBUTIONS)
    if situation.activity is Activity.LAWYER and Need.HEALTH in situation.needs:
        yield Notice(Told.LAWYERS_SICK_PAY, frozenset({Need.HEALTH}), Rule.SICK_PAY_LAWYERS)
