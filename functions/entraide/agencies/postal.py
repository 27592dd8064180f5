"""What a postal code is when it is that of no commune: each kind gets an answer that helps.

Sources: `domain.md` 1.5; `domain-review.md` 2.5.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from entraide.agencies.gazetteer import is_postal_code


class PostalKind(StrEnum):
    """What to answer; words for the reader are the form's."""

    CEDEX = "cedex"
    """In the range of a département, and of no commune: a CEDEX code, or a slip of the keyboard."""
    ARRONDISSEMENTS = "arrondissements"
    """What people type for the whole of Paris, Lyon or Marseille."""
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


_BEGINNINGS: Final = {
    **dict.fromkeys((f"{number:02}" for number in range(1, 96)), PostalKind.CEDEX),
    **dict.fromkeys((f"97{digit}" for digit in "123456"), PostalKind.CEDEX),
    **dict.fromkeys(("75000", "69000", "13000"), PostalKind.ARRONDISSEMENTS),
    "97": PostalKind.OVERSEAS_UNKNOWN,
    "977": PostalKind.SAINT_BARTHELEMY,
    "978": PostalKind.SAINT_MARTIN,
    "98": PostalKind.OVERSEAS_UNKNOWN,
    "980": PostalKind.MONACO,
    "986": PostalKind.PACIFIC,
    "987": PostalKind.PACIFIC,
    "988": PostalKind.PACIFIC,
}
"""What it may be, by the whole of it, else by its first three digits, else by its first two."""


def classify(postal_code: str) -> PostalKind:
    """What a postal code is that is of no commune. Total: any text gives an answer."""
    if not is_postal_code(postal_code):
        return PostalKind.IMPOSSIBLE
    known = (_BEGINNINGS.get(postal_code[:length]) for length in (5, 3, 2))
    return next(filter(None, known), PostalKind.IMPOSSIBLE)
