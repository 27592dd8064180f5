"""The guide answers every combination, and what it holds against an aid, the form of that aid tells too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, combinations, product

import pytest

from entraide.forms.aids.fit import RULES, Fit, Help, Mark, verdicts
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
    """Every combination of answers that the rules of a help can tell apart.

    A rule only asks whether one of some options was chosen: the options that no rule names are as one.
    """
    named: dict[str, set[str]] = {}
    for leaf in chain.from_iterable(leaves(rule.when) for rule in RULES if rule.help is of):
        named.setdefault(leaf.path, set()).update(leaf.values)
    choices = [
        [(path, frozenset(each)) for each in _answers(path, options)] for path, options in named.items()
    ]
    yield from (dict(each) for each in product(*choices))


def _answers(path: str, named: set[str]) -> Iterator[tuple[str, ...]]:
    asked = fields(WhichHelp)[path]
    options = [*sorted(named), *[each for each in asked.options if each not in named][:1]]
    most = len(options) if asked.widget.control is Control.CHECKBOXES else 1
    for size in range(1, most + 1):
        yield from combinations(options, size)


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


def told_by(form: type[Form], answers: Answers) -> set[str]:
    """The codes of the alerts and of the exits that a form shows for these answers."""
    decides = deciding(answers)
    warnings = {each.code: each.when for each in form.alerts if not each.urgent}
    ways_out = {each.code: each.when for each in form.exits}
    return {code for code, when in {**warnings, **ways_out}.items() if decides(expanded(form, when))}


@pytest.mark.parametrize("of", AIDS)
def test_what_the_guide_holds_against_an_aid_its_form_tells_and_no_more(of: Help) -> None:
    form = FORMS[of]
    asked = fields(form)
    shared = [
        rule
        for rule in RULES
        if rule.help is of
        and rule.says is Fit.DOES_NOT_FIT
        and all(leaf.path in asked for leaf in leaves(rule.when))
    ]

    assert len(shared) >= 3
    for answers in told_apart(of):
        against = [rule for rule in shared if deciding(answers)(rule.when)]
        told = told_by(form, answers)
        assert told <= {code for rule in against for code in SAID_BY.get(rule.code, {rule.code})}, answers
        assert all(told & SAID_BY.get(rule.code, {rule.code}) for rule in against), answers
