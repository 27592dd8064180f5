"""Stream of the destinations: each one committed goes to its body's queue, tried once.

What cannot be sent now stays pending, and `sweep` sends it within a minute. Were it reported as failed, the stream
would deliver the records behind it again too, and after SQS's five minutes their messages would be there twice. For
the same reason the stream gives up after four minutes (`infra/template.yaml`) what it could not hand over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from entraide.handlers.outgoing import Outgoing, outgoing
from entraide.handlers.records import Record
from entraide.handlers.runtime import LambdaContext
from entraide.storage.serialisation import UnreadableItemError, has_nothing_to_send, read_destination


def handler(event: Mapping[str, Any], context: LambdaContext) -> None:
    """Entry point of the function `dispatch`."""
    dispatch(event["Records"], outgoing(context))


def dispatch(records: Iterable[Record], out: Outgoing) -> None:
    """Takes every record, whatever became of those before."""
    for record in records:
        image = record["dynamodb"].get("NewImage", {})
        if record["eventName"] == "REMOVE" or has_nothing_to_send(image):
            continue
        try:
            destination = read_destination(image)
        except UnreadableItemError as unreadable:
            # The table still has it, and `sweep` tells of it every minute until somebody has mended it.
            out.log.error("destination-unreadable", item=str(unreadable))  # noqa: TRY400 - a trace would quote the item
        else:
            out.deliver(destination)
