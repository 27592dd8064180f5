"""Reads a case back for its receipt and its follow-up page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from entraide.cases.model import StoredCase
from entraide.storage.document_items import DOCUMENT_PREFIX, read_document
from entraide.storage.failures import told_as_unavailable
from entraide.storage.queries import all_items
from entraide.storage.serialisation import (
    CASE_ITEM,
    EVENT_PREFIX,
    Image,
    read_case,
    read_destination,
    read_event,
)
from entraide.storage.tables import Tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


class DynamoCaseReader:
    """`CaseReader` on the tables of cases and destinations."""

    def __init__(self, client: DynamoDBClient, tables: Tables) -> None:
        self._client = client
        self._tables = tables

    def read(self, reference: str) -> StoredCase | None:
        """See `CaseReader`; strongly consistent: a receipt is opened right after the write."""
        found = self.read_whole(reference)
        return found[0] if found else None

    def read_whole(self, reference: str) -> tuple[StoredCase, tuple[Image, ...]] | None:
        """The case, and what the bodies that work on it have written beside its events."""
        with told_as_unavailable():
            items = list(self._items(self._tables.cases, reference))
            destinations = [*map(read_destination, self._items(self._tables.destinations, reference))]
        case = next((each for each in items if each["item"]["S"] == CASE_ITEM), None)
        if case is None:
            return None
        events, documents = _named(items, EVENT_PREFIX), _named(items, DOCUMENT_PREFIX)
        stored = StoredCase(
            case=read_case(case),
            destinations=tuple(sorted(destinations, key=lambda each: (len(each.id), each.id))),
            history=tuple(map(read_event, events)),
            documents=tuple(sorted(map(read_document, documents), key=lambda each: each.at)),
        )
        return stored, tuple(each for each in items if each not in (case, *events, *documents))

    def _items(self, table: str, reference: str) -> Iterator[Image]:
        request = {
            "TableName": table,
            "ConsistentRead": True,
            "KeyConditionExpression": "#reference = :reference",
            "ExpressionAttributeNames": {"#reference": "reference"},
            "ExpressionAttributeValues": {":reference": {"S": reference}},
        }
        return all_items(self._client, request)


def _named(items: list[Image], prefix: str) -> list[Image]:
    return [each for each in items if each["item"]["S"].startswith(prefix)]
