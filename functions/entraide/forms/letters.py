"""What a letter from the collecting body sets off, in every form that asks for the latest one."""

from __future__ import annotations

from typing import Final

from entraide.forms import options as o
from entraide.forms.conditions import answer
from entraide.forms.definition import Alert

LETTERS: Final = (
    Alert("formal-notice", answer("contributions.letter", o.Letter.FORMAL_NOTICE), "contributions.letter"),
    Alert(
        "enforcement-order",
        answer("contributions.letter", o.Letter.ENFORCEMENT_ORDER),
        "contributions.letter",
    ),
    Alert("seizure-letter", answer("contributions.letter", o.Letter.SEIZURE), "contributions.letter"),
)
