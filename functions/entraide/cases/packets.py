"""The packet: the part of a case that a body may see, decided by the roles it plays in that case."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from entraide.cases.model import Destination
from entraide.forms.audience import columns_seen, seen_by
from entraide.forms.definition import Form


@dataclass(frozen=True, slots=True)
class Packet:
    """What one body is given. What is not in `answers` was not asked or answered, or is not for this body."""

    destination: Destination
    answers: Mapping[str, Mapping[str, Any]]
    """By step and name, as in the form's own JSON."""


def packet(form: type[Form], answers: str, destination: Destination) -> Packet:
    """The packet of a destination from a case's answers, as `Form.model_dump_json` gave them.

    What an older version of the form asked and this one does not know is shown to nobody.
    """
    given: Mapping[str, Mapping[str, Any]] = json.loads(answers)
    shown: dict[str, dict[str, Any]] = {}
    for asked in seen_by(form, destination.roles):
        value = given.get(asked.step, {}).get(asked.name)
        if value is not None:
            columns = {each.name for each in columns_seen(asked, destination.roles)}
            shown.setdefault(asked.step, {})[asked.name] = _rows(value, columns) if columns else value
    return Packet(destination, shown)


def _rows(rows: Iterable[Mapping[str, Any]], columns: AbstractSet[str]) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name in columns} for row in rows]
