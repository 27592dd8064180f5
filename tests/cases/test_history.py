"""No event of a history can be changed, moved, put in or taken out of the middle unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.cases.history import first_broken, next_event, received
from entraide.cases.model import Event, EventKind
from fakes import FakeMacs
from samples import ANSWERS, NOON, destination, submission

REFERENCE = "EN-1234-5678"
MACS = FakeMacs()


def chain(length: int = 4) -> list[Event]:
    events: list[Event] = []
    for number in range(length):
        last = events[-1] if events else None
        at = NOON + timedelta(hours=number)
        details = [("number", str(number))]
        events.append(next_event(REFERENCE, last, EventKind.RECEIVED, at, details=details, macs=MACS))
    return events


def test_an_untouched_history_holds() -> None:
    assert first_broken(REFERENCE, chain(), MACS) is None
    assert [1, 2, 3, 4] == [event.number for event in chain()]


@pytest.mark.parametrize(
    "change",
    [
        {"at": NOON},
        {"details": (("number", "9"),)},
        {"details": ()},
        {"number": 9},
        {"link": "0" * 64},
    ],
)
def test_a_changed_event_is_found(change: dict[str, Any]) -> None:
    events = chain()
    events[1] = replace(events[1], **change)

    assert first_broken(REFERENCE, events, MACS) == 2


@given(st.permutations(range(4)))
def test_moved_events_are_found(order: list[int]) -> None:
    events = chain()
    moved = next((place for place, index in enumerate(order, start=1) if index != place - 1), None)

    assert moved == first_broken(REFERENCE, [events[index] for index in order], MACS)


@pytest.mark.parametrize("place", [1, 2, 3])
def test_an_event_taken_out_before_the_end_is_found(place: int) -> None:
    events = chain()
    del events[place - 1]

    assert place == first_broken(REFERENCE, events, MACS)


def test_the_history_of_another_case_does_not_hold() -> None:
    assert first_broken("EN-8765-4321", chain(), MACS) == 1


def test_without_the_key_no_link_can_be_made() -> None:
    forged = chain()
    forged.append(
        next_event(REFERENCE, forged[-1], EventKind.RECEIVED, NOON, details=[], macs=FakeMacs(b"guessed"))
    )

    assert first_broken(REFERENCE, forged, MACS) == 5


def test_the_first_event_says_what_went_where() -> None:
    event = received(REFERENCE, NOON, ("questionnaire", 1, "abc"), [destination(1, REFERENCE)], MACS)

    assert (
        ("form", "questionnaire"),
        ("form_version", "1"),
        ("form_digest", "abc"),
        ("destination", "EN-1234-5678-1 caf-10"),
    ) == event.details
    assert (1, EventKind.RECEIVED, NOON) == (event.number, event.kind, event.at)


def test_a_history_holds_nothing_that_was_typed() -> None:
    events = submission(answers=ANSWERS).history

    assert "Éléonore" in ANSWERS
    assert "leonore" not in repr(events)
