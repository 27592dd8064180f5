"""Reads the tables' streams and calls the functions, as Lambda's event source mappings do.

The emulator's own reader loses what a partial answer gives back, and retries nothing. This one follows Lambda's
developer guide ("Using AWS Lambda with Amazon DynamoDB"): order kept in a shard, partial answers, retries with
back-off, batches cut in two, age, and the whole record to S3 when all that failed. It uses public APIs only.
"""

from __future__ import annotations

import base64
import json
import threading
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError
from infra.local.clients import Clients

if TYPE_CHECKING:
    from mypy_boto3_lambda.type_defs import EventSourceMappingConfigurationTypeDef

Record = Mapping[str, Any]
LONGEST_WAIT = 5.0
FIRST_WAIT = 0.2


class Pump:
    """Reads the streams of a stage until it is stopped; a thread for each mapping."""

    def __init__(self, clients: Clients, stage: str, *, pause: float = 0.2) -> None:
        self._stopped = threading.Event()
        self._threads = [
            threading.Thread(target=reader.run, name=reader.mapping.function, daemon=True)
            for reader in (
                _Reader(clients, mapping, self._stopped, pause) for mapping in _mappings(clients, stage)
            )
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ends after the batch at hand."""
        self._stopped.set()
        for thread in self._threads:
            thread.join(LONGEST_WAIT)


@dataclass(frozen=True, slots=True)
class StreamMapping:
    """What an event source mapping says."""

    id: str
    function: str
    stream: str
    batch_size: int
    patterns: tuple[Record, ...]
    partial_answers: bool
    bisect: bool
    retries: int
    longest_age: int
    """Seconds; -1 for as long as the stream keeps a record."""
    failures: str | None
    """ARN of the bucket that gets what was given up."""


def read_mapping(given: EventSourceMappingConfigurationTypeDef) -> StreamMapping:
    """A mapping as Lambda lists it."""
    filters = given.get("FilterCriteria", {}).get("Filters", [])
    return StreamMapping(
        id=given["UUID"],
        function=given["FunctionArn"],
        stream=given["EventSourceArn"],
        batch_size=given["BatchSize"],
        patterns=tuple(json.loads(each["Pattern"]) for each in filters),
        partial_answers="ReportBatchItemFailures" in given.get("FunctionResponseTypes", []),
        bisect=given.get("BisectBatchOnFunctionError", False),
        retries=given.get("MaximumRetryAttempts", -1),
        longest_age=given.get("MaximumRecordAgeInSeconds", -1),
        failures=given.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination"),
    )


def matches(pattern: object, value: object) -> bool:
    """Whether a value passes a filter's pattern: lists of values, at any depth."""
    if isinstance(pattern, dict):
        return isinstance(value, dict) and all(matches(each, value.get(key)) for key, each in pattern.items())
    if isinstance(pattern, list) and not any(isinstance(each, dict) for each in pattern):
        return any(value == each for each in pattern)
    raise NotImplementedError(f"the local pump does not know the filter {pattern!r}")


class Delivery:
    """Brings the records of one mapping to its function; gives up by its rules."""

    def __init__(self, clients: Clients, mapping: StreamMapping, stopped: threading.Event) -> None:
        self._clients = clients
        self._mapping = mapping
        self._stopped = stopped

    def deliver(self, records: list[Record]) -> None:
        """Comes back when each record was taken or given up, or when the pump is stopped."""
        attempt = 0
        while records and not self._stopped.is_set():
            if self._too_old(records[0]):
                self._give_up(records[:1], "RecordAgeExceeded", attempt)
                records = records[1:]
                continue
            taken = self._taken(records)
            records, attempt = records[taken:], 0 if taken else attempt + 1
            if taken or not records:
                continue
            if self._mapping.bisect and len(records) > 1:
                half = len(records) // 2
                self.deliver(records[:half])
                records, attempt = records[half:], 0
            elif 0 <= self._mapping.retries < attempt:
                self._give_up(records, "RetryAttemptsExhausted", attempt)
                return
            else:
                self._stopped.wait(min(FIRST_WAIT * 2**attempt, LONGEST_WAIT))

    def _taken(self, records: list[Record]) -> int:
        """How many records, from the first, the function has taken."""
        answer = self._clients.functions.invoke(
            FunctionName=self._mapping.function, Payload=json.dumps({"Records": records}).encode()
        )
        body = json.loads(answer["Payload"].read() or b"null")
        if "FunctionError" in answer:
            return 0
        if not self._mapping.partial_answers or not body:
            return len(records)
        failed = {each.get("itemIdentifier") for each in body.get("batchItemFailures") or []}
        numbers = [record["dynamodb"]["SequenceNumber"] for record in records]
        # An unknown identifier means that all of them failed.
        return min((numbers.index(each) if each in numbers else 0 for each in failed), default=len(records))

    def _too_old(self, record: Record) -> bool:
        age: float = time.time() - record["dynamodb"]["ApproximateCreationDateTime"]
        return 0 <= self._mapping.longest_age < age

    def _give_up(self, records: list[Record], condition: str, attempts: int) -> None:
        if self._mapping.failures is None:
            return
        now = datetime.now(UTC)
        invocation = {
            "requestContext": {
                "functionArn": self._mapping.function,
                "condition": condition,
                "approximateInvokeCount": attempts,
            },
            "version": "1.0",
            "timestamp": now.isoformat(),
            "DDBStreamBatchInfo": {
                "startSequenceNumber": records[0]["dynamodb"]["SequenceNumber"],
                "endSequenceNumber": records[-1]["dynamodb"]["SequenceNumber"],
                "batchSize": len(records),
                "streamArn": self._mapping.stream,
            },
            "payload": json.dumps({"Records": records}),
        }
        self._clients.s3.put_object(
            Bucket=self._mapping.failures.rpartition(":")[2],
            Key=f"aws/lambda/{self._mapping.id}/{now:%Y/%m/%d/%Y-%m-%dT%H.%M.%S}-{uuid.uuid4()}",
            Body=json.dumps(invocation).encode(),
        )


class _Reader:
    """Follows the shards of one mapping's stream."""

    def __init__(
        self, clients: Clients, mapping: StreamMapping, stopped: threading.Event, pause: float
    ) -> None:
        self.mapping = mapping
        self._streams = clients.streams
        self._delivery = Delivery(clients, mapping, stopped)
        self._stopped = stopped
        self._pause = pause
        self._iterators: dict[str, str] = {}

    def run(self) -> None:
        """Reads until stopped; what fails on the way (the emulator is busy or gone) is tried again."""
        while not self._stopped.is_set():
            try:
                read = self._step()
            except (BotoCoreError, ClientError) as error:
                if self._stopped.is_set():
                    return
                print(f"The stream of {self.mapping.function} could not be read: {error}", flush=True)
                if "ExpiredIterator" in str(error):
                    self._iterators.clear()
                read = 0
                self._stopped.wait(1)
            if not read:
                self._stopped.wait(self._pause)

    def _step(self) -> int:
        if not self._iterators:
            self._iterators = {shard: self._iterator(shard) for shard in self._shards()}
        return sum(self._read(shard) for shard in list(self._iterators))

    def _shards(self) -> list[str]:
        description = self._streams.describe_stream(StreamArn=self.mapping.stream)["StreamDescription"]
        return [shard["ShardId"] for shard in description["Shards"]]

    def _iterator(self, shard: str) -> str:
        return self._streams.get_shard_iterator(
            StreamArn=self.mapping.stream, ShardId=shard, ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]

    def _read(self, shard: str) -> int:
        answer = self._streams.get_records(
            ShardIterator=self._iterators[shard], Limit=self.mapping.batch_size
        )
        records = [_as_event(record, self.mapping.stream) for record in answer["Records"]]
        wanted = [record for record in records if self._wanted(record)]
        if wanted:
            self._delivery.deliver(wanted)
        # Only now, so that an error on the way reads the same records again.
        if "NextShardIterator" in answer:
            self._iterators[shard] = answer["NextShardIterator"]
        else:
            del self._iterators[shard]
        return len(records)

    def _wanted(self, record: Record) -> bool:
        return not self.mapping.patterns or any(matches(each, record) for each in self.mapping.patterns)


def _mappings(clients: Clients, stage: str) -> list[StreamMapping]:
    listed = clients.functions.list_event_source_mappings()["EventSourceMappings"]
    return [
        read_mapping(each)
        for each in listed
        if f":function:entraide-{stage}-" in each["FunctionArn"] and each["State"] == "Enabled"
    ]


def _as_event(record: Mapping[str, Any], stream: str) -> Record:
    """A record as a function gets it: JSON, with the stream's ARN."""
    event: Record = json.loads(json.dumps({**record, "eventSourceARN": stream}, default=_as_json))
    return event


def _as_json(value: object) -> object:
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, set):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} is not expected in a stream")
