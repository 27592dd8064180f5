"""Words that several forms share, written once.

A form's file says `shares: [common-aids, questionnaire]`. What its model asks and the file does not say itself is
taken from the first of these that says it: `common-aids` is the file `_common-aids.yml`, `questionnaire` that of
another form. A question whose words are written in part takes the rest of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from typing import Any, Final

from entraide.forms.definition import Form
from entraide.forms.reflection import FormField, steps

Tree = dict[str, Any]
SHARES: Final = "shares"
"""Stands in a form's file beside its title; no word itself."""


def with_shared_words(forms: Iterable[type[Form]], words: Mapping[str, Any]) -> Tree:
    """The words of a language (`forms` by id, other files by name), each form with all that it shares.

    Files that are only shared from are left out.
    """
    given: Mapping[str, Tree] = words["forms"]
    files = {**words, **given}
    whole = {form.id: _whole(form, given[form.id], files) for form in forms if form.id in given}
    shared = {name for tree in given.values() for name in _names(tree)}
    return {**{name: tree for name, tree in words.items() if name not in shared}, "forms": {**given, **whole}}


def sharing_faults(forms: Iterable[type[Form]], words: Mapping[str, Any]) -> Iterator[str]:
    """Names that no file has, and words of a shared file that no form takes; each sentence names the place."""
    given: Mapping[str, Tree] = words["forms"]
    taken: dict[str, set[str]] = {}
    for form in forms:
        for name in _names(given.get(form.id, {})):
            if name not in words and name not in given:
                yield f"forms/{form.id}.yml: it shares `{name}`, and there is no such file"
            elif name not in given:
                taken.setdefault(name, set()).update(paths(_asked(form, words[name])))
    for name, used in taken.items():
        for path in paths(words[name]):
            if path not in used:
                yield f"forms/_{name}.yml: `{path}` belongs to nothing: take it out, or correct its name"


def paths(tree: Tree, at: str = "") -> Iterator[str]:
    """Where each text of a tree stands: `steps.you.title`."""
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from paths(value, f"{at}{key}.")
        else:
            yield f"{at}{key}"


def _names(tree: Tree) -> tuple[str, ...]:
    return tuple(tree.get(SHARES) or ())


def _whole(form: type[Form], own: Tree, files: Mapping[str, Tree]) -> Tree:
    written = {key: value for key, value in own.items() if key != SHARES}
    shared = (_asked(form, files.get(name, {})) for name in _names(own))
    return reduce(_filled, shared, written)


def _filled(own: Tree, more: Tree) -> Tree:
    """The first tree, completed by the second."""
    filled = dict(own)
    for key, value in more.items():
        if key not in own:
            filled[key] = value
        elif isinstance(own[key], dict) and isinstance(value, dict):
            filled[key] = _filled(own[key], value)
    return filled


def _asked(form: type[Form], shared: Tree) -> Tree:
    """The part of shared words that the form's model has."""
    asked = {step.name: {each.name: each for each in step.fields} for step in steps(form)}
    written = (shared.get("steps") or {}).items()
    kept: Tree = {"steps": {name: _step(tree, asked[name]) for name, tree in written if name in asked}}
    for part, listed in (("alerts", form.alerts), ("exits", form.exits), ("totals", form.totals)):
        codes = {each.code for each in listed}
        kept[part] = {code: texts for code, texts in (shared.get(part) or {}).items() if code in codes}
    kept["interface"] = shared.get("interface")
    return {part: tree for part, tree in kept.items() if tree}


def _step(tree: Tree, fields: Mapping[str, FormField]) -> Tree:
    questions = tree.get("questions") or {}
    kept = {name: _question(of, fields[name]) for name, of in questions.items() if name in fields}
    return {**tree, "questions": kept}


def _question(tree: Tree, asked: FormField) -> Tree:
    """The words of a question, of those options and columns that the model has."""
    columns = {each.name: each for each in asked.columns}
    kept = {key: value for key, value in tree.items() if key not in ("options", "columns")}
    if asked.options and "options" in tree:
        kept["options"] = {name: text for name, text in tree["options"].items() if name in asked.options}
    if columns and "columns" in tree:
        shared = tree["columns"].items()
        kept["columns"] = {name: _question(of, columns[name]) for name, of in shared if name in columns}
    return kept
