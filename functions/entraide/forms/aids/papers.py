"""The documents that the aids ask for (`domain-review.md` 3.3); none is needed to send a request, none is medical.

Their names are facts (`text.paper.*`), since what each body asks for is not published with certainty.
"""

from __future__ import annotations

from typing import Final

from entraide.agencies.vocabulary import Need
from entraide.forms import options as o
from entraide.forms.aids import options as a
from entraide.forms.conditions import ALWAYS, Condition, answer
from entraide.forms.definition import Paper

_AIDS: Final = frozenset({Need.ACED, Need.AFE, Need.FCI, Need.ADR})
_MONEY: Final = frozenset({Need.AFE, Need.FCI})
TAX: Final = Paper("tax", _AIDS)
STATEMENT: Final = Paper("statement", _AIDS)
EVENT: Final = Paper("event", _AIDS)
CLAIM: Final = Paper(
    "claim", frozenset({Need.FCI}), when=answer("disaster.insured", o.Known.YES), expected=False
)
CERTIFICATE: Final = Paper(
    "certificate", frozenset({Need.FCI}), when=answer("disaster.certificate", o.Known.YES), expected=False
)
NOTICE: Final = Paper("notice", frozenset({Need.ADR}))
CAREER: Final = Paper("career", frozenset({Need.ADR}))
OTHER: Final = Paper("other", _AIDS, expected=False)


def damage(when: Condition) -> Paper:
    """Photos, where something is damaged: a request that has nothing to show is not incomplete for it."""
    return Paper("damage", frozenset({Need.FCI}), when=when)


def quote(when: Condition = ALWAYS) -> Paper:
    """What the money is to pay for, when there is a paper that says so."""
    told = answer("afe.paper", a.Paper.QUOTE, a.Paper.INVOICE)
    return Paper("quote", frozenset({Need.AFE}), when=told & when, expected=False)


def bank(when: Condition = ALWAYS) -> Paper:
    """Where to pay the money: only when the body asks for it."""
    return Paper("bank", _MONEY, when=when, expected=False)
