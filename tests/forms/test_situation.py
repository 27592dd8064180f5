"""From answers to what routing needs; whatever is ticked is answered by a body or by an address."""

from __future__ import annotations

import itertools
from typing import Annotated, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answers import CONTRIBUTIONS, Pairs, changed, without
from any_answers import PLACES, any_raw
from any_form import AnyForm
from checks import Checks
from entraide.agencies.directory import Directory
from entraide.agencies.routing import route
from entraide.agencies.situation import Situation
from entraide.agencies.vocabulary import Activity, Need, PensionPayer, Position, Role
from entraide.forms import options as o
from entraide.forms.definition import Form, Informs, Question, Step
from entraide.forms.privacy import EVERY_BODY, Privacy
from entraide.forms.registry import FORMS
from entraide.forms.situation import proposed, situation
from entraide.forms.values.yesno import YesNo

HAPPENING = without(CONTRIBUTIONS, "happening.needs", "happening.situations")


def of(pairs: Pairs, checks: Checks) -> Situation:
    return situation(checks.pairs(pairs), checks.gazetteer)


def happening(needs: tuple[str, ...], situations: tuple[str, ...]) -> Pairs:
    ticked = [("happening.needs", need) for need in needs]
    return [*HAPPENING, *ticked, *(("happening.situations", each) for each in situations)]


def test_the_usual_answers_describe_a_situation(checks: Checks) -> None:
    found = of(CONTRIBUTIONS, checks)

    assert found.work is not None
    assert "Troyes" == found.work.name
    assert found.work == found.home
    assert (frozenset({Need.CONTRIBUTIONS}), Position.OWN_NAME, Activity.CRAFT) == (
        found.needs,
        found.position,
        found.activity,
    )
    assert (False, False, None) == (found.home_abroad, found.draws_pension, found.cpam)


def test_each_answer_that_informs_routing_does(checks: Checks) -> None:
    abroad = of(changed(CONTRIBUTIONS, places__home_kind="abroad", places__country="Italie"), checks)
    elsewhere = [*changed(CONTRIBUTIONS, places__home_kind="other"), ("places.home.postal_code", "33000")]
    pension = of(changed(CONTRIBUTIONS, activity__main="also-pension"), checks)
    fund = [("happening.needs", "retirement"), ("retirement.payer", "both"), ("activity.family", "liberal")]

    assert (True, None) == (abroad.home_abroad, abroad.home)
    assert "Bordeaux" == getattr(of(elsewhere, checks).home, "name", "")
    assert pension.draws_pension
    assert PensionPayer.BOTH == of([*without(CONTRIBUTIONS, "activity.family"), *fund], checks).pension_payer
    assert "cpam-10" == of([*CONTRIBUTIONS, ("review.cpam", "cpam-10")], checks).cpam


class Pensions(Step):
    """Two ways to say that one draws a pension."""

    main: Annotated[
        o.Main | None,
        Question(Privacy.PLAIN, EVERY_BODY, informs=(Informs("draws_pension", (o.Main.ALSO_PENSION,)),)),
    ] = None
    other: Annotated[
        YesNo | None, Question(Privacy.PLAIN, EVERY_BODY, informs=(Informs("draws_pension", ("yes",)),))
    ] = None


class TwoWays(Form):
    id: ClassVar[str] = "two-ways"
    version: ClassVar[int] = 1
    pensions: Pensions = Pensions()


@pytest.mark.parametrize(
    ("main", "other", "draws"),
    [
        ("also-pension", "no", True),
        ("yes", "yes", True),
        ("also-pension", "yes", True),
        ("yes", "no", False),
    ],
)
def test_where_several_questions_inform_the_same_fact_one_yes_is_enough(
    main: str,
    other: str,
    draws: bool,  # noqa: FBT001 - a case
    checks: Checks,
) -> None:
    answered = checks.pairs([("pensions.main", main), ("pensions.other", other)], TwoWays)

    assert draws is situation(answered, checks.gazetteer).draws_pension


def test_a_form_may_stand_for_a_need_itself(checks: Checks) -> None:
    assert frozenset({Need.BENEFITS}) == situation(checks.pairs([], AnyForm), checks.gazetteer).needs


@pytest.mark.parametrize(
    ("situations", "needs"),
    [
        (("fewer-customers",), ("contributions",)),
        (("my-health",), ("health",)),
        (("basic-needs", "my-health"), ("benefits", "health")),
        (("stopping",), ("contributions", "benefits")),
        (("dispute", "other", "not-said"), ()),
    ],
)
def test_who_does_not_know_is_proposed_needs_in_the_order_of_the_page(
    situations: tuple[str, ...], needs: tuple[str, ...], checks: Checks
) -> None:
    unsure = checks.pairs(happening(("help-me",), situations))

    assert needs == proposed(unsure)
    assert frozenset(map(Need, needs)) == situation(unsure, checks.gazetteer).needs


def test_who_chose_needs_is_proposed_none(checks: Checks) -> None:
    both = checks.pairs(happening(("help-me", "health"), ("stopping",)))

    assert () == proposed(both)
    assert frozenset({Need.HEALTH}) == situation(both, checks.gazetteer).needs
    assert () == proposed(checks.pairs(happening((), ("stopping",))))


def test_every_situation_is_thought_of() -> None:
    rule = FORMS["questionnaire"].proposals
    assert rule is not None
    left = {each for each in o.Happened if each not in rule.table}

    assert {o.Happened.DISPUTE, o.Happened.OTHER, o.Happened.NOT_SAID} == left


NEEDS = [subset for size in range(6) for subset in itertools.combinations(o.HelpWith, size)]
SITUATIONS = st.lists(st.sampled_from(list(o.Happened)), max_size=4, unique=True)


@pytest.mark.parametrize("needs", NEEDS, ids=lambda needs: "+".join(needs) or "none")
@settings(max_examples=6)
@given(situations=SITUATIONS, place=st.sampled_from(PLACES), position=st.sampled_from(list(Position)))
def test_any_needs_and_situations_have_an_answer(
    needs: tuple[str, ...],
    situations: list[str],
    place: tuple[str, str],
    position: Position,
    checks: Checks,
    directory: Directory,
) -> None:
    postal_code, commune = place
    pairs = changed(happening(needs, tuple(situations)), activity__position=position)
    pairs = changed(pairs, places__work__postal_code=postal_code, places__work__commune=commune)
    described = of(pairs, checks)
    routing = route(described, directory)

    assert routing.choices or routing.referrals
    held = [each.needs for each in routing.choices] + [each.needs for each in routing.referrals]
    assert described.needs <= frozenset[Need]().union(*held)
    assert not routing.choices or Role.COORDINATOR in routing.choices[0].roles


@pytest.mark.parametrize("form", [each for each in FORMS.values() if not each.advises])
@settings(max_examples=10)
@given(data=st.data())
def test_any_valid_answers_to_any_form_have_an_answer(
    form: type[Form], data: st.DataObject, checks: Checks, directory: Directory
) -> None:
    checked = checks.raw(data.draw(any_raw(form)), form)
    routing = route(situation(checked, checks.gazetteer), directory)

    assert {} == dict(checked.errors)
    assert routing.choices or routing.referrals
    assert len(routing.choices) == len({each.body for each in routing.choices})
