"""Checking in one line: from typed pairs to values and codes, and answers that make a question appear."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from any_answers import TODAY, Answers
from entraide.agencies.places import Gazetteer
from entraide.forms.checking import Checked, check
from entraide.forms.conditions import AllOf, Always, AnyOf, Condition, Is, Not
from entraide.forms.definition import Form
from entraide.forms.questionnaire import Questionnaire
from entraide.forms.reading import Raw, read_pairs
from entraide.forms.reflection import expanded, fields


class Checks:
    """Checks answers against the rules, with the communes of the data, on a fixed day."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def pairs(self, pairs: Iterable[tuple[str, str]], form: type[Form] = Questionnaire) -> Checked:
        """Answers as a browser sends them."""
        return self.raw(read_pairs(form, pairs), form)

    def answers(self, answers: Mapping[str, Any], form: type[Form] = Questionnaire) -> Checked:
        """Answers by path, as JSON has them."""
        return self.raw(Raw(dict(answers), {}), form)

    def raw(self, raw: Raw, form: type[Form]) -> Checked:
        """Raw answers as read from either."""
        return check(form, raw, self.gazetteer, TODAY)


def codes(checked: Checked) -> dict[str, str]:
    """The errors' codes by path."""
    return {path: problem.code for path, problem in checked.errors.items()}


def satisfying(form: type[Form], condition: Condition) -> Answers:
    """Answers with which a condition holds. Of alternatives, the first; what must not be is left unanswered."""
    return _satisfying(form, expanded(form, condition))


def _satisfying(form: type[Form], condition: Condition) -> Answers:
    match condition:
        case Is(path, values):
            several = fields(form)[path].widget.control == "checkboxes"
            return {path: [values[0]] if several else values[0]}
        case AllOf(conditions):
            merged: Answers = {}
            for each in conditions:
                for path, given in _satisfying(form, each).items():
                    before = merged.get(path)
                    both = isinstance(before, list) and isinstance(given, list)
                    merged[path] = [*before, *given] if both else given  # type: ignore[misc]
            return merged
        case AnyOf(conditions):
            return _satisfying(form, conditions[0])
        case Not() | Always():
            return {}
