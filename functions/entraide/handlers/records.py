"""Batches of a table's stream."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypedDict

Record = Mapping[str, Any]


class Failure(TypedDict):
    """A record that must be delivered again."""

    itemIdentifier: str


class Answer(TypedDict):
    """What Lambda's event source expects (`ReportBatchItemFailures`)."""

    batchItemFailures: list[Failure]


def take_all(records: Iterable[Record], take: Callable[[Record], bool]) -> Answer:
    """Takes every record, whatever became of those before, and names the first that failed.

    The event source delivers again from there, so those after it come again even when they were taken.
    """
    failed = [record["dynamodb"]["SequenceNumber"] for record in records if not take(record)]
    return {"batchItemFailures": [{"itemIdentifier": number} for number in failed[:1]]}
