"""The destinations that must still reach their queue.

The index `pending` is sparse: a destination is in it from its commit until it is marked.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final

from botocore.exceptions import BotoCoreError, ClientError

from entraide.cases.model import Destination, StoreUnavailableError
from entraide.storage.queries import all_items
from entraide.storage.serialisation import (
    PENDING_SHARDS,
    Image,
    UnreadableItemError,
    read_destination,
    time_text,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PENDING_INDEX: Final = "pending"
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
        shards = (self._shard(shard, committed_before) for shard in PENDING_SHARDS)
        for image in heapq.merge(*shards, key=lambda each: str(each["committed_at"]["S"])):
            try:
                yield read_destination(image)
            except UnreadableItemError as unreadable:
                self._on_unreadable(str(unreadable))

    def mark_dispatched(self, destination: Destination, at: datetime) -> None:
        """See `Outbox`; a destination deleted meanwhile is not made again."""
        try:
            self._client.update_item(
                TableName=self._table,
                Key={"reference": {"S": destination.reference}, "id": {"S": destination.id}},
                UpdateExpression="SET dispatched_at = :at REMOVE pending_shard",
                ConditionExpression="attribute_exists(committed_at) AND attribute_not_exists(dispatched_at)",
                ExpressionAttributeValues={":at": {"S": time_text(at)}},
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise StoreUnavailableError(error.response["Error"]["Code"]) from error
        except BotoCoreError as error:
            raise StoreUnavailableError(type(error).__name__) from error

    def _shard(self, shard: str, committed_before: datetime) -> Iterator[Image]:
        request = {
            "TableName": self._table,
            "IndexName": PENDING_INDEX,
            "KeyConditionExpression": "pending_shard = :shard AND committed_at < :before",
            "ExpressionAttributeValues": {
                ":shard": {"S": shard},
                ":before": {"S": time_text(committed_before)},
            },
            "Limit": _PAGE,
        }
        return all_items(self._client, request)
