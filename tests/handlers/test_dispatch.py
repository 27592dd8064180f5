"""What the stream tells reaches the queues; what fails holds up no other, and is left to the sweep."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from entraide.cases.model import Destination, StoreUnavailableError
from entraide.handlers.dispatch import dispatch
from entraide.handlers.sweep import sweep
from entraide.storage.serialisation import destination_item
from outgoing_parts import Parts, insert
from samples import destination


@pytest.fixture
def parts() -> Parts:
    return Parts()


def run(parts: Parts, records: list[dict[str, Any]]) -> None:
    dispatch(records, parts.outgoing())


def pending(parts: Parts) -> list[str]:
    return [each.body for each in parts.store.pending(parts.clock.now() + timedelta(seconds=1))]


def test_what_is_committed_is_sent_and_marked(parts: Parts) -> None:
    records = parts.commit("urssaf-bretagne", "caf-35")

    run(parts, records)

    assert ["urssaf-bretagne", "caf-35"] == parts.sent()
    assert [] == pending(parts)


def test_a_queue_that_refuses_keeps_only_its_own_waiting(parts: Parts) -> None:
    records = parts.commit("urssaf-bretagne", "caf-35", "cpam-35")
    parts.queues.closed = {"caf-35"}

    run(parts, records)

    assert ["urssaf-bretagne", "cpam-35"] == parts.sent()
    assert ["caf-35"] == pending(parts)


def test_what_a_queue_refused_is_left_to_the_sweep_and_nothing_is_sent_twice(parts: Parts) -> None:
    records = parts.commit("urssaf-bretagne", "caf-35", "cpam-35")
    parts.queues.closed = {"caf-35"}
    run(parts, records)

    parts.queues.closed = set()
    parts.clock.advance(timedelta(minutes=6))
    sweep(parts.outgoing(), lambda: True)

    assert ["urssaf-bretagne", "cpam-35", "caf-35"] == parts.sent()


@pytest.mark.parametrize(
    "image",
    [
        {},
        {"pending_shard": {"S": "0"}},
        {**destination_item(destination()), "roles": {"S": "all"}},
        {**destination_item(destination()), "committed_at": {"S": "yesterday"}},
        {key: value for key, value in destination_item(destination()).items() if key != "body"},
    ],
)
def test_a_broken_image_is_told_and_holds_up_no_other(parts: Parts, image: dict[str, Any]) -> None:
    first, last = parts.commit("urssaf-bretagne", "caf-35")
    broken = insert(image, 7)

    run(parts, [first, broken, last])

    assert ["urssaf-bretagne", "caf-35"] == parts.sent()
    assert "destination-unreadable" in {event["message"] for event in parts.events()}


def test_an_image_that_is_missing_is_told(parts: Parts) -> None:
    record = parts.commit("caf-35")[0]
    del record["dynamodb"]["NewImage"]

    run(parts, [record])

    assert ["destination-unreadable"] == [event["message"] for event in parts.events()]
    assert ["caf-35"] == pending(parts)


def test_a_body_that_is_not_connected_is_sent_nothing(parts: Parts) -> None:
    prepared = replace(destination(), committed_at=None, prepared_at=parts.clock.now())

    run(parts, [insert(destination_item(prepared), 1)])

    assert [] == parts.sent()


def test_its_own_mark_in_the_stream_is_not_sent_again(parts: Parts) -> None:
    marked = insert(destination_item(replace(destination(), dispatched_at=parts.clock.now())), 1)

    run(parts, [{**marked, "eventName": "MODIFY"}])

    assert [] == parts.sent()


def test_a_destination_deleted_is_not_sent(parts: Parts) -> None:
    removed = insert({}, 1)
    del removed["dynamodb"]["NewImage"]

    run(parts, [{**removed, "eventName": "REMOVE"}])

    assert [] == parts.sent() + parts.events()


def test_a_mark_that_fails_leaves_its_destination_to_the_sweep(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = parts.commit("caf-35")

    def fail(_destination: Destination, _at: datetime) -> None:
        raise StoreUnavailableError("ThrottlingException")

    with monkeypatch.context() as broken:
        broken.setattr(parts.store, "mark_dispatched", fail)
        run(parts, records)
    assert ["caf-35"] == pending(parts)

    parts.clock.advance(timedelta(minutes=1))
    sweep(parts.outgoing(), lambda: True)
    assert [] == pending(parts)


def test_the_log_names_events_and_ids_and_nothing_that_was_typed(parts: Parts) -> None:
    records = parts.commit("urssaf-bretagne", "caf-35")
    parts.queues.closed = {"caf-35"}

    run(parts, records)

    first, second = parts.events()
    assert ("destination-dispatched", "urssaf-bretagne") == (first["message"], first["body"])
    assert "destination-not-dispatched" == second["message"]
    assert records[1]["dynamodb"]["NewImage"]["id"]["S"] == second["destination"]
    technical = {"level", "location", "timestamp", "service", "sampling_rate"}
    assert {"message", "destination", "body", "cause"} >= (first.keys() | second.keys()) - technical
