"""The guide answers every combination, and what it holds against an aid, the form of that aid tells too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain, combinations, product

import pytest

from entraide.forms.aids.fit import RULES, Fit, Help, Mark, Rule, verdicts
from entraide.forms.aids.which_help import WhichHelp
from entraide.forms.conditions import Condition, holds, leaves
from entraide.forms.controls import Control
from entraide.forms.definition import Form
from entraide.forms.reflection import expanded, fields
from entraide.forms.registry import FORMS

Answers = dict[str, frozenset[str]]

AIDS = [each for each in Help if each in FORMS]
SAID_BY = {
    "elsewhere": {"farmer", "artist"},
    "fci.pension": {"pension"},
    "adr.not-craft-or-trade": {"not-craft-or-trade"},
}
"""The alerts and exits of the forms that say a rule of the guide; those of the other rules bear its code."""


def deciding(answers: Answers) -> Callable[[Condition], bool]:
    return lambda condition: holds(condition, lambda path: answers.get(path, frozenset()))


def told_apart(of: Help) -> Iterator[Answers]:
    """Every combination of the guide's answers, as far as the rules of a help and its form can tell them apart.

    A condition only asks whether one of some options was chosen: those that none tells apart are as one.
    """
    conditions = [rule.when for rule in RULES if rule.help is of]
    if of in FORMS:
        conditions.extend(saying(FORMS[of]).values())
    looked_for = [*chain.from_iterable(leaves(each) for each in conditions)]
    choices = []
    for path, asked in fields(WhichHelp).items():
        alike = {
            tuple(each in leaf.values for leaf in looked_for if leaf.path == path): each
            for each in asked.options
        }
        most = len(alike) if asked.widget.control is Control.CHECKBOXES else 1
        sizes = range(1, most + 1)
        chosen = chain.from_iterable(combinations(sorted(alike.values()), size) for size in sizes)
        choices.append([(path, frozenset(each)) for each in chosen])
    yield from (dict(each) for each in product(*choices))


@pytest.mark.parametrize("of", Help)
def test_every_combination_has_a_verdict_with_its_reasons_and_no_more_certainty_than_they_have(
    of: Help,
) -> None:
    seen = set()
    for answers in told_apart(of):
        (found,) = [each for each in verdicts(deciding(answers)) if each.help is of]
        seen.add(found.fit)
        says = {reason.says for reason in found.reasons}

        assert found.reasons, answers
        assert found.fit is Fit.MAY_FIT or {reason.mark for reason in found.reasons} == {Mark.A}, answers
        assert found.fit is not Fit.FITS or says == {Fit.FITS}, answers
        assert found.fit is not Fit.DOES_NOT_FIT or says == {Fit.DOES_NOT_FIT}, answers
    assert len(seen) > 1


@cache
def saying(form: type[Form]) -> dict[str, Condition]:
    """The alerts and the exits of a form by code, with when each is shown."""
    boxes = {each.code: each.when for each in form.alerts if not each.urgent}
    ways_out = {each.code: each.when for each in form.exits}
    return {code: expanded(form, when) for code, when in {**boxes, **ways_out}.items()}


def cautions(rule: Rule) -> bool:
    """Whether the form tells the rule too: it speaks against the help, or says what is to be confirmed."""
    return rule.says is Fit.DOES_NOT_FIT or (rule.says is Fit.MAY_FIT and rule.mark is Mark.B)


@pytest.mark.parametrize("of", AIDS)
def test_what_the_guide_holds_against_an_aid_its_form_tells_and_no_more(of: Help) -> None:
    form = FORMS[of]
    asked = fields(form)
    shared = [
        rule
        for rule in RULES
        if rule.help is of and cautions(rule) and all(leaf.path in asked for leaf in leaves(rule.when))
    ]

    assert len(shared) >= 3
    for answers in told_apart(of):
        decides = deciding(answers)
        against = [rule for rule in shared if decides(rule.when)]
        told = {code for code, when in saying(form).items() if decides(when)}
        assert told <= {code for rule in against for code in SAID_BY.get(rule.code, {rule.code})}, answers
        assert all(told & SAID_BY.get(rule.code, {rule.code}) for rule in against), answers
