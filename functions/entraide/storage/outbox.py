"""The destinations that must still reach their queue, and those that nobody has taken from it.

Both indexes are sparse: a destination is in `pending` from its commit until it is marked as dispatched, and in
`untaken` from then until it is known to be taken.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from entraide.cases.model import Destination
from entraide.storage.failures import told_as_unavailable
from entraide.storage.queries import all_items
from entraide.storage.serialisation import (
    SHARDS,
    Image,
    UnreadableItemError,
    read_destination,
    shard_of,
    time_text,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

    Values = dict[str, AttributeValueTypeDef]

PENDING_INDEX: Final = "pending"
UNTAKEN_INDEX: Final = "untaken"
_PAGE: Final = 100


class DynamoOutbox:
    """`Outbox` on the table of destinations.

    `on_unreadable` is told the key of an item that cannot be read: it must not keep the others waiting.
    """

    def __init__(self, client: DynamoDBClient, table: str, on_unreadable: Callable[[str], None]) -> None:
        self._client = client
        self._table = table
        self._on_unreadable = on_unreadable

    def pending(self, committed_before: datetime) -> Iterator[Destination]:
        """See `Outbox`."""
        yield from self._read(PENDING_INDEX, "pending_shard", "committed_at", committed_before)

    def untaken(self, dispatched_before: datetime) -> Iterator[Destination]:
        """See `Outbox`."""
        yield from self._read(UNTAKEN_INDEX, "untaken_shard", "dispatched_at", dispatched_before)

    def mark_dispatched(self, destination: Destination, at: datetime) -> None:
        """See `Outbox`; a destination deleted meanwhile is not made again."""
        self._update(
            destination,
            "SET dispatched_at = :at, untaken_shard = :shard REMOVE pending_shard",
            "attribute_exists(committed_at) AND attribute_not_exists(dispatched_at)",
            {":at": {"S": time_text(at)}, ":shard": {"S": shard_of(destination.reference)}},
        )

    def mark_sent_again(self, destination: Destination, at: datetime) -> None:
        """See `Outbox`."""
        values: Values = {":at": {"S": time_text(at)}}
        self._update(destination, "SET sent_again_at = :at", "attribute_exists(dispatched_at)", values)

    def settle(self, destination: Destination) -> None:
        """See `Outbox`."""
        self._update(destination, "REMOVE untaken_shard", "attribute_exists(dispatched_at)", {})

    def _update(self, destination: Destination, change: str, condition: str, values: Values) -> None:
        request: dict[str, Any] = {
            "TableName": self._table,
            "Key": {"reference": {"S": destination.reference}, "id": {"S": destination.id}},
            "UpdateExpression": change,
            "ConditionExpression": condition,
            **({"ExpressionAttributeValues": values} if values else {}),
        }
        with suppress(ClientError), told_as_unavailable():  # a condition that does not hold asks for nothing
            self._client.update_item(**request)

    def _read(self, index: str, shard: str, time: str, before: datetime) -> Iterator[Destination]:
        """Oldest first over all the shards of an index."""
        shards = (self._shard(index, (shard, each), (time, before)) for each in SHARDS)
        for image in heapq.merge(*shards, key=lambda each: str(each[time]["S"])):
            try:
                yield read_destination(image)
            except UnreadableItemError as unreadable:
                self._on_unreadable(str(unreadable))

    def _shard(self, index: str, shard: tuple[str, str], time: tuple[str, datetime]) -> Iterator[Image]:
        request = {
            "TableName": self._table,
            "IndexName": index,
            "KeyConditionExpression": f"{shard[0]} = :shard AND {time[0]} < :before",
            "ExpressionAttributeValues": {":shard": {"S": shard[1]}, ":before": {"S": time_text(time[1])}},
            "Limit": _PAGE,
        }
        return all_items(self._client, request)
