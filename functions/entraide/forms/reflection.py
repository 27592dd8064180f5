"""A form read back from its model: steps, questions, conditions, digest."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from entraide.forms.conditions import ALWAYS, AllOf, Always, AnyOf, Condition, Is, Not
from entraide.forms.controls import Control, Widget
from entraide.forms.definition import DefinitionError, ForCommission, Form, Question, Row, Step, When
from entraide.forms.privacy import Privacy

_NAMING = frozenset({Privacy.IDENTIFYING, Privacy.CONTACT})
_NAMES_NOBODY = frozenset({ForCommission.WITHHELD, ForCommission.CLEARED_TEXT, ForCommission.AGE_BAND})
"""How what names a person may be told to the commission at all."""
_NOT_IN_ROWS = frozenset({ForCommission.REGION, ForCommission.CLEARED_TEXT})
"""Places are counted, and texts cleared, question by question: a row's would be told as they are."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A question as reflected from its model."""

    path: str
    step: str
    name: str
    question: Question
    widget: Widget
    adapter: TypeAdapter[Any] = field(compare=False, repr=False)
    options: tuple[str, ...] = ()
    at_review: bool = False
    columns: tuple[FormField, ...] = ()
    """The questions of each row, for a question of several rows; their paths are names alone."""
    row: type[Row] | None = None

    @property
    def input_names(self) -> tuple[str, ...]:
        """The names of its HTML inputs."""
        return tuple(f"{self.path}.{part}" for part in self.widget.parts) or (self.path,)


@dataclass(frozen=True, slots=True)
class FormStep:
    """A step as reflected from its model."""

    name: str
    at_review: bool
    fields: tuple[FormField, ...]


@cache
def steps(form: type[Form]) -> tuple[FormStep, ...]:
    """The steps of a form with their questions, in the order of the page."""
    return tuple(_step(form, name, info) for name, info in form.model_fields.items())


@cache
def fields(form: type[Form]) -> Mapping[str, FormField]:
    """All the questions of a form by path (`step.name`), in the order of the page."""
    return {asked.path: asked for step in steps(form) for asked in step.fields}


@cache
def full_condition(form: type[Form], path: str) -> Condition:
    """When a question is shown, counting that the questions its condition looks at must be shown too."""
    return _expand(form, fields(form)[path].question.when)


def expanded(form: type[Form], condition: Condition) -> Condition:
    """The same condition, in which an answer counts only where its own question is shown."""
    return _expand(form, condition)


@cache
def digest(form: type[Form]) -> str:
    """SHA-256 of the definition, stored with each case: what was asked can be told years later.

    The same in every process: pages carry it from one to another.
    """
    asked = {path: [_told(each.question), _columns_told(each)] for path, each in fields(form).items()}
    definition = {"id": form.id, "version": form.version, "schema": form.model_json_schema(), "asked": asked}
    return hashlib.sha256(json.dumps(definition, sort_keys=True).encode()).hexdigest()


def _columns_told(asked: FormField) -> dict[str, object]:
    return {each.path: _told(each.question) for each in asked.columns}


def _told(value: object) -> object:
    """A part of a definition as plain data. Sets are put in order: they print in another one in each process."""
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    if isinstance(value, tuple):
        return [_told(each) for each in value]
    if dataclasses.is_dataclass(value):
        inside = (getattr(value, each.name) for each in dataclasses.fields(value))
        return [type(value).__name__, *map(_told, inside)]
    return value


def _expand(form: type[Form], condition: Condition) -> Condition:
    match condition:
        case Is(path):
            if path not in fields(form):
                raise DefinitionError(f"{form.id}: a condition looks at {path!r}, which is no question")
            shown = full_condition(form, path)
            return condition if isinstance(shown, Always) else AllOf((condition, shown))
        case AllOf(conditions):
            return AllOf(tuple(_expand(form, each) for each in conditions))
        case AnyOf(conditions):
            return AnyOf(tuple(_expand(form, each) for each in conditions))
        case Not(negated):
            return Not(_expand(form, negated))
        case Always():
            return condition


def _step(form: type[Form], name: str, info: FieldInfo) -> FormStep:
    model = info.annotation
    if not (isinstance(model, type) and issubclass(model, Step)):
        raise DefinitionError(f"{form.id}.{name} is not a Step: put the question in one")
    when = next((each.condition for each in info.metadata if isinstance(each, When)), ALWAYS)
    asked = (_field(name, each, of, at_review=model.at_review) for each, of in model.model_fields.items())
    return FormStep(name, model.at_review, tuple(_narrowed(each, when) for each in asked))


def _narrowed(asked: FormField, when: Condition) -> FormField:
    """The question of a step that is itself asked only under a condition."""
    if isinstance(when, Always):
        return asked
    own = asked.question.when
    both = when if isinstance(own, Always) else AllOf((when, own))
    return replace(asked, question=replace(asked.question, when=both))


def _field(step: str, name: str, info: FieldInfo, *, at_review: bool = False) -> FormField:
    path = f"{step}.{name}" if step else name
    question = next((each for each in info.metadata if isinstance(each, Question)), None)
    if question is None:
        raise DefinitionError(f"{path} has no privacy class: annotate it with Question(privacy, audience)")
    if question.privacy in _NAMING and question.commission not in _NAMES_NOBODY:
        raise DefinitionError(f"{path} names the person: withhold it from the commission")
    inner = _without_none(info.annotation)
    row = _row_model(inner)
    columns = _columns(path, row) if row else ()
    widget, options = (Widget(Control.ROWS), ()) if columns else _widget(path, inner, tuple(info.metadata))
    adapter: TypeAdapter[Any] = TypeAdapter(Annotated[inner, *info.metadata] if info.metadata else inner)
    return FormField(path, step, name, question, widget, adapter, options, at_review, columns, row)


def _row_model(annotation: Any) -> type[Row] | None:  # noqa: ANN401
    """The row's model, when the annotation is `tuple[SomeRow, ...]`."""
    model = get_args(annotation)[0] if get_origin(annotation) is tuple else None
    return model if isinstance(model, type) and issubclass(model, Row) else None


def _columns(path: str, row: type[Row]) -> tuple[FormField, ...]:
    columns = tuple(_field("", name, info) for name, info in row.model_fields.items())
    if any(each.question.when is not ALWAYS or each.columns for each in columns):
        raise DefinitionError(f"{path}: a row's questions have no condition and no rows of their own")
    if any(each.question.commission in _NOT_IN_ROWS for each in columns):
        raise DefinitionError(f"{path}: places and texts of a row are withheld from the commission")
    return columns


def _without_none(annotation: Any) -> Any:  # noqa: ANN401 - annotations have no common type
    if get_origin(annotation) in (Union, types.UnionType):
        return next(each for each in get_args(annotation) if each is not type(None))
    return annotation


def _widget(path: str, annotation: Any, metadata: tuple[object, ...]) -> tuple[Widget, tuple[str, ...]]:  # noqa: ANN401
    if get_origin(annotation) is Annotated:
        first, *more = get_args(annotation)
        return _widget(path, first, (*more, *metadata))
    declared = next((each for each in metadata if isinstance(each, Widget)), None)
    if get_origin(annotation) is tuple:
        return declared or Widget(Control.CHECKBOXES), _options(get_args(annotation)[0])
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return declared or Widget(Control.RADIOS), _options(annotation)
    if declared is None:
        raise DefinitionError(f"{path} has no control: use a type of forms/values or a StrEnum")
    return declared, ("yes", "no") if declared.control is Control.YES_NO else ()


def _options(choices: Any) -> tuple[str, ...]:  # noqa: ANN401
    if isinstance(choices, type) and issubclass(choices, StrEnum):
        return tuple(str(each) for each in choices)
    return ()
