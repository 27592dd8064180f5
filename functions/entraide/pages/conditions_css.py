"""The conditions of a form as CSS: what depends on an answer appears and disappears without JavaScript.

A browser without `:has()` shows everything; the server discards what should have been hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from entraide.forms.conditions import AllOf, Always, AnyOf, Condition, Is, Not
from entraide.forms.definition import Form
from entraide.forms.reflection import FormStep, expanded, full_condition, steps


def stylesheet(forms: Iterable[type[Form]]) -> str:
    """The style sheet of the conditions of all forms."""
    rules = "\n".join(rule for form in forms for rule in _rules(form))
    return f"@supports selector(:has(*)) {{\n{rules}\n}}\n"


def selector(condition: Condition) -> str:
    """A compound selector that matches the form's element exactly when the condition holds; empty for `Always`."""
    match condition:
        case Always():
            return ""
        case Is(path, values):
            options = ",".join(f'[value="{value}"]' for value in values)
            return f':has([name="{path}"]:is({options}):checked)'
        case AllOf(conditions):
            return "".join(selector(each) for each in conditions)
        case AnyOf(conditions):
            return f":is({','.join(selector(each) or '*' for each in conditions)})"
        case Not(negated):
            return f":not({selector(negated) or '*'})"


def _rules(form: type[Form]) -> Iterator[str]:
    root = f'[data-form="{form.id}"]'
    for step in steps(form):
        if step.at_review:
            continue
        yield from _hidden(root, f'[data-step="{step.name}"]', _step_condition(form, step))
        for asked in step.fields:
            yield from _hidden(root, f'[data-q="{asked.path}"]', full_condition(form, asked.path))
    for alert in form.alerts:
        yield from _hidden(root, f'[data-alert="{alert.code}"]', expanded(form, alert.when))


def _step_condition(form: type[Form], step: FormStep) -> Condition:
    """A step is shown when one of its questions is."""
    conditions = tuple(full_condition(form, each.path) for each in step.fields)
    return Always() if any(isinstance(each, Always) for each in conditions) else AnyOf(conditions)


def _hidden(root: str, part: str, condition: Condition) -> Iterator[str]:
    if not isinstance(condition, Always):
        yield f"{root}:not(:is({root}{selector(condition)})) {part} {{ display: none; }}"
