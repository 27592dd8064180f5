"""The words of the forms against their models: each question has its words, and each word its question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from infra.shared_words import Tree, paths

from entraide.forms.definition import Form
from entraide.forms.reflection import FormField, steps

_QUESTION: Final = frozenset({"label", "why"})
_OPTIONAL: Final = frozenset({"alerts", "exits", "totals", "interface"})
_QUESTION_TOO: Final = frozenset({"short", "hint"})


def word_faults(
    forms: Iterable[type[Form]], words: dict[str, Any], interface: Tree | None = None
) -> Iterator[str]:
    """What is missing or too much in the words of one language, each as a sentence that names the place.

    `words` are the forms' words by the form's id, as read from `content/{lang}/forms/` and completed by those that
    they share; `interface` holds the words of all forms, which a form may say in its own way.
    """
    known = {form.id: form for form in forms}
    for name in sorted(words.keys() - known.keys()):
        yield f"forms/{name}.yml: there is no such form"
    for form in known.values():
        if form.id not in words:
            yield f"forms/{form.id}.yml: the file is missing"
        else:
            found = (*_form(form, words[form.id]), *_interface(words[form.id], interface or {}))
            yield from (f"forms/{form.id}.yml: {fault}" for fault in found)


def _form(form: type[Form], words: dict[str, Any]) -> Iterator[str]:
    yield from _keys("", words, {"title", "intro", "address", "prepare", "steps"}, _OPTIONAL)
    yield from _keys("totals", words.get("totals") or {}, {each.code for each in form.totals})
    yield from _keys("steps", words.get("steps", {}), {step.name for step in steps(form)})
    for step in steps(form):
        written = words.get("steps", {}).get(step.name, {})
        place = f"steps.{step.name}"
        yield from _keys(place, written, {"title", "questions"})
        questions = written.get("questions") or {}
        yield from _keys(f"{place}.questions", questions, {each.name for each in step.fields})
        for asked in step.fields:
            yield from _question(f"{place}.questions.{asked.name}", asked, questions.get(asked.name, {}))
    for kind, codes in (("alerts", form.alerts), ("exits", form.exits)):
        written = words.get(kind) or {}
        yield from _keys(kind, written, {each.code for each in codes})
        for code, texts in written.items():
            yield from _keys(f"{kind}.{code}", texts, {"title", "markdown"})


def _interface(words: dict[str, Any], interface: Tree) -> Iterator[str]:
    known = set(paths(interface))
    for path in paths(words.get("interface") or {}):
        if path not in known:
            yield f"`interface.{path}` belongs to nothing: take it out, or correct its name"


def _question(place: str, asked: FormField, words: dict[str, Any]) -> Iterator[str]:
    expected = (
        _QUESTION | ({"options"} if asked.options else set()) | ({"columns"} if asked.columns else set())
    )
    yield from _keys(place, words, expected, _QUESTION_TOO)
    columns = words.get("columns", {})
    yield from _keys(f"{place}.columns", columns, {each.name for each in asked.columns})
    for column in asked.columns:
        at = f"{place}.columns.{column.name}"
        written = columns.get(column.name, {})
        yield from _keys(
            at, written, {"label"} | ({"options"} if column.options else set()), {"short", "hint", "why"}
        )
        if column.options:
            yield from _keys(f"{at}.options", written.get("options", {}), set(column.options))
    if asked.options:
        yield from _keys(f"{place}.options", words.get("options", {}), set(asked.options))


def _keys(
    place: str, words: dict[str, Any], expected: set[str] | frozenset[str], allowed: Iterable[str] = ()
) -> Iterator[str]:
    prefix = f"{place}." if place else ""
    for key in sorted(expected - words.keys()):
        yield f"`{prefix}{key}` is missing: write its words"
    for key in sorted(words.keys() - expected - set(allowed)):
        yield f"`{prefix}{key}` belongs to nothing: take it out, or correct its name"
    for key in sorted(expected & words.keys()):
        if words[key] in ("", None):
            yield f"`{prefix}{key}` is empty: write its words"
