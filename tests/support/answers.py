"""Answers of people who do not exist."""

from __future__ import annotations

from typing import Any

from entraide.forms.definition import Form
from entraide.forms.questionnaire import Questionnaire
from entraide.forms.reading import read_pairs

Pairs = list[tuple[str, str]]

CONTRIBUTIONS: Pairs = [
    ("happening.needs", "contributions"),
    ("happening.situations", "fewer-customers"),
    ("happening.cannot_wait", "no"),
    ("activity.position", "own-name"),
    ("activity.family", "craft"),
    ("activity.micro", "no"),
    ("activity.siret", "356 000 000 00048"),
    ("activity.started.month", "3"),
    ("activity.started.year", "2019"),
    ("activity.state", "slowed"),
    ("activity.main", "yes"),
    ("activity.employer", "no"),
    ("places.work_kind", "premises"),
    ("places.work.postal_code", "10 000"),
    ("places.work.commune", "10387"),
    ("places.home_kind", "same"),
    ("contributions.matter", "next-instalment"),
    ("contributions.matter", "behind"),
    ("contributions.owed", "under-5000"),
    ("contributions.letter", "reminder"),
    ("contributions.asked", "nothing"),
    ("you.first_name", "Camille"),
    ("you.family_name", "Exemple"),
    ("you.email", "camille@exemple.fr"),
    ("you.helper", "nobody"),
]
"""A craftsperson of Troyes, behind with contributions: one need, one body."""

MISSING = {
    "happening.needs": "required.need",
    "happening.cannot_wait": "required.choice",
    "activity.position": "required.choice",
    "places.work_kind": "required.choice",
    "places.work": "required",
    "places.home_kind": "required.choice",
    "you.first_name": "required",
    "you.family_name": "required",
    "you.email": "required.contact",
    "you.helper": "required.choice",
}
"""The errors of the empty form, in the order of the page; one of two contacts is enough, and so is one of two needs."""

HEALTH: Pairs = [
    ("health.cover", "stopped"),
    ("health.sick_pay", "never-applied"),
    ("health.put_off", "yes"),
]


def with_health(pairs: Pairs) -> Pairs:
    """The same person with a second need, healthcare."""
    return [*pairs, ("happening.needs", "health"), ("happening.situations", "my-health"), *HEALTH]


def changed(pairs: Pairs, **values: str) -> Pairs:
    """The same answers with some replaced; names are written with two underscores for the dot."""
    new = {name.replace("__", "."): value for name, value in values.items()}
    return [*((name, value) for name, value in pairs if name not in new), *new.items()]


def without(pairs: Pairs, *names: str) -> Pairs:
    """The same answers without some, by the beginning of their names."""
    return [(name, value) for name, value in pairs if not name.startswith(names)]


def as_json(pairs: Pairs, form: type[Form] = Questionnaire) -> dict[str, Any]:
    """The same answers as a JSON client sends them."""
    document: dict[str, Any] = {}
    for path, value in read_pairs(form, pairs).answers.items():
        step, _, name = path.partition(".")
        document.setdefault(step, {})[name] = value
    return document
