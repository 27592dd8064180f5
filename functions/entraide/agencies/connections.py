"""Which bodies have agreed to read their queue: none, unless the operator says so (review, 1.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from entraide.agencies.vocabulary import Connected

FROM_FILE: Final = "file"
EVERYBODY: Final = "all"
EVERYBODY_BUT: Final = "all-but:"


class ConnectionSettingError(ValueError):
    """The operator's setting is not `file`, `all`, or `all-but:` and ids of bodies between commas."""


@dataclass(frozen=True, slots=True)
class Connections:
    """The state of each body; `default` for those that are not named."""

    default: Connected = Connected.NO
    bodies: Mapping[str, Connected] = field(default_factory=dict)

    def of(self, body: str) -> Connected:
        """The state of a body."""
        return self.bodies.get(body, self.default)

    def under(self, setting: str) -> Connections:
        """These connections as the setting of the place of running has them.

        `file` changes nothing; `all` connects everybody (demonstrations); `all-but:caf-10,cpam-10` all but
        those. Raises `ConnectionSettingError`.
        """
        if setting == FROM_FILE:
            return self
        if setting == EVERYBODY:
            return Connections(Connected.YES)
        if not setting.startswith(EVERYBODY_BUT):
            raise ConnectionSettingError(f"{setting!r} is not file, all, or all-but:body,body")
        left_out = [each.strip() for each in setting.removeprefix(EVERYBODY_BUT).split(",")]
        return Connections(Connected.YES, {body: Connected.NO for body in left_out if body})


def read_connections(document: Mapping[str, object]) -> Connections:
    """From `connected.json`: `{"default": "no", "bodies": {"caf-10": "pilot"}}`.

    Raises `KeyError`, `TypeError` or `ValueError` when it is written in another way.
    """
    bodies = document["bodies"]
    if not isinstance(bodies, dict):
        raise TypeError("`bodies` of connected.json is not an object")
    stated = {body: Connected(state) for body, state in bodies.items()}
    return Connections(Connected(str(document["default"])), stated)
