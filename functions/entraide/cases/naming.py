"""What in a case names the person, found in a text: a free text goes to the commission only without it.

A first name, a street or a telephone number that somebody wrote into a message names them as surely as the field for it
does (`domain-review.md` M8). Names are looked for whole and word by word, numbers by their digits. Spellings that this
makes equal are those of `folded` and of `_DIGITS_APART`; a slip of the pen is not found, nor a number in words.
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
from entraide.forms.values.folding import fold
from entraide.forms.values.phone import national_digits
from entraide.forms.values.place import PlaceAnswer

NAMING: Final = frozenset({Privacy.IDENTIFYING, Privacy.CONTACT})
_WORD: Final = 4
"""Shorter parts of a name are ordinary words too often ("de", "le", "Luc" in "lucide")."""
_SIREN_DIGITS: Final = 9
_POSTAL_DIGITS: Final = 5
_DIGITS_APART: Final = r"[\W_]{0,5}"
"""What may stand between two digits of a number."""
_CODE_APART: Final = r"[ .()/_-]{0,5}"
"""The same for a postal code: with commas, the cents of many an amount would make one."""
_NO_WORD: Final = re.compile(r"[\W_]+")
_LETTERS: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
"""Letters that Unicode takes for others, not for plain ones with an accent."""
_SAINTS: Final = {"st": "saint", "ste": "sainte"}
_ARRONDISSEMENT: Final = re.compile(r"(?<!^paris) \d+(?:er|e) arrondissement$")
"""Paris is a département, which the commission may know; Lyon and Marseille are not."""
_HOUSE: Final = re.compile(r"(?:\d+(?: ?(?:bis|ter|quater|[a-d]))? )+(?=\w+ \w)")
"""The number of a house before its street; a street of one word ("bourg") would be found everywhere."""

CommuneName = Callable[[PlaceAnswer], str]
"""The name of a place's commune."""


@dataclass(frozen=True, slots=True)
class Naming:
    """A value that names the person, as the question at `path` was answered."""

    path: str
    words: tuple[str, ...] = ()
    """Folded; any of them names, as words of their own."""
    digits: tuple[str, ...] = ()
    """Any of them names, wherever these digits follow each other with at most some signs between them."""


def naming(form: type[Form], answers: Form, commune_name: CommuneName) -> tuple[Naming, ...]:
    """All that names the person in these answers: what identifies, what reaches, and every place."""
    return tuple(each for each in _naming(form, answers, commune_name) if each.words or each.digits)


def named_in(text: str, known: tuple[Naming, ...]) -> tuple[str, ...]:
    """Paths of the questions whose answers stand in the text.

    Words are found whatever their case and accents, and whatever stands between them; digits whatever their script,
    with up to five blanks and signs between two of them. A number is also found without its country's prefix, a name by
    each of its longer words, a street without its number, Lyon and Marseille without their arrondissement.
    """
    spaced = f" {folded(text)} "
    # As written, and with ① and ² as digits, where ™ is two letters.
    readings = {fold(text), fold(unicodedata.normalize("NFKC", text))}
    return tuple(
        each.path
        for each in known
        if any(f" {word} " in spaced for word in each.words)
        or any(_stands_in(reading, run) for reading in readings for run in each.digits)
    )


def folded(text: str) -> str:
    """Small plain letters without accents, `saint` for `st`, and one space for whatever stands between two words."""
    # Case comes after letters for their own sake (𝑨), and makes some with accents again.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(each for each in plain if not unicodedata.combining(each)).translate(_LETTERS)
    return " ".join(_SAINTS.get(word, word) for word in _NO_WORD.sub(" ", bare).split())


def _stands_in(text: str, digits: str) -> bool:
    apart = _CODE_APART if len(digits) == _POSTAL_DIGITS else _DIGITS_APART
    return re.search(apart.join(digits), text) is not None


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
        name = folded(commune_name(value))
        return Naming(path, _kept(name, _ARRONDISSEMENT.sub("", name)), (value.postal_code,))
    if asked.question.privacy not in NAMING or asked.question.commission is ForCommission.CLEARED_TEXT:
        return Naming(path)
    match control:
        case Control.SIRET:
            return Naming(path, digits=(value[:_SIREN_DIGITS],))
        case Control.PHONE:
            return Naming(path, digits=(national_digits(value),))
        case Control.EMAIL:
            return Naming(path, _kept(value))
        case Control.TEXT:
            return Naming(path, _kept(value, *_parts(value)))
        case _:
            return Naming(path)


def _parts(value: str) -> tuple[str, ...]:
    """The words of a name that are long enough to name; a street is looked for whole, with its number and without."""
    name = folded(value)
    if any(map(str.isdigit, value)):
        return (_HOUSE.sub("", name, count=1),) if _HOUSE.match(name) else ()
    return tuple(word for word in name.split() if len(word) >= _WORD and word not in _SAINTS.values())


def _kept(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in map(folded, texts) if word))
