"""Stream of the destinations: each one committed goes to its body's queue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypedDict

from entraide.handlers.outgoing import Outgoing, outgoing
from entraide.handlers.runtime import LambdaContext
from entraide.storage.serialisation import UnreadableItemError, has_nothing_to_send, read_destination

Record = Mapping[str, Any]


class Failure(TypedDict):
    """A record that must be delivered again."""

    itemIdentifier: str


class Answer(TypedDict):
    """What Lambda's event source expects (`ReportBatchItemFailures`)."""

    batchItemFailures: list[Failure]


def handler(event: Mapping[str, Any], context: LambdaContext) -> Answer:
    """Entry point of the function `dispatch`."""
    return dispatch(event["Records"], outgoing(context))


def dispatch(records: Iterable[Record], out: Outgoing) -> Answer:
    """Takes every record, whatever became of those before, and names the first that failed.

    The event source delivers again from there; the queues undo what arrives twice. A record that can never be
    read ends, after the retries, in the failure destination; the sweep sees its destination all the same.
    """
    failed = [record["dynamodb"]["SequenceNumber"] for record in records if not _take(record, out)]
    return {"batchItemFailures": [{"itemIdentifier": number} for number in failed[:1]]}


def _take(record: Record, out: Outgoing) -> bool:
    image = record["dynamodb"].get("NewImage", {})
    if record["eventName"] == "REMOVE" or has_nothing_to_send(image):
        return True
    try:
        destination = read_destination(image)
    except UnreadableItemError as unreadable:
        out.log.error("destination-unreadable", item=str(unreadable))  # noqa: TRY400 - a trace would quote the item
        return False
    return out.deliver(destination)
