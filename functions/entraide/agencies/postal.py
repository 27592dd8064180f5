"""What a postal code is when it is that of no commune: each kind gets an answer that helps.

Sources: `domain.md` 1.5; `domain-review.md` 2.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from entraide.agencies.gazetteer import is_postal_code
from entraide.agencies.places import Commune, Gazetteer


class PostalKind(StrEnum):
    """What to answer; words for the reader are the form's."""

    KNOWN = "known"
    CEDEX = "cedex"
    """In the range of a département, and of no commune: a CEDEX code, or a slip of the keyboard."""
    SAINT_BARTHELEMY = "saint-barthelemy"
    """977xx: what people type for Saint-Barthélemy, whose postal code is 97133."""
    SAINT_MARTIN = "saint-martin"
    """978xx: what people type for Saint-Martin, whose postal code is 97150."""
    MONACO = "monaco"
    PACIFIC = "pacific"
    """Wallis and Futuna, French Polynesia, New Caledonia: systems of their own."""
    OVERSEAS_UNKNOWN = "overseas-unknown"
    IMPOSSIBLE = "impossible"
    """Not five digits, or digits that no place in France begins with."""


@dataclass(frozen=True, slots=True)
class PostalAnswer:
    """A kind, with the communes of a known code and the départements that an unknown one may belong to."""

    kind: PostalKind
    communes: tuple[Commune, ...] = ()
    departements: tuple[str, ...] = ()


_BEGINNINGS: Final = {
    **{
        f"{number:02}": PostalAnswer(PostalKind.CEDEX, departements=(f"{number:02}",))
        for number in range(1, 96)
    },
    **{f"97{digit}": PostalAnswer(PostalKind.CEDEX, departements=(f"97{digit}",)) for digit in "123456"},
    "97": PostalAnswer(PostalKind.OVERSEAS_UNKNOWN),
    "977": PostalAnswer(PostalKind.SAINT_BARTHELEMY, departements=("977",)),
    "978": PostalAnswer(PostalKind.SAINT_MARTIN, departements=("978",)),
    "98": PostalAnswer(PostalKind.OVERSEAS_UNKNOWN),
    "980": PostalAnswer(PostalKind.MONACO),
    "986": PostalAnswer(PostalKind.PACIFIC),
    "987": PostalAnswer(PostalKind.PACIFIC),
    "988": PostalAnswer(PostalKind.PACIFIC),
    "20": PostalAnswer(PostalKind.CEDEX, departements=("2A", "2B")),
    "200": PostalAnswer(PostalKind.CEDEX, departements=("2A",)),
    "201": PostalAnswer(PostalKind.CEDEX, departements=("2A",)),
    "202": PostalAnswer(PostalKind.CEDEX, departements=("2B",)),
    "206": PostalAnswer(PostalKind.CEDEX, departements=("2B",)),
}
"""What a code that is of no commune may be, by its first three digits or else its first two."""
_IMPOSSIBLE: Final = PostalAnswer(PostalKind.IMPOSSIBLE)


def classify(postal_code: str, gazetteer: Gazetteer) -> PostalAnswer:
    """What a postal code is. Total: any text gives an answer."""
    if not is_postal_code(postal_code):
        return _IMPOSSIBLE
    communes = gazetteer.communes(postal_code)
    if communes:
        departements = tuple(dict.fromkeys(each.departement for each in communes))
        return PostalAnswer(PostalKind.KNOWN, communes, departements)
    return _BEGINNINGS.get(postal_code[:3]) or _BEGINNINGS.get(postal_code[:2]) or _IMPOSSIBLE
