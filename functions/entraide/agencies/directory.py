"""The directory of bodies and the territory of each, as `infra/compile_data.py` builds them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from entraide.agencies.connections import (
    FROM_FILE,
    Connections,
    ConnectionSettingError,
    read_connections,
)
from entraide.agencies.places import Commune
from entraide.agencies.vocabulary import Connected, Network, Role


class Verification(StrEnum):
    """How sure the directory is of a body's name and address (`domain.md` 1.2)."""

    CONFIRMED = "confirmed"
    TO_VERIFY = "to-verify"


@dataclass(frozen=True, slots=True)
class Body:
    """One office of a network: "Caf de l’Aube". An empty text is what the directory does not know."""

    id: str
    network: Network
    name_fr: str
    short_name: str
    name_en: str
    """The short name, which is French everywhere, with a gloss in English."""
    address: str
    postal_code: str
    city: str
    phone: str
    departments: tuple[str, ...]
    status: Verification
    shares_office_with: str
    """Id of the body whose address stands for both (Lozère): the address is told once."""

    def name(self, lang: str) -> str:
        """What to call the body in a page of this language."""
        return self.short_name if lang == "fr" else self.name_en


@dataclass(frozen=True, slots=True)
class Territory:
    """Ids of the bodies competent in a département."""

    departement: str
    name: str
    region: str
    urssaf: str
    caf: str
    cpam: tuple[str, ...]
    """Several in 59, 62, 64 and 76: no official list says which commune has which (`domain.md` 1.3)."""
    retirement: str

    def competent(self, role: Role) -> tuple[str, ...]:
        """The bodies of the kind that plays this role; several only for health."""
        match role:
            case Role.CONTRIBUTIONS | Role.COORDINATOR:
                return (self.urssaf,)
            case Role.BENEFITS:
                return (self.caf,)
            case Role.HEALTH:
                return self.cpam
            case Role.RETIREMENT:
                return (self.retirement,)


@dataclass(frozen=True, slots=True)
class Directory:
    """All the bodies and territories."""

    version: str
    """Twelve hexadecimal digits derived from the contents; it changes when any body or territory does."""
    bodies: Mapping[str, Body]
    """By id, in the order of the networks."""
    territories: Mapping[str, Territory]
    """By département."""
    hints: Mapping[str, str]
    """Arrondissement to the CPAM that is likely there: good enough to order candidates, never to decide."""
    doubtful: Mapping[str, tuple[str, ...]]
    """INSEE code to its CPAM candidates, where a commune may not follow its département (Seignanx)."""
    connections: Connections = field(default_factory=Connections)

    @classmethod
    def load(cls, folder: Path, setting: str = FROM_FILE) -> Directory:
        """From the folder of built files. `setting` is that of `Connections.under`.

        Raises:
            ConnectionSettingError: the setting is none, or names a body that is not in the directory.
        """
        document = _read(folder / "directory.json")
        bodies = {body.id: body for body in map(_body, document["bodies"])}
        territories = (_territory(each) for each in document["territories"])
        connections = read_connections(_read(folder / "connected.json")).under(setting)
        if unknown := sorted(connections.bodies.keys() - bodies):
            raise ConnectionSettingError(f"the directory has no body {', '.join(unknown)}")
        return cls(
            version=document["version"],
            bodies=bodies,
            territories={territory.departement: territory for territory in territories},
            hints=document["hints"],
            doubtful={code: tuple(bodies) for code, bodies in document["doubtful"].items()},
            connections=connections,
        )

    def body(self, body: str) -> Body:
        """Raises `KeyError` for an id that is not in the directory."""
        return self.bodies[body]

    def territory(self, departement: str) -> Territory:
        """Raises `KeyError` for a code that no commune of the gazetteer has."""
        return self.territories[departement]

    def connected(self, body: str) -> Connected:
        """Whether the body has agreed to read its queue."""
        return self.connections.of(body)

    def is_connected(self, body: str) -> bool:
        """Whether a request goes to the body's queue (a pilot reads it too) or is prepared for the worker."""
        return self.connected(body) is not Connected.NO

    def cpam_candidates(self, commune: Commune) -> tuple[str, ...]:
        """The CPAM that may be the commune's, the likeliest first; one for most communes."""
        candidates = self.doubtful.get(commune.code) or self.territory(commune.departement).cpam
        likely = self.hints.get(commune.arrondissement)
        return tuple(sorted(candidates, key=lambda body: body != likely))


def _read(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document


def _body(row: dict[str, Any]) -> Body:
    network, status = Network(row["network"]), Verification(row["status"])
    return Body(**{**row, "network": network, "status": status, "departments": tuple(row["departments"])})


def _territory(row: dict[str, Any]) -> Territory:
    return Territory(**{**row, "cpam": tuple(row["cpam"])})
