"""Answers kept by the person for later, in a file or on their device, and taken up again.

What is kept is JSON: the inputs of the form as they were typed, each name with its values. In a file it stands below
the same answers in words, which nobody reads back. It may come from an older version, from another form or from
nobody: whatever still has meaning is taken up, and the rest is asked again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from entraide.forms.checking import MAX_ROWS
from entraide.forms.definition import Form
from entraide.forms.reading import Json, Raw, read_pairs
from entraide.forms.reflection import FormField, fields
from entraide.forms.values.blank import is_blank

MARK: Final = "entraide"
"""The first name of what is kept; its value is the number of this way of keeping."""

FORMAT: Final = 1
MOST_VALUES: Final = 600
MOST_CHARACTERS: Final = 32_000
"""Of all answers together; the longest honest ones take less than half, and every page carries them on."""

_START: Final = re.compile(rf'\{{\s*"{MARK}"')

Pairs = Iterable[tuple[str, str]]


class Unreadable(StrEnum):
    """Why a file gives no answers; the words are in `interface.form.keep`."""

    NONE = "none"
    NOT_OURS = "not_ours"
    LOCKED = "locked"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file holds, as it says itself."""

    form: str
    version: str
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TakenUp:
    """The answers of a page with those of a file in them."""

    raw: Raw
    found: tuple[str, ...]
    """Paths of the questions that the file answered, in the order of the page."""
    left: int
    """How many of its answers have no place in the form."""


def kept_text(form: type[Form], version: str, pairs: Pairs) -> str:
    """The JSON of answers; `version` is the mark that the form's pages carry."""
    answers: dict[str, list[str]] = {}
    for name, value in pairs:
        answers.setdefault(name, []).append(value)
    document = {MARK: FORMAT, "form": form.id, "version": version, "answers": answers}
    return json.dumps(document, ensure_ascii=False, indent=1)


def read_kept(content: bytes) -> Kept | Unreadable:
    """What stands in a file, whatever it is. Total: any bytes give answers or the reason why they give none."""
    if not content.strip():
        return Unreadable.NONE
    text = content.decode("utf-8", "replace")
    # The answers in words stand first, and somebody may have written there what looks like the beginning.
    starts = [found.start() for found in _START.finditer(text)]
    document = _document(text[starts[-1] :]) if starts else None
    if not isinstance(document, dict):
        return Unreadable.NOT_OURS
    if "locked" in document:
        return Unreadable.LOCKED
    answers = document.get("answers")
    if document.get(MARK) != FORMAT or not isinstance(answers, dict):
        return Unreadable.NOT_OURS
    pairs = tuple(_pairs(answers))
    if len(pairs) > MOST_VALUES or sum(len(name) + len(value) for name, value in pairs) > MOST_CHARACTERS:
        return Unreadable.TOO_LARGE
    return Kept(str(document.get("form")), str(document.get("version")), pairs)


def taken_up(form: type[Form], typed: Raw, kept: Kept) -> TakenUp:
    """Puts what is kept in the place of what was typed; questions that it does not answer stay as they are.

    What is asked at the review is left out, consent first of all: it is asked anew each time.
    """
    answers: dict[str, Json] = {}
    read = read_pairs(form, kept.pairs)
    left = sum(1 for name in {name for name, _ in kept.pairs} if not _asked(form, name))
    for path, asked in fields(form).items():
        given = read.answers.get(path)
        if asked.at_review or is_blank(given):
            continue
        known = _known(asked, given)
        left += known != given
        if not is_blank(known):
            answers[path] = known
    problems = {path: code for path, code in typed.problems.items() if path not in answers}
    raw = replace(typed, answers={**typed.answers, **answers}, problems=problems)
    return TakenUp(raw, tuple(answers), left)


def _document(text: str) -> Json:
    try:
        document, _ = json.JSONDecoder().raw_decode(text)
        # What JSON can write and no page can show: halves of characters.
        whole: Json = json.loads(json.dumps(document, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None
    return whole


def _pairs(answers: dict[str, Json]) -> Iterable[tuple[str, str]]:
    for name, values in answers.items():
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, str):
                yield name, value


def _asked(form: type[Form], name: str) -> bool:
    """Whether a question of the page has an input of this name."""
    for path, asked in fields(form).items():
        inside = name.removeprefix(f"{path}.").partition(".")[2] if asked.columns else ""
        columns = {each for column in asked.columns for each in column.input_names}
        if not asked.at_review and (name in asked.input_names or inside in columns):
            return True
    return False


def _known(asked: FormField, given: Json) -> Json:
    """The answer without empty rows, and without options that the question no longer has."""
    if asked.columns and isinstance(given, list):
        return [row for row in given if not is_blank(row)][:MAX_ROWS]
    if not asked.options:
        return given
    if isinstance(given, list):
        return [each for each in given if each in asked.options]
    return given if given in asked.options else None
