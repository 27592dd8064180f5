"""Tables, key and queues in an embedded cloud, and the real handlers set up for them, in this process."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from infra.local.clients import ACCESS_KEY, ACCOUNT, REGION, Clients

from entraide.cases.intake import Received, Request, take_in
from entraide.handlers import outgoing as outgoing_module
from entraide.handlers import runtime
from entraide.messaging.queues import queue_name
from entraide.storage.client import dynamodb_client, kms_client
from entraide.storage.macs import KmsMacs
from entraide.storage.reader import DynamoCaseReader
from entraide.storage.tables import Tables
from entraide.storage.writer import DynamoCaseWriter
from template_tables import make_tables

if TYPE_CHECKING:
    from entraide.cases.model import Destination

CONTEXT: Any = SimpleNamespace(
    aws_request_id="7d5f3c1e-1f0a-4c11-9a8e-2f9f7a0d6b3c",
    invoked_function_arn=f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:entraide-test",
    get_remaining_time_in_millis=lambda: 50_000,
)


def access(endpoint: str) -> dict[str, str]:
    """The environment in which clients find the embedded cloud."""
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": ACCESS_KEY,
        "AWS_DEFAULT_REGION": REGION,
    }


@contextmanager
def environment(values: dict[str, str]) -> Iterator[None]:
    """These environment variables, and handlers that have not read any yet."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setenv(name, value)
        runtime.settings.cache_clear()
        outgoing_module.composed.cache_clear()
        yield
    runtime.settings.cache_clear()
    outgoing_module.composed.cache_clear()


@dataclass
class Backend:
    """A stage of its own: its tables have a stream, its queues are made when asked for."""

    clients: Clients
    stage: str
    tables: Tables
    macs: KmsMacs
    writer: DynamoCaseWriter
    reader: DynamoCaseReader

    def take_in(self, request: Request) -> Received:
        """Stores a request as `submit` does; every body is connected."""
        outcome = take_in(request, lambda _body: True, self.macs, self.writer)
        assert isinstance(outcome, Received), outcome
        return outcome

    def destinations(self, reference: str) -> tuple[Destination, ...]:
        stored = self.reader.read(reference)
        return stored.destinations if stored else ()

    def open_queue(self, body: str) -> str:
        """Makes a body's queue; gives its URL."""
        made = self.clients.sqs.create_queue(
            QueueName=queue_name(self.stage, body),
            Attributes={
                "FifoQueue": "true",
                "DeduplicationScope": "messageGroup",
                "FifoThroughputLimit": "perMessageGroupId",
            },
        )
        return made["QueueUrl"]

    def messages(self, body: str) -> list[dict[str, Any]]:
        """Takes all the messages of a body's queue."""
        url = f"{self.clients.endpoint}/{ACCOUNT}/{queue_name(self.stage, body)}"
        found: list[dict[str, Any]] = []
        while batch := self.clients.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            for each in batch:
                found.append(json.loads(each["Body"]))
                self.clients.sqs.delete_message(QueueUrl=url, ReceiptHandle=each["ReceiptHandle"])
        return found

    def records(self, reference: str, table: str | None = None) -> list[dict[str, Any]]:
        """The stream's records of a case's destinations, or of its own table, as Lambda hands them over."""
        name = table or self.tables.destinations
        arn = self.clients.dynamodb.describe_table(TableName=name)["Table"]["LatestStreamArn"]
        shards = self.clients.streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
        found = [record for shard in shards for record in self._shard(arn, shard["ShardId"])]
        return [each for each in found if each["dynamodb"]["Keys"]["reference"]["S"] == reference]

    def _shard(self, arn: str, shard: str) -> list[Any]:
        start = self.clients.streams.get_shard_iterator(
            StreamArn=arn, ShardId=shard, ShardIteratorType="TRIM_HORIZON"
        )
        page = self.clients.streams.get_records(ShardIterator=start["ShardIterator"])
        return list(page["Records"])


@contextmanager
def backend(clients: Clients) -> Iterator[Backend]:
    """A stage in a running cloud, with the handlers of this process set up for it."""
    stage = f"t{secrets.token_hex(4)}"
    tables = make_tables(clients.dynamodb, f"entraide-{stage}")
    key = clients.kms.create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")["KeyMetadata"]["KeyId"]
    variables = {
        "TABLE_CASES": tables.cases,
        "TABLE_DESTINATIONS": tables.destinations,
        "TABLE_MARKS": tables.marks,
        "MAC_KEY_ID": key,
        "STAGE": stage,
        "CONNECTED": "all",
        "SITE_ORIGIN": "http://127.0.0.1:8000",
        "POWERTOOLS_METRICS_NAMESPACE": "Entraide",
    }
    with environment({**access(clients.endpoint), **variables}):
        client = dynamodb_client(tries=1)
        macs, writer = KmsMacs(kms_client(), key), DynamoCaseWriter(client, tables)
        yield Backend(clients, stage, tables, macs, writer, DynamoCaseReader(client, tables))
