"""The documents of a case in its table: what settling an upload reads and writes there."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from entraide.cases.model import Document, Event
from entraide.cases.uploads import Book
from entraide.storage.document_items import DOCUMENT_PREFIX, document_item, read_document
from entraide.storage.failures import told_as_unavailable
from entraide.storage.queries import all_items
from entraide.storage.serialisation import CASE_ITEM, EVENT_PREFIX, event_item, read_event

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

    from entraide.storage.serialisation import Item

READ: Final = (
    "reference",
    "item",
    "kind",
    "at",
    "details",
    "link",
    "paper",
    "size",
    "document_kind",
    "flaw",
    "mac",
)
"""All that is read of a case's items; the roles may read nothing else of them."""


class DynamoBooks:
    """`Books` on the table of cases."""

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def read(self, reference: str) -> Book | None:
        """See `Books`; strongly consistent."""
        names = {f"#{name}": name for name in READ}
        query: dict[str, Any] = {
            "TableName": self._table,
            "ConsistentRead": True,
            "KeyConditionExpression": "#reference = :reference",
            "ProjectionExpression": ", ".join(names),
            "ExpressionAttributeNames": names,
            "ExpressionAttributeValues": {":reference": {"S": reference}},
        }
        with told_as_unavailable():
            items = {each["item"]["S"]: each for each in all_items(self._client, query)}
        if CASE_ITEM not in items:
            return None
        events = [name for name in items if name.startswith(EVENT_PREFIX)]
        documents = [each for name, each in items.items() if name.startswith(DOCUMENT_PREFIX)]
        last = read_event(items[max(events)]) if events else None
        return Book(last, tuple(map(read_document, documents)))

    def write(self, document: Document, event: Event | None) -> bool:
        """See `Books`."""
        items = [document_item(document)]
        items += [event_item(document.reference, event)] if event else []
        try:
            with told_as_unavailable():
                self._client.transact_write_items(
                    TransactItems=[self._new(each) for each in items], ClientRequestToken=uuid.uuid4().hex
                )
        except ClientError:  # a condition did not hold: all else is told as unavailable
            return False
        return True

    def _new(self, item: Item) -> TransactWriteItemTypeDef:
        return {
            "Put": {
                "TableName": self._table,
                "Item": item,
                "ConditionExpression": "attribute_not_exists(#item)",
                "ExpressionAttributeNames": {"#item": "item"},
            }
        }
