"""From the transaction to the bodies' queues on the embedded cloud: nothing lost, nothing doubled, nothing astray."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from infra.local.emulator import Emulator

from backend import CONTEXT, Backend, backend
from entraide.handlers import dispatch, sweep
from samples import CAF, URSSAF, request

pytestmark = pytest.mark.cloud

CPAM = replace(CAF, body="cpam-10")
SOME_TIME_AGO = datetime.now(UTC) - timedelta(minutes=2)


@pytest.fixture
def back(emulator: Emulator) -> Iterator[Backend]:
    with backend(emulator.clients) as made:
        yield made


def pressed_by(back: Backend, presses: int) -> set[str]:
    """The references that as many presses of the button at the same time give."""
    pressed = request(at=datetime.now(UTC))
    with ThreadPoolExecutor(presses) as threads:
        received = list(threads.map(lambda _: back.take_in(pressed), range(presses)))
    assert sorted(each.replayed for each in received) == [False] + [True] * (presses - 1)
    assert len({each.code for each in received}) == 1
    return {each.reference for each in received}


def test_twenty_presses_make_one_case_and_one_message_for_each_body(back: Backend) -> None:
    for body in (URSSAF.body, CAF.body):
        back.open_queue(body)

    (reference,) = pressed_by(back, 20)
    dispatch.handler({"Records": back.records(reference)}, CONTEXT)

    assert [f"{reference}-1"] == [each["destination"] for each in back.messages(URSSAF.body)]
    assert [f"{reference}-2"] == [each["destination"] for each in back.messages(CAF.body)]
    assert all(each.dispatched_at for each in back.destinations(reference))


def test_each_body_gets_the_message_that_names_it(back: Backend) -> None:
    bodies = (URSSAF.body, CAF.body, CPAM.body)
    for body in bodies:
        back.open_queue(body)
    received = back.take_in(request(choices=(URSSAF, CAF, CPAM), at=datetime.now(UTC)))

    dispatch.handler({"Records": back.records(received.reference)}, CONTEXT)

    assert {body: [body] for body in bodies} == {
        body: [each["body"] for each in back.messages(body)] for body in bodies
    }


def test_a_record_delivered_many_times_gives_one_message(back: Backend) -> None:
    back.open_queue(CAF.body)
    received = back.take_in(request(choices=(CAF,), at=datetime.now(UTC)))

    for _ in range(3):
        dispatch.handler({"Records": back.records(received.reference)[:1] * 2}, CONTEXT)

    assert len(back.messages(CAF.body)) == 1


def test_a_dispatch_that_fails_in_the_middle_loses_nothing(back: Backend) -> None:
    back.open_queue(URSSAF.body)
    back.open_queue(CPAM.body)
    received = back.take_in(request(choices=(URSSAF, CAF, CPAM), at=SOME_TIME_AGO))
    records = back.records(received.reference)

    dispatch.handler({"Records": records}, CONTEXT)

    times = [each.dispatched_at is not None for each in back.destinations(received.reference)]
    assert [True, False, True] == times

    back.open_queue(CAF.body)
    sweep.handler({}, CONTEXT)

    assert [1, 1, 1] == [len(back.messages(each.body)) for each in (URSSAF, CAF, CPAM)]
    assert all(each.dispatched_at for each in back.destinations(received.reference))


def test_the_sweep_recovers_a_case_whose_record_was_dropped(
    back: Backend, capsys: pytest.CaptureFixture[str]
) -> None:
    for body in (URSSAF.body, CAF.body):
        back.open_queue(body)
    received = back.take_in(request(at=SOME_TIME_AGO))

    swept = sweep.handler({}, CONTEXT)

    assert (2, 0) == (swept["sent"], swept["failed"])
    assert swept["oldest_seconds"] >= 120
    assert f'"OldestPending":[{swept["oldest_seconds"]}.0]' in capsys.readouterr().out
    assert [[f"{received.reference}-1"], [f"{received.reference}-2"]] == [
        [each["destination"] for each in back.messages(body)] for body in (URSSAF.body, CAF.body)
    ]
    assert {"sent": 0, "failed": 0, "oldest_seconds": 0, "untaken": 0} == sweep.handler({}, CONTEXT)


def test_what_cannot_be_read_is_left_and_the_sweep_sends_the_rest(
    back: Backend, caplog: pytest.LogCaptureFixture
) -> None:
    back.open_queue(CAF.body)
    received = back.take_in(request(choices=(URSSAF, CAF), at=SOME_TIME_AGO))
    back.clients.dynamodb.update_item(
        TableName=back.tables.destinations,
        Key={"reference": {"S": received.reference}, "id": {"S": f"{received.reference}-1"}},
        UpdateExpression="REMOVE body",
    )

    swept = sweep.handler({}, CONTEXT)

    assert (1, 0) == (swept["sent"], swept["failed"])
    assert [f"destination {received.reference}-1"] == [
        vars(record)["item"] for record in caplog.records if record.message == "destination-unreadable"
    ]
    assert len(back.messages(CAF.body)) == 1


def test_the_keeper_of_the_key_tells_labels_and_messages_apart(back: Backend) -> None:
    pairs = [("a", b"b"), ("a", b""), ("", b"ab"), ("a/b", b""), ("answers", b"x" * 100_000)]

    macs = [back.macs.mac(label, message) for label, message in pairs]

    assert macs == [back.macs.mac(label, message) for label, message in pairs]
    assert len(pairs) == len(set(macs))
    assert {32} == {len(each) for each in macs}
