"""Communes, and the gazetteer that finds them by postal code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune (or an arrondissement of Paris, Lyon, Marseille) with one of its postal codes."""

    code: str
    """INSEE code, five characters; Corsica has a letter (`2A004`)."""
    name: str
    postal_code: str
    departement: str
    """Two or three characters: `10`, `2A`, `971`."""
    arrondissement: str
    """Département and number (`595`), empty overseas where there is none."""


class Gazetteer(Protocol):
    """Finds communes. The built data and the tests' fakes pass the same contract."""

    def communes(self, postal_code: str) -> tuple[Commune, ...]:
        """All the communes of a postal code, in alphabetical order; empty when it is unknown."""
        ...

    def commune(self, postal_code: str, code: str) -> Commune | None:
        """The commune of this INSEE code under this postal code."""
        ...
