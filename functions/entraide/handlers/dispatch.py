"""Stream of the destinations: each one committed goes to its body's queue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from entraide.handlers.outgoing import Outgoing, outgoing
from entraide.handlers.records import Answer, Record, take_all
from entraide.handlers.runtime import LambdaContext
from entraide.storage.serialisation import UnreadableItemError, has_nothing_to_send, read_destination


def handler(event: Mapping[str, Any], context: LambdaContext) -> Answer:
    """Entry point of the function `dispatch`."""
    return dispatch(event["Records"], outgoing(context))


def dispatch(records: Iterable[Record], out: Outgoing) -> Answer:
    """Takes every record; the queues undo what arrives twice.

    A record that can never be read ends, after the retries, in the failure destination; the sweep sees its
    destination all the same.
    """
    return take_all(records, partial(_take, out))


def _take(out: Outgoing, record: Record) -> bool:
    image = record["dynamodb"].get("NewImage", {})
    if record["eventName"] == "REMOVE" or has_nothing_to_send(image):
        return True
    try:
        destination = read_destination(image)
    except UnreadableItemError as unreadable:
        out.log.error("destination-unreadable", item=str(unreadable))  # noqa: TRY400 - a trace would quote the item
        return False
    return out.deliver(destination)
