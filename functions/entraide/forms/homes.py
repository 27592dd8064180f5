"""What every form that asks for the home does with it: it decides Caf, CPAM and Carsat (`domain.md` 1.6)."""

from __future__ import annotations

from typing import Final

from entraide.forms import options as o
from entraide.forms.conditions import answer
from entraide.forms.definition import Informs

HOME_KIND: Final = (
    Informs("home_is_work", (o.HomeKind.SAME,)),
    Informs("home_abroad", (o.HomeKind.ABROAD,)),
)
HOME: Final = (Informs("home"),)
ELSEWHERE: Final = answer("places.home_kind", o.HomeKind.OTHER)
ABROAD: Final = answer("places.home_kind", o.HomeKind.ABROAD)
