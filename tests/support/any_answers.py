"""Hypothesis strategies for the answers of any form, from its definition: as typed, valid, shown or not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from hypothesis import strategies as st
from pydantic import ValidationError

from entraide.forms.controls import Control
from entraide.forms.definition import Form
from entraide.forms.reading import Json, Raw, input_values
from entraide.forms.reflection import FormField, fields

TODAY: Final = date(2026, 11, 22)
PLACES: Final = (
    ("10000", "10387"),  # Troyes
    ("33000", "33063"),  # Bordeaux
    ("01000", "01053"),  # a code that begins with zero
    ("20167", "2A006"),  # a code with a letter
    ("75015", "75115"),  # an arrondissement
    ("59000", "59350"),  # several health funds
    ("97133", "97701"),  # Saint-Barthélemy
    ("97500", "97502"),  # Saint-Pierre-et-Miquelon
    ("97600", "97611"),  # Mayotte
)
BODIES: Final = ("urssaf-champagne-ardenne", "caf-10", "cpam-10", "carsat-nord-est", "cpam-59-lille")
PHONES: Final = (
    "06 12 34 56 78",
    "01.99.00.12.34",
    "０６９２ １２ ３４ ５６",
    "+33 (0)6 12 34 56 78",
    "+44 20 7946 0958",
)
TEXTS: Final = (
    "Bonjour,\nje n’y arrive plus.\r\n\tMerci !",
    "\nen commençant par une ligne vide",
    "<script>alert('x')</script> & \"guillemets\" </textarea>",
    "e\u0301 décomposé, 👩🏽‍🌾, \u202e renversé, ｐｌｅｉｎ",
    "{{ 7 * 7 }} {name} <!--entraide:main--> %s",
)
EMAILS: Final = ("camille@exemple.fr", "Camille.EXEMPLE+help@exemple.co.uk", " c@éxemple.fr ")
NAMES: Final = ("Camille", "Éléonore d’Été", "N'Guyen-O’Neill", "Løvenskiöld", "李", "Zoë  Ng")

Answers = dict[str, Json]


def any_raw(form: type[Form]) -> st.SearchStrategy[Raw]:
    """Answers that the form takes: every question answered validly, those that may be left out sometimes left out.

    Many are to questions that the others hide: the form discards them.
    """
    required = {rule.paths[0] for rule in form.at_least_one}
    each = {
        path: typed(asked) if asked.question.required or path in required else st.none() | typed(asked)
        for path, asked in fields(form).items()
    }
    return st.fixed_dictionaries(each).map(lambda found: Raw(_given(found), {}))


def typed(asked: FormField) -> st.SearchStrategy[Json]:
    """A valid answer to a question, as somebody types it."""
    return _typed(asked).filter(lambda raw: asked.columns != () or _taken(asked, raw))


def pairs_of(form: type[Form], answers: Mapping[str, Json]) -> list[tuple[str, str]]:
    """The pairs that a browser sends for these answers."""
    return [
        (name, value)
        for path, asked in fields(form).items()
        for name, values in input_values(asked, answers.get(path)).items()
        for value in values
    ]


def _given(found: Mapping[str, Json]) -> Answers:
    return {path: raw for path, raw in found.items() if raw is not None}


def _taken(asked: FormField, raw: Json) -> bool:
    try:
        asked.adapter.validate_python(raw)
    except ValidationError:
        return False
    return True


def _typed(asked: FormField) -> st.SearchStrategy[Any]:
    control = asked.widget.control
    if control is Control.ROWS:
        row = st.fixed_dictionaries({each.path: typed(each) for each in asked.columns})
        return st.lists(row, min_size=1, max_size=3)
    if control is Control.CHECKBOXES:
        return st.lists(st.sampled_from(asked.options or BODIES), min_size=1, max_size=4, unique=True)
    if asked.options:
        return st.sampled_from(asked.options)
    last = TODAY if asked.question.not_after_today else date(2099, 12, 31)
    days = st.dates(min_value=date(1950, 1, 1), max_value=last)
    return {
        Control.TEXT: st.sampled_from((*NAMES, *TEXTS)) | st.text(min_size=1, max_size=6),
        Control.LONG_TEXT: st.sampled_from(TEXTS) | st.text(min_size=1, max_size=6),
        Control.TICK: st.just("yes"),
        Control.SIRET: st.integers(0, 10**8 - 1).map(_siren) | st.just("356 000 000 00048"),
        Control.PHONE: st.sampled_from(PHONES),
        Control.EMAIL: st.sampled_from(EMAILS),
        Control.EUROS: st.integers(0, 10**9).map(_amount),
        Control.DAY: days.map(
            lambda day: {"day": str(day.day), "month": f"{day.month:02}", "year": str(day.year)}
        ),
        Control.MONTH: days.map(lambda day: {"month": str(day.month), "year": str(day.year)}),
        Control.COUNT: st.integers(0, 120).map(str),
        Control.PLACE: st.sampled_from(PLACES).map(
            lambda codes: {"postal_code": codes[0], "commune": codes[1]}
        ),
        Control.BODY: st.sampled_from(BODIES),
    }[control]


def _siren(number: int) -> str:
    """Nine digits, the last of them Luhn's, in threes."""
    digits = f"{number:08}"
    total = sum(sum(divmod(int(each) * (2 - place % 2), 10)) for place, each in enumerate(reversed(digits)))
    whole = f"{digits}{-total % 10}"
    return f"{whole[:3]} {whole[3:6]} {whole[6:]}"


def _amount(cents: int) -> str:
    euros = f"{cents // 100:,}".replace(",", "\u202f")
    return f"{euros},{cents % 100:02} €"
