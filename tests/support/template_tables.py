"""The three tables of `infra/template.yaml`, made in any DynamoDB without CloudFormation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from entraide.storage.tables import Tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TEMPLATE = Path(__file__).parents[2] / "infra" / "template.yaml"
_KEPT = ("AttributeDefinitions", "KeySchema", "BillingMode", "GlobalSecondaryIndexes", "StreamSpecification")


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short functions as nothing: the shape of a table needs none."""


_Loader.add_multi_constructor("!", lambda _loader, _tag, _node: None)


def make_tables(client: DynamoDBClient, prefix: str) -> Tables:
    """Makes the tables under names that start with `prefix`."""
    resources = yaml.load(TEMPLATE.read_text(encoding="utf-8"), _Loader)["Resources"]  # noqa: S506 - a SafeLoader
    names = {logical: f"{prefix}-{logical.lower()}" for logical in ("Cases", "Destinations", "Marks")}
    for logical, name in names.items():
        properties: dict[str, Any] = resources[logical]["Properties"]
        kept = {key: properties[key] for key in _KEPT if key in properties}
        if "StreamSpecification" in kept:  # CloudFormation takes it for granted
            kept["StreamSpecification"] = {"StreamEnabled": True, **kept["StreamSpecification"]}
        client.create_table(TableName=name, **kept)
    return Tables(names["Cases"], names["Destinations"], names["Marks"])
