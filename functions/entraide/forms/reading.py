"""From what a browser or a JSON client sent to raw answers by question: nothing is judged here, nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeGuard

from entraide.forms.controls import Control
from entraide.forms.definition import Form
from entraide.forms.reflection import FormField, fields, steps
from entraide.forms.values.codes import FormCode

TOLD_OF_NAME: Final = 80
"""Characters of a name that the client made up, in what is said of it."""

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Raw:
    """Answers as they came, by question's path, and the codes of what could not be a mistake of typing."""

    answers: Mapping[str, Json]
    problems: Mapping[str, FormCode]


def read_pairs(form: type[Form], pairs: Iterable[tuple[str, str]]) -> Raw:
    """Reads the fields of an HTML form. Unknown names are left out: an older page may still hold them.

    A single-valued field sent several times with different values is a problem (`repeated`), its first value kept;
    in a row too, under the row's path (`debts.list.0.amount`).
    """
    sent: dict[str, list[str]] = {}
    for name, value in pairs:
        sent.setdefault(name, []).append(value)
    answers: dict[str, Json] = {}
    problems: dict[str, FormCode] = {}
    for path, asked in fields(form).items():
        if asked.columns:
            answers[path], twice = _rows(asked, sent)
            problems |= twice
            continue
        found = {name: sent[name] for name in asked.input_names if name in sent}
        if not found:
            continue
        if asked.widget.control is Control.CHECKBOXES:
            answers[path] = list[Json](sent[path])
            continue
        if _repeated(found):
            problems[path] = FormCode.REPEATED
        answers[path] = _single(asked, found)
    return Raw(answers, problems)


def read_json(form: type[Form], document: object) -> Raw:
    """Reads a JSON document, one object for each step. What was not asked is a problem (`unknown`)."""
    if not _is_object(document):
        return Raw({}, {"": FormCode.BODY_JSON})
    answers: dict[str, Json] = {}
    problems: dict[str, FormCode] = {}
    known = {step.name: {asked.name: asked.path for asked in step.fields} for step in steps(form)}
    for step, content in document.items():
        if step not in known:
            problems[step[:TOLD_OF_NAME]] = FormCode.UNKNOWN
        elif not _is_object(content):
            problems[step] = FormCode.STEP_SHAPE
        else:
            for name, value in content.items():
                if name in known[step]:
                    answers[known[step][name]] = value
                else:
                    problems[f"{step}.{name[:TOLD_OF_NAME]}"] = FormCode.UNKNOWN
    return Raw(answers, problems)


def input_values(asked: FormField, raw: Json) -> dict[str, list[str]]:
    """What to put back in a question's inputs, by input name: the answer as it was typed."""
    if raw is None:
        return {}
    if asked.columns:
        rows = raw if isinstance(raw, list) else []
        return {
            f"{asked.path}.{number}.{name}": values
            for number, row in enumerate(rows)
            if isinstance(row, dict)
            for column in asked.columns
            for name, values in input_values(column, row.get(column.path)).items()
        }
    if asked.widget.parts:
        parts = raw if isinstance(raw, dict) else {asked.widget.parts[0]: raw}
        return {f"{asked.path}.{part}": [_text(parts[part])] for part in asked.widget.parts if part in parts}
    if isinstance(raw, list):
        return {asked.path: [_text(each) for each in raw]}
    return {asked.path: [_text(raw)]}


def _rows(asked: FormField, sent: Mapping[str, list[str]]) -> tuple[Json, dict[str, FormCode]]:
    """The rows of a question from names such as `debts.list.0.amount`, in the order of their numbers.

    With what is wrong in them, by its path, where a row has its number in this list. One row has one way to be
    written: `00` is no number.
    """
    row_name = re.compile(rf"{re.escape(asked.path)}\.(0|[1-9][0-9]{{0,2}})\.(.+)")
    rows: dict[int, dict[str, list[str]]] = {}
    for name, values in sent.items():
        if match := row_name.fullmatch(name):
            rows.setdefault(int(match[1]), {})[match[2]] = values
    read: list[Json] = []
    problems: dict[str, FormCode] = {}
    for place, number in enumerate(sorted(rows)):
        row, twice = _row(asked, rows[number])
        read.append(row)
        problems |= {f"{asked.path}.{place}.{column}": FormCode.REPEATED for column in twice}
    return read, problems


def _row(asked: FormField, sent: Mapping[str, list[str]]) -> tuple[Json, list[str]]:
    """A row, and the columns that were sent several times with different values."""
    row: dict[str, Json] = {}
    twice: list[str] = []
    for column in asked.columns:
        found = {name: sent[name] for name in column.input_names if name in sent}
        if found and column.widget.control is Control.CHECKBOXES:
            row[column.path] = list[Json](sent[column.path])
        elif found:
            row[column.path] = _single(column, found)
            twice += [column.path] if _repeated(found) else []
    return row, twice


def _repeated(found: Mapping[str, list[str]]) -> bool:
    """Whether a field that has one value was sent with several."""
    return any(len(set(values)) > 1 for values in found.values())


def _single(asked: FormField, found: Mapping[str, list[str]]) -> Json:
    if not asked.widget.parts:
        return found[asked.path][0]
    return {name.removeprefix(f"{asked.path}."): values[0] for name, values in found.items()}


def _text(value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _is_object(value: object) -> TypeGuard[dict[str, Json]]:
    return isinstance(value, dict)
