"""What the stream tells reaches the queues; a record that fails is delivered again, and holds up no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from entraide.cases.model import Destination, StoreUnavailableError
from entraide.handlers.dispatch import dispatch
from entraide.storage.serialisation import destination_item
from outgoing_parts import Parts, insert
from samples import destination


@pytest.fixture
def parts() -> Parts:
    return Parts()


def failures(parts: Parts, records: list[dict[str, Any]]) -> list[str]:
    answer = dispatch(records, parts.outgoing())
    return [each["itemIdentifier"] for each in answer["batchItemFailures"]]


def pending(parts: Parts) -> list[str]:
    return [each.body for each in parts.store.pending(parts.clock.now() + timedelta(seconds=1))]


def number(record: dict[str, Any]) -> str:
    text: str = record["dynamodb"]["SequenceNumber"]
    return text


def test_what_is_committed_is_sent_and_marked(parts: Parts) -> None:
    records = parts.commit("urssaf-bretagne", "caf-35")

    assert [] == failures(parts, records)
    assert ["urssaf-bretagne", "caf-35"] == parts.sent()
    assert [] == pending(parts)


def test_a_queue_that_refuses_keeps_only_its_own_waiting(parts: Parts) -> None:
    records = parts.commit("urssaf-bretagne", "caf-35", "cpam-35")
    parts.queues.closed = {"caf-35"}

    assert [number(records[1])] == failures(parts, records)
    assert ["urssaf-bretagne", "cpam-35"] == parts.sent()
    assert ["caf-35"] == pending(parts)


def test_the_lowest_failure_is_named_so_that_all_are_delivered_again(parts: Parts) -> None:
    records = parts.commit("urssaf-bretagne", "caf-35", "cpam-35")
    parts.queues.closed = {"caf-35", "cpam-35"}
    assert [number(records[1])] == failures(parts, records)

    parts.queues.closed = set()

    assert [] == failures(parts, records[1:])
    assert ["urssaf-bretagne", "caf-35", "cpam-35"] == parts.sent()


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
def test_a_broken_image_is_reported_and_holds_up_no_other(parts: Parts, image: dict[str, Any]) -> None:
    first, last = parts.commit("urssaf-bretagne", "caf-35")
    broken = insert(image, 7)

    assert [number(broken)] == failures(parts, [first, broken, last])
    assert ["urssaf-bretagne", "caf-35"] == parts.sent()
    assert "destination-unreadable" in {event["message"] for event in parts.events()}


def test_an_image_that_is_missing_is_reported(parts: Parts) -> None:
    record = parts.commit("caf-35")[0]
    del record["dynamodb"]["NewImage"]

    assert [number(record)] == failures(parts, [record])


def test_a_body_that_is_not_connected_is_sent_nothing(parts: Parts) -> None:
    prepared = replace(destination(), committed_at=None, prepared_at=parts.clock.now())

    assert [] == failures(parts, [insert(destination_item(prepared), 1)])
    assert [] == parts.sent()


def test_its_own_mark_in_the_stream_is_not_sent_again(parts: Parts) -> None:
    marked = insert(destination_item(replace(destination(), dispatched_at=parts.clock.now())), 1)

    assert [] == failures(parts, [{**marked, "eventName": "MODIFY"}])
    assert [] == parts.sent()


def test_a_destination_deleted_is_not_sent(parts: Parts) -> None:
    removed = insert({}, 1)
    del removed["dynamodb"]["NewImage"]

    assert [] == failures(parts, [{**removed, "eventName": "REMOVE"}])


def test_a_mark_that_fails_is_delivered_again(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    records = parts.commit("caf-35")

    def fail(_destination: Destination, _at: datetime) -> None:
        raise StoreUnavailableError("ThrottlingException")

    with monkeypatch.context() as broken:
        broken.setattr(parts.store, "mark_dispatched", fail)
        assert [number(records[0])] == failures(parts, records)
    assert ["caf-35"] == pending(parts)
    assert [] == failures(parts, records)
    assert [] == pending(parts)


def test_the_log_names_events_and_ids_and_nothing_that_was_typed(parts: Parts) -> None:
    records = parts.commit("urssaf-bretagne", "caf-35")
    parts.queues.closed = {"caf-35"}

    failures(parts, records)

    first, second = parts.events()
    assert ("destination-dispatched", "urssaf-bretagne") == (first["message"], first["body"])
    assert "destination-not-dispatched" == second["message"]
    assert records[1]["dynamodb"]["NewImage"]["id"]["S"] == second["destination"]
    technical = {"level", "location", "timestamp", "service", "sampling_rate"}
    assert {"message", "destination", "body", "cause"} >= (first.keys() | second.keys()) - technical
