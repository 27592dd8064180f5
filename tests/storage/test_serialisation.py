"""What is written as an item is read back; what is not readable says so and quotes nothing."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.agencies.situation import Reason, Referral
from entraide.agencies.vocabulary import Need, Role
from entraide.cases.model import Case, Destination, Event, EventKind
from entraide.storage.serialisation import (
    SHARDS,
    UnreadableItemError,
    case_item,
    destination_item,
    event_item,
    has_nothing_to_send,
    read_case,
    read_destination,
    read_event,
    shard_of,
    time_text,
)
from samples import NOON, destination, submission

TIMES = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
PAIRS = st.lists(st.tuples(st.text(), st.text()), max_size=3).map(tuple)
REASONS = st.lists(st.builds(Reason, st.text(), PAIRS, st.text()), max_size=3).map(tuple)
REFERRALS = st.lists(
    st.builds(Referral, st.text(), st.frozensets(st.sampled_from(Need)), REASONS), max_size=3
)
CASES = st.builds(Case, form_version=st.integers(1, 99), created_at=TIMES, referrals=REFERRALS.map(tuple))
DESTINATIONS = st.builds(
    Destination,
    reasons=REASONS,
    roles=st.frozensets(st.sampled_from(Role)),
    needs=st.frozensets(st.sampled_from(Need)),
    form_version=st.integers(1, 99),
    urgent=st.booleans(),
    committed_at=TIMES,
    dispatched_at=st.none() | TIMES,
    prepared_at=st.none() | TIMES,
    taken_at=st.none() | TIMES,
    closed_at=st.none() | TIMES,
)
EVENTS = st.builds(
    Event, number=st.integers(1, 9999), kind=st.sampled_from(EventKind), at=TIMES, details=PAIRS
)


@given(CASES)
def test_a_case_comes_back(case: Case) -> None:
    assert case == read_case(case_item(case, "k", "a"))


@given(DESTINATIONS)
def test_a_destination_comes_back(one: Destination) -> None:
    assert one == read_destination(destination_item(one))


def test_a_destination_stored_before_there_was_a_flag_is_not_urgent() -> None:
    item = destination_item(destination(urgent=True))
    del item["urgent"]

    assert destination() == read_destination(item)


@given(EVENTS)
def test_an_event_comes_back(event: Event) -> None:
    assert event == read_event(event_item("EN-1234-5678", event))


@given(TIMES, TIMES)
def test_times_sort_as_their_texts(one: datetime, other: datetime) -> None:
    assert (one < other) == (time_text(one) < time_text(other))


def test_times_are_written_in_utc() -> None:
    paris = timezone(timedelta(hours=1))

    assert time_text(datetime(2026, 11, 22, 9, 30, tzinfo=paris)) == "2026-11-22T08:30:00.000000Z"


@given(st.text())
def test_every_reference_has_its_shard_of_the_indexes(reference: str) -> None:
    assert shard_of(reference) in SHARDS


def test_cases_are_spread_over_the_shards() -> None:
    shards = [shard_of(f"EN-0000-{number:04}") for number in range(400)]

    assert all(50 < shards.count(shard) < 150 for shard in SHARDS)


@pytest.mark.parametrize(
    ("times", "pending"),
    [
        ({"committed_at": NOON}, True),
        ({"committed_at": NOON, "dispatched_at": NOON}, False),
        ({"committed_at": None, "prepared_at": NOON}, False),
        ({"committed_at": NOON, "prepared_at": NOON}, True),
    ],
)
def test_what_must_reach_its_queue_is_in_the_pending_index(times: dict[str, Any], *, pending: bool) -> None:
    item = destination_item(replace(destination(), **times))

    assert pending == ("pending_shard" in item)
    assert pending != has_nothing_to_send(item)


def test_what_is_unclear_must_be_sent() -> None:
    assert not has_nothing_to_send({})


GARBAGE = st.dictionaries(
    st.sampled_from(["id", "reference", "body", "roles", "needs", "reasons", "committed_at", "form_version"]),
    st.none()
    | st.text()
    | st.dictionaries(st.sampled_from(["S", "N", "L"]), st.none() | st.text() | st.lists(st.text())),
)


@given(GARBAGE)
def test_garbage_is_unreadable_and_nothing_else(changes: dict[str, Any]) -> None:
    item: dict[str, Any] = {**destination_item(destination()), **changes}

    with suppress(UnreadableItemError):
        read = read_destination(item)
        assert item["reference"]["S"] == read.reference


@pytest.mark.parametrize("missing", sorted(destination_item(destination()).keys() - {"pending_shard"}))
def test_a_destination_needs_each_of_its_attributes(missing: str) -> None:
    item = destination_item(destination())
    del item[missing]

    with pytest.raises(UnreadableItemError):
        read_destination(item)


def test_an_unreadable_case_says_which_and_quotes_no_answer() -> None:
    sent = submission()
    item: dict[str, Any] = {**case_item(sent.case, "k", "a"), "created_at": {"S": "yesterday"}}

    with pytest.raises(UnreadableItemError) as unreadable:
        read_case(item)

    assert f"case {sent.case.reference}" == str(unreadable.value)


def test_an_unreadable_event_says_which() -> None:
    item: dict[str, Any] = {
        **event_item("EN-1234-5678", submission().history[0]),
        "kind": {"S": "unheard-of"},
    }

    with pytest.raises(UnreadableItemError, match="event EN-1234-5678 EVENT#0001"):
        read_event(item)


def test_the_answers_are_one_string() -> None:
    sent = submission()

    assert {"S": sent.case.answers} == case_item(sent.case, "k", "a")["answers"]
