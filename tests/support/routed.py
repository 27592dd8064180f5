"""Routing for tests: situations whose places are given by their codes, and short forms of the answers."""

from __future__ import annotations

from collections.abc import Callable

from entraide.agencies.directory import Directory
from entraide.agencies.places import Commune
from entraide.agencies.routing import route
from entraide.agencies.situation import Choice, Routing, Situation
from entraide.agencies.vocabulary import Need

At = Callable[[str, str], Commune]
Place = tuple[str, str]

TROYES: Place = ("10000", "10387")
BORDEAUX: Place = ("33000", "33063")
ALL = frozenset(Need)


class Router:
    """Routes situations whose places are given by their codes."""

    def __init__(self, directory: Directory, at: At) -> None:
        self._directory = directory
        self._at = at

    def __call__(
        self,
        needs: set[Need] | frozenset[Need],
        work: Place | None = TROYES,
        home: Place | None = BORDEAUX,
        **rest: object,
    ) -> Routing:
        places = {"work": self._at(*work) if work else None, "home": self._at(*home) if home else None}
        return route(Situation(needs=frozenset(needs), **places, **rest), self._directory)  # type: ignore[arg-type]


def summary(routing: Routing) -> dict[str, set[str]]:
    """Bodies with their needs."""
    return {choice.body: {str(need) for need in choice.needs} for choice in routing.choices}


def told(routing: Routing) -> dict[str, set[str]]:
    """Referrals with their needs."""
    return {referral.code: {str(need) for need in referral.needs} for referral in routing.referrals}


def rules(choice: Choice) -> list[str]:
    """The rules of a choice, in order."""
    return [reason.rule for reason in choice.reasons]


def holder(routing: Routing, need: Need) -> Choice:
    """The one body that has a need."""
    (choice,) = [each for each in routing.choices if need in each.needs]
    return choice
