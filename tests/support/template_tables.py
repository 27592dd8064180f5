"""The tables of `infra/template.yaml`, made in any DynamoDB without CloudFormation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from entraide.storage.tables import CommissionTables, Tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TEMPLATE = Path(__file__).parents[2] / "infra" / "template.yaml"
_KEPT = ("AttributeDefinitions", "KeySchema", "BillingMode", "GlobalSecondaryIndexes", "StreamSpecification")


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short functions as nothing: the shape of a table needs none."""


_Loader.add_multi_constructor("!", lambda _loader, _tag, _node: None)


def make_tables(client: DynamoDBClient, prefix: str) -> Tables:
    """Makes the tables of requests under names that start with `prefix`."""
    return Tables(*(_made(client, prefix, logical) for logical in ("Cases", "Destinations", "Marks")))


def make_commission_tables(client: DynamoDBClient, prefix: str) -> CommissionTables:
    """Makes the tables of the commission."""
    return CommissionTables(*(_made(client, prefix, logical) for logical in ("Sessions", "Links")))


def _made(client: DynamoDBClient, prefix: str, logical: str) -> str:
    resources = yaml.load(TEMPLATE.read_text(encoding="utf-8"), _Loader)["Resources"]  # noqa: S506 - a SafeLoader
    properties: dict[str, Any] = resources[logical]["Properties"]
    kept = {key: properties[key] for key in _KEPT if key in properties}
    if "StreamSpecification" in kept:  # CloudFormation takes it for granted
        kept["StreamSpecification"] = {"StreamEnabled": True, **kept["StreamSpecification"]}
    name = f"{prefix}-{logical.lower()}"
    client.create_table(TableName=name, **kept)
    return name
