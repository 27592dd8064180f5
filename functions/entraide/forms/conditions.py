"""When a question is shown: a small algebra over the answers to choices.

A condition looks only at radios, checkboxes, yes/no and ticks, so that the same condition can be decided by the server
and by CSS (`:has(:checked)`) in a browser without JavaScript.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

Lookup = Callable[[str], frozenset[str]]
"""Gives the chosen values of the question at a path; empty when it was not answered or is hidden."""


class Combinable:
    """Conditions combine with `&`, `|` and `~`."""

    def __and__(self, other: Condition) -> AllOf:
        return AllOf((_condition(self), other))

    def __or__(self, other: Condition) -> AnyOf:
        return AnyOf((_condition(self), other))

    def __invert__(self) -> Not:
        return Not(_condition(self))


@dataclass(frozen=True, slots=True)
class Always(Combinable):
    """Holds whatever was answered."""


@dataclass(frozen=True, slots=True)
class Is(Combinable):
    """Holds when one of `values` is among the answers at `path`."""

    path: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AllOf(Combinable):
    """Holds when all hold."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf(Combinable):
    """Holds when one holds."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not(Combinable):
    """Holds when the other does not."""

    condition: Condition


Condition = Always | Is | AllOf | AnyOf | Not
ALWAYS: Final = Always()


def answer(path: str, *values: str) -> Is:
    """Holds when the question at `path` was answered with one of `values`; yes/no answers are `yes` and `no`."""
    return Is(path, tuple(str(value) for value in values))


def holds(condition: Condition, lookup: Lookup) -> bool:
    """Whether the condition holds for these answers."""
    match condition:
        case Always():
            return True
        case Is(path, values):
            return not lookup(path).isdisjoint(values)
        case AllOf(conditions):
            return all(holds(each, lookup) for each in conditions)
        case AnyOf(conditions):
            return any(holds(each, lookup) for each in conditions)
        case Not(negated):
            return not holds(negated, lookup)


def leaves(condition: Condition) -> Iterator[Is]:
    """The questions that a condition looks at, with the values that it looks for."""
    match condition:
        case Is():
            yield condition
        case AllOf(conditions) | AnyOf(conditions):
            for each in conditions:
                yield from leaves(each)
        case Not(negated):
            yield from leaves(negated)
        case Always():
            return


def _condition(value: Combinable) -> Condition:
    if not isinstance(value, Always | Is | AllOf | AnyOf | Not):
        message = f"not a condition: {value!r}"
        raise TypeError(message)
    return value
