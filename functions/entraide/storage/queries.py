"""Queries that read on from page to page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from entraide.storage.serialisation import Image

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


def all_items(client: DynamoDBClient, query: Mapping[str, Any]) -> Iterator[Image]:
    """The items that a query gives, each page asked for when the one before is used up."""
    page = client.query(**query)
    yield from page["Items"]
    while start := page.get("LastEvaluatedKey"):
        page = client.query(**query, ExclusiveStartKey=start)
        yield from page["Items"]
