"""The embedded cloud hands records to functions as Lambda's event source mappings do."""

from __future__ import annotations

import io
import json
import threading
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from infra.local.clients import Clients
from infra.local.pump import Delivery, Record, StreamMapping, matches

Answer = Callable[[list[str]], Any]


class FakeCloud:
    """A function that answers as the test says, and a bucket; both remember what they got."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.batches: list[list[str]] = []
        self.given_up: list[list[str]] = []
        self.conditions: list[str] = []
        self.functions = SimpleNamespace(invoke=self._invoke)
        self.s3 = SimpleNamespace(put_object=self._put)

    def _invoke(self, FunctionName: str, Payload: bytes) -> dict[str, Any]:  # noqa: N803 (boto3's words)
        assert FunctionName == "function"
        batch = numbers(json.loads(Payload)["Records"])
        self.batches.append(batch)
        try:
            body = json.dumps(self.answer(batch))
        except RuntimeError:
            return {"FunctionError": "Unhandled", "Payload": io.BytesIO(b"{}")}
        return {"Payload": io.BytesIO(body.encode())}

    def _put(self, Bucket: str, Key: str, Body: bytes) -> None:  # noqa: N803 (boto3's words)
        assert (Bucket, Key.split("/")[:3]) == ("bucket", ["aws", "lambda", "mapping"])
        invocation = json.loads(Body)
        self.given_up.append(numbers(json.loads(invocation["payload"])["Records"]))
        self.conditions.append(invocation["requestContext"]["condition"])


class NeverWaiting(threading.Event):
    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None
        return False


def numbers(records: list[Record]) -> list[str]:
    return [record["dynamodb"]["SequenceNumber"] for record in records]


def record(number: int, age: float = 0) -> Record:
    created = time.time() - age
    return {"dynamodb": {"SequenceNumber": str(number), "ApproximateCreationDateTime": created}}


def failing(*items: str) -> dict[str, Any]:
    return {"batchItemFailures": [{"itemIdentifier": item} for item in items]}


def deliver(cloud: FakeCloud, records: list[Record], *, retries: int = 2, bisect: bool = True) -> None:
    mapping = StreamMapping(
        id="mapping",
        function="function",
        stream="stream",
        batch_size=10,
        patterns=(),
        partial_answers=True,
        bisect=bisect,
        retries=retries,
        longest_age=60,
        failures="arn:aws:s3:::bucket",
    )
    Delivery(cast("Clients", cloud), mapping, NeverWaiting()).deliver(records)


def test_a_batch_is_given_once_and_in_order() -> None:
    cloud = FakeCloud(lambda _: failing())

    deliver(cloud, [record(number) for number in range(3)])

    assert cloud.batches == [["0", "1", "2"]]


@pytest.mark.parametrize("answer", [None, {}, {"batchItemFailures": []}])
def test_an_empty_answer_means_that_all_was_taken(answer: object) -> None:
    cloud = FakeCloud(lambda _: answer)

    deliver(cloud, [record(0), record(1)])

    assert (cloud.batches, cloud.given_up) == ([["0", "1"]], [])


def test_a_partial_answer_gives_again_from_the_first_failure() -> None:
    calls = iter([failing("2", "1"), failing()])
    cloud = FakeCloud(lambda _: next(calls))

    deliver(cloud, [record(number) for number in range(4)])

    assert cloud.batches == [["0", "1", "2", "3"], ["1", "2", "3"]]


def test_an_unknown_identifier_means_that_the_whole_batch_failed() -> None:
    calls = iter([failing("unknown"), failing(), failing()])
    cloud = FakeCloud(lambda _: next(calls))

    deliver(cloud, [record(0), record(1)])

    assert cloud.batches == [["0", "1"], ["0"], ["1"]]


def test_without_cutting_in_two_a_failing_batch_is_given_up_whole() -> None:
    def fail(_: list[str]) -> None:
        raise RuntimeError

    cloud = FakeCloud(fail)

    deliver(cloud, [record(0), record(1)], retries=1, bisect=False)

    assert (cloud.batches, cloud.given_up) == ([["0", "1"], ["0", "1"]], [["0", "1"]])


def test_what_is_too_old_is_given_up_without_a_call() -> None:
    cloud = FakeCloud(lambda _: failing())

    deliver(cloud, [record(0, age=61), record(1)])

    assert (cloud.batches, cloud.given_up, cloud.conditions) == ([["1"]], [["0"]], ["RecordAgeExceeded"])


@given(count=st.integers(1, 12), data=st.data(), whole=st.booleans())
def test_poisoned_records_are_given_up_and_all_others_taken_in_order(
    count: int, data: st.DataObject, *, whole: bool
) -> None:
    poisoned = {str(each) for each in data.draw(st.sets(st.integers(0, count - 1)))}
    taken: list[str] = []

    def answer(batch: list[str]) -> object:
        bad = [each for each in batch if each in poisoned]
        if bad and whole:
            raise RuntimeError
        good = batch[: batch.index(bad[0])] if bad else batch
        taken.extend(good)
        return failing(*bad)

    cloud = FakeCloud(answer)
    deliver(cloud, [record(number) for number in range(count)])

    assert [str(each) for each in range(count) if str(each) not in poisoned] == taken
    assert sorted([each] for each in poisoned) == sorted(cloud.given_up)


def test_a_record_is_tried_as_often_as_the_mapping_says() -> None:
    cloud = FakeCloud(lambda batch: failing(*batch))

    deliver(cloud, [record(0)], retries=3)

    assert len(cloud.batches) == 1 + 3


@pytest.mark.parametrize(
    ("pattern", "passes"),
    [
        ({"eventName": ["INSERT"]}, True),
        ({"eventName": ["MODIFY", "REMOVE"]}, False),
        ({"dynamodb": {"Keys": {"item": {"S": ["CASE"]}}}}, True),
        ({"dynamodb": {"Keys": {"item": {"S": ["EVENT#0001"]}}}}, False),
        ({"dynamodb": {"OldImage": {"item": {"S": ["CASE"]}}}}, False),
    ],
)
def test_filters(pattern: object, *, passes: bool) -> None:
    event = {"eventName": "INSERT", "dynamodb": {"Keys": {"item": {"S": "CASE"}}}}

    assert matches(pattern, event) is passes


def test_a_filter_that_the_pump_does_not_know_is_refused() -> None:
    with pytest.raises(NotImplementedError, match="prefix"):
        matches({"eventName": [{"prefix": "IN"}]}, {"eventName": "INSERT"})
