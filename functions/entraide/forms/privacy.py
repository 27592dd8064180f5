"""Privacy classes and audiences: who may see an answer, and how it is masked."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from entraide.agencies.vocabulary import Role


class Privacy(StrEnum):
    """The privacy class that every question declares (`design.md`, "One definition drives everything")."""

    IDENTIFYING = "identifying"
    CONTACT = "contact"
    FINANCIAL = "financial"
    HEALTH = "health-related"
    PLAIN = "plain"


Audience = frozenset[Role]
"""The roles that need an answer. A body sees the questions meant for its roles and no others."""

NOBODY: Final[Audience] = frozenset()
EVERY_BODY: Final[Audience] = frozenset(Role)
COORDINATOR: Final[Audience] = frozenset({Role.COORDINATOR})
FOR_CONTRIBUTIONS: Final[Audience] = frozenset({Role.CONTRIBUTIONS, Role.COORDINATOR})
FOR_BENEFITS: Final[Audience] = frozenset({Role.BENEFITS})
FOR_HEALTH: Final[Audience] = frozenset({Role.HEALTH})
FOR_RETIREMENT: Final[Audience] = frozenset({Role.RETIREMENT})
FOR_HOME: Final[Audience] = FOR_BENEFITS | FOR_HEALTH | FOR_RETIREMENT | COORDINATOR
"""The bodies that the home decides, and whoever holds a need until it is known which of them is competent."""
