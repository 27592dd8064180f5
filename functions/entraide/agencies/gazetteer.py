"""The gazetteer read from the built files, one file for each prefix of postal code, when it is asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from entraide.agencies.places import Commune

PREFIX_LENGTH: Final = 2
_POSTAL_CODE_LENGTH: Final = 5

Row = tuple[str, str, str]
"""INSEE code, name, number of the arrondissement within its département (empty where there is none)."""


class BuiltGazetteer:
    """Implements `places.Gazetteer` over a folder that `infra/compile_data.py` made; it tells the format."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, dict[str, list[Row]]] = {}

    def communes(self, postal_code: str) -> tuple[Commune, ...]:
        """All the communes of a postal code, in alphabetical order; empty when it is unknown."""
        if not is_postal_code(postal_code):
            return ()
        rows = self._file(postal_code[:PREFIX_LENGTH]).get(postal_code, [])
        return tuple(_commune(postal_code, row) for row in rows)

    def commune(self, postal_code: str, code: str) -> Commune | None:
        """The commune of this INSEE code under this postal code."""
        return next((each for each in self.communes(postal_code) if each.code == code), None)

    def _file(self, prefix: str) -> dict[str, list[Row]]:
        if prefix not in self._files:
            path = self._folder / f"{prefix}.json"
            self._files[prefix] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return self._files[prefix]


def is_postal_code(text: str) -> bool:
    """Five ASCII digits; spaces, dots and full-width digits are taken away before, by the forms."""
    return len(text) == _POSTAL_CODE_LENGTH and text.isascii() and text.isdigit()


def departement_of(code: str) -> str:
    """The département of an INSEE code: `10387` gives `10`, `2A004` gives `2A`, `97105` gives `971`."""
    return code[:3] if code.startswith("97") else code[:2]


def _commune(postal_code: str, row: Row) -> Commune:
    code, name, number = row
    departement = departement_of(code)
    return Commune(code, name, postal_code, departement, f"{departement}{number}" if number else "")
