"""The regional bodies of the CPSTI (IRPSTI), whose commission (CASS) decides on the social aids (CSS L612-4).

An instance's area is the administrative region; one serves the Antilles and French Guiana together (`domain.md` 2.3).
Which instance serves Mayotte and Saint-Pierre-et-Miquelon is to be confirmed: each is kept apart until then.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_TOGETHER: Final = "antilles-guyane"
_GROUPED: Final = frozenset({"guadeloupe", "guyane", "martinique", "saint-martin", "saint-barthelemy"})


def instance_of(region: str) -> str:
    """The instance's id from the name of an administrative region: `Grand Est` gives `grand-est`."""
    plain = unicodedata.normalize("NFKD", region.casefold()).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z]+", "-", plain.replace("'", "-")).strip("-")
    return _TOGETHER if name in _GROUPED else name
