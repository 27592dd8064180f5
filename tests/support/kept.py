"""What the counter's store keeps when there is one case."""

from __future__ import annotations

import json

from counter import Counter


def only_answers(counter: Counter) -> dict[str, dict[str, object]]:
    """The answers of the only case, by step and name."""
    (stored,) = counter.store.cases.values()
    answers: dict[str, dict[str, object]] = json.loads(stored.case.answers)
    return answers


def only_bodies(counter: Counter) -> list[str]:
    """The bodies that the only case goes to."""
    (stored,) = counter.store.cases.values()
    return [each.body for each in stored.destinations]
