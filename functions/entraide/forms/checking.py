"""The one set of rules for browsers and JSON clients: types, what is shown, what is required."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from pydantic import ValidationError

from entraide.agencies.places import Gazetteer
from entraide.agencies.vocabulary import Role
from entraide.forms.audience import seen_by
from entraide.forms.conditions import Condition, holds
from entraide.forms.controls import Control
from entraide.forms.definition import Alert, Exit, Form, Row
from entraide.forms.privacy import Privacy
from entraide.forms.reading import TOLD_OF_NAME, Json, Raw
from entraide.forms.reflection import FormField, fields, full_condition, steps
from entraide.forms.values.blank import is_blank
from entraide.forms.values.codes import Code, FormCode, ValueCode

MAX_ROWS: Final = 20
"""More debts or dependants than this are told in a meeting, not in a form."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer was not taken: a code whose words are in `_errors.yml`, and what fills their placeholders."""

    code: Code
    inputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Checked:
    """Answers after the checks. Only what is shown counts: hidden answers and their errors are discarded."""

    form: type[Form]
    values: Mapping[str, Any]
    errors: Mapping[str, Problem]
    raw: Raw

    def shown(self, path: str) -> bool:
        """Whether the question was asked, given the other answers."""
        return self.holds(full_condition(self.form, path))

    def holds(self, condition: Condition) -> bool:
        """Whether a condition holds for these answers."""
        return holds(condition, lambda path: chosen(self.values.get(path)))

    @property
    def exits(self) -> tuple[Exit, ...]:
        """The ways out that apply: the person belongs elsewhere."""
        return tuple(each for each in self.form.exits if self.holds(each.when))

    def leaving(self, *, going_on: bool) -> tuple[Exit, ...]:
        """The ways out that end the form here; who goes on anyway is held by those alone that are final."""
        return tuple(each for each in self.exits if not (going_on and each.may_continue))

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """The boxes to show."""
        return tuple(each for each in self.form.alerts if self.holds(each.when))

    @property
    def urgent(self) -> bool:
        """Whether the request cannot wait."""
        return self.holds(self.form.urgent)

    @cached_property
    def health_answers(self) -> tuple[str, ...]:
        """Paths of the answers that say something about health (GDPR article 9)."""
        return tuple(
            path for path, value in self.values.items() if _about_health(fields(self.form)[path], value)
        )

    def instance(self) -> Form:
        """The answers as a model; only to be called when there are no errors."""
        content: dict[str, Any] = {}
        for name, info in self.form.model_fields.items():
            step: Any = info.annotation
            answers = {each: self.values.get(f"{name}.{each}") for each in step.model_fields}
            content[name] = step.model_construct(**answers)
        return self.form.model_construct(**content)

    def without_health(self) -> Checked:
        """The same answers without those about health: the person did not consent to send them."""
        rest = {path: _without_health(fields(self.form)[path], value) for path, value in self.values.items()}
        kept = {path: value for path, value in rest.items() if value is not None}
        return replace(self, values=_visible(self.form, kept), errors={})

    def read_by(self, roles: frozenset[Role]) -> Checked:
        """The same answers without those that no body of these roles sees; what is asked at the review stays."""
        seen = {each.path for each in seen_by(self.form, roles)}
        asked_last = {each.path for step in steps(self.form) if step.at_review for each in step.fields}
        kept = {path: value for path, value in self.values.items() if path in seen | asked_last}
        # Not `_visible`: an answer stays that was asked because of one which only somebody else reads.
        return replace(self, values=kept, errors={})


def check(form: type[Form], raw: Raw, gazetteer: Gazetteer, today: date) -> Checked:
    """Applies the rules of a form to raw answers. Total: any raw answers give values and errors, never an exception."""
    values: dict[str, Any] = {}
    errors: dict[str, Problem] = {path: Problem(code) for path, code in raw.problems.items()}
    for path, asked in fields(form).items():
        given = raw.answers.get(path)
        if path in errors or (is_blank(given) and not _emptied(asked, given)):
            continue
        if asked.columns:
            rows, wrong = _rows(asked, given, gazetteer, today)
            errors |= wrong
            if rows and not wrong:
                values[path] = rows
            continue
        outcome = _value(asked, given, gazetteer, today)
        if isinstance(outcome, Problem):
            errors[path] = outcome
        elif not _unticked(asked, outcome):
            values[path] = outcome
    shown = Checked(form, _visible(form, values), {}, raw)
    return replace(shown, errors=_in_page_order(form, _errors(shown, errors)))


def _rows(
    asked: FormField, given: Json, gazetteer: Gazetteer, today: date
) -> tuple[tuple[Any, ...], dict[str, Problem]]:
    """The rows that hold something, and what is wrong in them by path (`debts.list.0.amount`)."""
    if not isinstance(given, list) or not all(isinstance(row, dict) for row in given):
        return (), {asked.path: Problem(ValueCode.TYPE)}
    if len(given) > MAX_ROWS:
        return (), {asked.path: Problem(FormCode.ROWS_MOST, {"most": str(MAX_ROWS)})}
    rows: list[dict[str, Any]] = []
    errors: dict[str, Problem] = {}
    for number, row in enumerate(given):
        if not isinstance(row, dict) or all(map(is_blank, row.values())):
            continue
        known, wrong = _row(asked, row, gazetteer, today)
        errors |= {f"{asked.path}.{number}.{name}": problem for name, problem in wrong.items()}
        rows.append(known)
    model: Any = asked.row
    return tuple(model.model_construct(**row) for row in rows), errors


def _row(
    asked: FormField, row: Mapping[str, Json], gazetteer: Gazetteer, today: date
) -> tuple[dict[str, Any], dict[str, Problem]]:
    """The answers of one row, and what is wrong in it, by column."""
    names = {column.path for column in asked.columns}
    errors = {name[:TOLD_OF_NAME]: Problem(FormCode.UNKNOWN) for name in row if name not in names}
    known: dict[str, Any] = {}
    for column in asked.columns:
        raw = row.get(column.path)
        value = None if is_blank(raw) else _value(column, raw, gazetteer, today)
        outcome = _missing(column) if value is None or _unticked(column, value) else value
        if isinstance(outcome, Problem):
            errors[column.path] = outcome
        else:
            known[column.path] = outcome
    return known, errors


def _unticked(asked: FormField, value: object) -> bool:
    """A browser sends nothing for a box left alone; a JSON client's `false` says the same."""
    return asked.widget.control is Control.TICK and value is False


def _missing(asked: FormField) -> Problem | None:
    """What to say of a question without an answer; nothing when it may be left out."""
    if not asked.question.required:
        return None
    return Problem(FormCode.REQUIRED_CHOICE if asked.options else FormCode.REQUIRED)


def _emptied(asked: FormField, given: Json) -> bool:
    """An empty list of bodies is an answer: send to none of them."""
    return given == [] and asked.widget.control is Control.CHECKBOXES and not asked.options


def chosen(value: object) -> frozenset[str]:
    """The options that an answer stands for, as conditions see them."""
    if isinstance(value, bool):
        return frozenset({"yes" if value else "no"})
    if isinstance(value, tuple):
        return frozenset(str(each) for each in value)
    return frozenset({str(value)}) if isinstance(value, StrEnum) else frozenset()


def _value(asked: FormField, given: Json, gazetteer: Gazetteer, today: date) -> Any:  # noqa: ANN401 - any field's type
    if asked.widget.control is Control.CHECKBOXES:
        given = _ticked(asked, given)
    try:
        value = asked.adapter.validate_python(given, context={"gazetteer": gazetteer})
    except ValidationError as invalid:
        return _problem(invalid)
    if asked.question.not_after_today and str(value) > str(today)[: len(str(value))]:
        return Problem(FormCode.DATE_FUTURE)
    return value


def _ticked(asked: FormField, given: Json) -> Json:
    """Checkboxes in the order of the page, each once; what is unknown stays, to be refused."""
    ticked: list[Json] = given if isinstance(given, list) else [given]
    if not all(isinstance(each, str) for each in ticked):
        return ticked
    known: list[Json] = [each for each in asked.options if each in ticked]
    return [*known, *(each for each in ticked if each not in asked.options)]


def _problem(invalid: ValidationError) -> Problem:
    """Our own codes have words; Pydantic's own say only that it is no such choice."""
    first = invalid.errors(include_url=False)[0]
    code = _CODES.get(first["type"])
    inputs = {key: str(value) for key, value in first.get("ctx", {}).items() if isinstance(value, str | int)}
    return Problem(code, inputs) if code else Problem(FormCode.CHOICE_UNKNOWN)


_CODES: Final[Mapping[str, Code]] = {str(code): code for code in (*ValueCode, *FormCode)}


def _visible(form: type[Form], values: Mapping[str, Any]) -> dict[str, Any]:
    def lookup(path: str) -> frozenset[str]:
        return chosen(values.get(path))

    return {path: value for path, value in values.items() if holds(full_condition(form, path), lookup)}


def _errors(shown: Checked, found: Mapping[str, Problem]) -> dict[str, Problem]:
    asked = fields(shown.form)
    errors = {path: problem for path, problem in found.items() if _applies(shown, path)}
    for path, each in asked.items():
        problem = _missing(each)
        if problem and path not in shown.values and path not in errors and shown.shown(path):
            errors[path] = problem
    for rule in shown.form.at_least_one:
        askable = [path for path in rule.paths if shown.shown(path)]
        if askable and not any(path in shown.values or path in errors for path in askable):
            errors[askable[0]] = Problem(rule.code)
    return errors


def _applies(shown: Checked, path: str) -> bool:
    """Errors of hidden questions are discarded; those of a row stand and fall with its question."""
    owner = question_of(shown.form, path)
    return owner is None or shown.shown(owner.path)


def question_of(form: type[Form], path: str) -> FormField | None:
    """The question that a path belongs to, a row's path (`debts.list.0.amount`) included."""
    step, _, rest = path.partition(".")
    return fields(form).get(f"{step}.{rest.partition('.')[0]}")


def _in_page_order(form: type[Form], errors: Mapping[str, Problem]) -> dict[str, Problem]:
    order = {path: rank for rank, path in enumerate(fields(form))}

    def rank(path: str) -> int:
        owner = question_of(form, path)
        return order[owner.path] if owner else -1

    return {path: errors[path] for path in sorted(errors, key=rank)}


def _about_health(asked: FormField, value: Any) -> bool:  # noqa: ANN401 - any field's type
    if value is None or asked.question.privacy is Privacy.HEALTH:
        return value is not None
    if asked.columns:
        return any(_about_health(each, getattr(row, each.name)) for row in value for each in asked.columns)
    return not chosen(value).isdisjoint(asked.question.health_options)


def _without_health(asked: FormField, value: Any) -> Any:  # noqa: ANN401 - any field's type
    """What is left of an answer without what it says of health; None for nothing."""
    if not _about_health(asked, value):
        return value
    if asked.question.privacy is Privacy.HEALTH or not isinstance(value, tuple):
        return None
    if asked.columns:
        return tuple(_row_without_health(asked, row) for row in value)
    return tuple(each for each in value if each not in asked.question.health_options) or None


def _row_without_health(asked: FormField, row: Row) -> Row:
    left = {each.name: _without_health(each, getattr(row, each.name)) for each in asked.columns}
    return row.model_copy(update=left)
