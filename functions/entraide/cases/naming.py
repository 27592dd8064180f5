"""What in a case names the person, found in a text: a free text goes to the commission only without it.

A first name, a street or a telephone number that somebody wrote into a message names them as surely as the field for it
does (`domain-review.md` M8). Names are looked for whole and word by word, numbers by their digits.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from entraide.forms.controls import Control
from entraide.forms.definition import ForCommission, Form
from entraide.forms.privacy import Privacy
from entraide.forms.reflection import FormField, fields
from entraide.forms.values.place import PlaceAnswer

NAMING: Final = frozenset({Privacy.IDENTIFYING, Privacy.CONTACT})
_WORD: Final = 4
"""Shorter parts of a name are ordinary words too often ("de", "le", "Luc" in "lucide")."""
_PHONE_DIGITS: Final = 9
"""Without the country's prefix or the leading nought."""
_SIREN_DIGITS: Final = 9
_BETWEEN_DIGITS: Final = re.compile(r"(?<=\d)[\s.()/_-]+(?=\d)")
_NO_WORD: Final = re.compile(r"[\W_]+")

CommuneName = Callable[[PlaceAnswer], str]
"""The name of a place's commune."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A value that names the person, as the question at `path` was answered."""

    path: str
    words: tuple[str, ...] = ()
    """Folded; any of them names, as words of their own."""
    digits: tuple[str, ...] = ()
    """Any of them names, wherever these digits follow each other."""


def naming(form: type[Form], answers: Form, commune_name: CommuneName) -> tuple[Naming, ...]:
    """All that names the person in these answers: what identifies, what reaches, and every place."""
    return tuple(each for each in _naming(form, answers, commune_name) if each.words or each.digits)


def named_in(text: str, known: tuple[Naming, ...]) -> tuple[str, ...]:
    """Paths of the questions whose answers stand in the text, in any spelling."""
    spaced = f" {folded(text)} "
    digits = _BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", text))
    return tuple(
        each.path
        for each in known
        if any(f" {word} " in spaced for word in each.words) or any(run in digits for run in each.digits)
    )


def folded(text: str) -> str:
    """Small letters without accents, and one space for whatever stands between two words."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    return _NO_WORD.sub(" ", bare).strip()


def _naming(form: type[Form], answers: Form, commune_name: CommuneName) -> Iterator[Naming]:
    for path, asked in fields(form).items():
        value = getattr(getattr(answers, asked.step), asked.name)
        if value is None:
            continue
        if not asked.columns:
            yield _of(path, asked, value, commune_name)
            continue
        for row in value:
            for column in asked.columns:
                if (inner := getattr(row, column.name)) is not None:
                    yield _of(f"{path}.{column.name}", column, inner, commune_name)


def _of(path: str, asked: FormField, value: Any, commune_name: CommuneName) -> Naming:  # noqa: ANN401 - any field's
    control = asked.widget.control
    if control is Control.PLACE:
        # Even the place of work is told to the commission as a département at most.
        return Naming(path, _kept(commune_name(value)), (value.postal_code,))
    if asked.question.privacy not in NAMING or asked.question.commission is ForCommission.CLEARED_TEXT:
        return Naming(path)
    match control:
        case Control.SIRET:
            return Naming(path, digits=(value[:_SIREN_DIGITS],))
        case Control.PHONE:
            return Naming(path, digits=(re.sub(r"\D", "", value)[-_PHONE_DIGITS:],))
        case Control.EMAIL:
            return Naming(path, _kept(value))
        case Control.TEXT:
            return Naming(path, _kept(value, *_parts(value)))
        case _:
            return Naming(path)


def _parts(value: str) -> tuple[str, ...]:
    """The words of a name that are long enough to name; those of a street ("rue", "place") are not looked for."""
    if any(map(str.isdigit, value)):
        return ()
    return tuple(word for word in folded(value).split() if len(word) >= _WORD)


def _kept(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in map(folded, texts) if word))
