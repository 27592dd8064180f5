"""When a question is shown: the algebra, and what it becomes when the questions it looks at may be hidden."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from any_answers import TODAY, any_raw
from any_form import AnyForm
from entraide.agencies.gazetteer import BuiltGazetteer
from entraide.forms.checking import check
from entraide.forms.conditions import ALWAYS, AllOf, AnyOf, Combinable, Condition, Not, answer, holds, leaves
from entraide.forms.controls import Control
from entraide.forms.definition import DefinitionError, Form
from entraide.forms.reflection import expanded, fields, full_condition
from entraide.forms.registry import FORMS

LETTERS = "abc"
ALL_FORMS = [AnyForm, *FORMS.values()]
TREES = st.recursive(
    st.sampled_from(LETTERS).map(lambda letter: answer(letter, "yes")) | st.just(ALWAYS),
    lambda inner: st.tuples(inner, inner).map(AllOf) | st.tuples(inner, inner).map(AnyOf) | inner.map(Not),
    max_leaves=8,
)


def lookup(yes: frozenset[str]) -> Callable[[str], frozenset[str]]:
    return lambda path: frozenset({"yes"}) if path in yes else frozenset()


def truth_table(condition: Condition) -> list[bool]:
    """Whether it holds for each set of questions answered with yes."""
    sets = itertools.chain.from_iterable(itertools.combinations(LETTERS, size) for size in range(4))
    return [holds(condition, lookup(frozenset(each))) for each in sets]


def test_an_answer_holds_when_one_of_its_values_was_chosen() -> None:
    wanted = answer("colour", "red", "blue")

    assert holds(wanted, lambda _: frozenset({"blue", "green"}))
    assert not holds(wanted, lambda _: frozenset({"green"}))
    assert not holds(wanted, lambda _: frozenset())


@given(TREES, TREES)
def test_the_signs_mean_and_or_not(one: Condition, other: Condition) -> None:
    first, second = truth_table(one), truth_table(other)

    assert [a and b for a, b in zip(first, second, strict=True)] == truth_table(one & other)
    assert [a or b for a, b in zip(first, second, strict=True)] == truth_table(one | other)
    assert [not a for a in first] == truth_table(~one)


@given(TREES)
def test_a_condition_looks_at_its_leaves_and_nothing_else(condition: Condition) -> None:
    looked_at: set[str] = set()

    def spy(path: str) -> frozenset[str]:
        looked_at.add(path)
        return frozenset()

    holds(condition, spy)

    assert looked_at <= {each.path for each in leaves(condition)}


def test_what_is_no_condition_combines_with_nothing() -> None:
    with pytest.raises(TypeError, match="not a condition"):
        Combinable() & ALWAYS


@pytest.mark.parametrize("form", ALL_FORMS)
@settings(max_examples=20)
@given(data=st.data())
def test_an_answer_counts_only_where_its_own_question_is_shown(
    form: type[Form], data: st.DataObject, gazetteer: BuiltGazetteer
) -> None:
    raw = data.draw(any_raw(form))
    checked = check(form, raw, gazetteer, TODAY)
    everything = {path: _as_chosen(asked, raw.answers.get(path)) for path, asked in fields(form).items()}
    visible = _visible(form, everything)

    assert visible == {path for path in fields(form) if checked.shown(path)}


@pytest.mark.parametrize("form", ALL_FORMS)
def test_conditions_look_at_options_that_exist(form: type[Form]) -> None:
    asked = fields(form)
    conditions = [each.question.when for each in asked.values()]
    conditions += [each.when for each in form.exits] + [each.when for each in form.alerts] + [form.urgent]

    for leaf in (leaf for condition in conditions for leaf in leaves(condition)):
        options = asked[leaf.path].options or ("yes",) * (asked[leaf.path].widget.control is Control.TICK)
        assert set(leaf.values) <= set(options), leaf


@pytest.mark.parametrize("form", ALL_FORMS)
def test_what_a_form_declares_names_questions_and_options_that_exist(form: type[Form]) -> None:
    asked = fields(form)

    assert {each.after for each in form.alerts} <= set(asked)
    assert {path for rule in form.at_least_one for path in rule.paths} <= set(asked)
    assert not form.consent or form.consent in asked
    for usual in form.typical:
        assert {path: set(values) - set(asked[path].options) for path, values in usual.items()} == {
            path: set() for path in usual
        }
    for each in asked.values():
        assert each.question.health_options <= set(each.options)
        assert {value for told in each.question.informs for value in told.values} <= set(each.options)
    if rule := form.proposals:
        offered = set(asked[rule.path].options)
        assert {rule.unsure, *itertools.chain(*rule.table.values())} <= offered
        assert set(rule.table) <= set(asked[rule.source].options)


def test_a_condition_on_no_question_is_a_fault_of_the_definition() -> None:
    with pytest.raises(DefinitionError, match=r"any-form: a condition looks at 'first\.nothing'"):
        expanded(AnyForm, answer("first.nothing", "yes"))


def test_a_question_that_is_always_shown_adds_nothing() -> None:
    assert answer("first.colour", "red") == expanded(AnyForm, answer("first.colour", "red"))
    assert isinstance(full_condition(AnyForm, "second.deep"), AllOf)


def _as_chosen(asked: Any, raw: Any) -> frozenset[str]:  # noqa: ANN401 - a field and its typed answer
    if raw is None or not (asked.options or asked.widget.control is Control.TICK):
        return frozenset()
    return frozenset(raw if isinstance(raw, list) else [raw])


def _visible(form: type[Form], everything: Mapping[str, frozenset[str]]) -> set[str]:
    """By the book: whatever a question looks at must be shown first, over and over until nothing changes."""
    visible = set(fields(form))
    for _ in fields(form):
        shown = {path: everything[path] for path in visible}
        visible = {
            path
            for path, asked in fields(form).items()
            if holds(asked.question.when, lambda at: shown.get(at, frozenset()))  # noqa: B023 - called at once
        }
    return visible
