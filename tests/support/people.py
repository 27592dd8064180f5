"""People who do not exist, each under a name nobody had before: the same answers twice are one request."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from answers import CONTRIBUTIONS, Pairs, changed

LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Town:
    """A commune that shares its postal code with others, and the body that its workers' contributions go to."""

    postal_code: str
    commune: str
    name: str
    urssaf: str


CONNECTED_TOWN: Final = Town("21200", "21054", "Beaune", "urssaf-bourgogne")
UNCONNECTED_TOWN: Final = Town("10150", "10297", "Pont-Sainte-Marie", "urssaf-champagne-ardenne")
"""Its bodies are those that `service` shows as not connected."""


def new_name() -> str:
    """A family name of letters only."""
    return "Exemple" + "".join(secrets.choice(LETTERS) for _ in range(10))


def worker(town: Town = CONNECTED_TOWN, name: str = "") -> Pairs:
    """Somebody of this town, behind with contributions."""
    return changed(
        CONTRIBUTIONS,
        places__work__postal_code=town.postal_code,
        places__work__commune=town.commune,
        you__family_name=name or new_name(),
    )
