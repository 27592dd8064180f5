"""Who belongs elsewhere, and the rules that every aid form shares."""

from __future__ import annotations

from typing import Final

from entraide.agencies.vocabulary import Position
from entraide.forms.conditions import answer
from entraide.forms.definition import AtLeastOne, Exit, Total
from entraide.forms.values.codes import FormCode

EXITS: Final = (
    Exit("paid-head", answer("activity.position", Position.PAID_HEAD)),
    Exit("farmer", answer("activity.position", Position.FARMER)),
    Exit("artist", answer("activity.position", Position.ARTIST)),
)
CONTACT: Final = (AtLeastOne(("you.email", "you.phone"), FormCode.REQUIRED_CONTACT),)

_RESOURCES: Final = (
    "resources.activity",
    "resources.partner",
    "resources.benefits",
    "resources.pensions",
    "resources.other",
)
_CHARGES: Final = (
    "charges.housing",
    "charges.energy",
    "charges.insurance",
    "charges.maintenance",
    "charges.credit",
    "charges.transport",
    "charges.other",
)
TOTALS: Final = (
    Total("resources", _RESOURCES),
    Total("charges", _CHARGES),
    Total("left", _RESOURCES, _CHARGES),
)
"""Computed on the review page: what comes in, what goes out, what is left to live on."""
