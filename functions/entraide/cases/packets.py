"""The packet: the part of a case that a body may see, decided by the roles it plays in that case."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from entraide.agencies.vocabulary import Role
from entraide.cases.model import Destination, Event, StoredCase
from entraide.forms.audience import columns_seen, seen_by
from entraide.forms.definition import Form


def packet(form: type[Form], answers: str, destination: Destination) -> Mapping[str, Mapping[str, Any]]:
    """What one body is given of a case's answers, these as `Form.model_dump_json` gave them.

    By step and name, as in the form's own JSON. What is not there was not asked or answered, or is not for this body.
    What an older version of the form asked and this one does not know is shown to nobody.
    """
    given: Mapping[str, Mapping[str, Any]] = json.loads(answers)
    shown: dict[str, dict[str, Any]] = {}
    for asked in seen_by(form, destination.roles):
        value = given.get(asked.step, {}).get(asked.name)
        if value is not None:
            columns = {each.name for each in columns_seen(asked, destination.roles)}
            shown.setdefault(asked.step, {})[asked.name] = _rows(value, columns) if columns else value
    return shown


def _rows(rows: Iterable[Mapping[str, Any]], columns: AbstractSet[str]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name in columns} for row in rows]


def own_history(
    stored: StoredCase, destination: Destination, documents: AbstractSet[str]
) -> tuple[Event, ...]:
    """The events of a destination, and of the documents (ids) that its body may read.

    Where else the case went, and who there does what, is nobody's business but the coordinator's (`coordinated`): the
    body alone may tell what the worker has (the CPAM of an AFE: an invalidity pension).
    """
    seen = []
    for event in stored.history:
        places = [value for name, value in event.details if name == "destination"]
        own = [value for value in places if value.partition(" ")[0] == destination.id]
        added = {value for name, value in event.details if name == "document"}
        if (own or not places) and added <= documents:
            kept = tuple(pair for pair in event.details if pair[0] != "destination" or pair[1] in own)
            seen.append(replace(event, details=kept))
    return tuple(seen)


def coordinated(stored: StoredCase, destination: Destination) -> tuple[Destination, ...]:
    """The other destinations of a case, for the body that coordinates it; for every other body, none."""
    if Role.COORDINATOR not in destination.roles:
        return ()
    return tuple(each for each in stored.destinations if each.id != destination.id)
