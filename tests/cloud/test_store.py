"""The store keeps its contract on the embedded cloud and on Amazon's own DynamoDB Local."""

from __future__ import annotations

import secrets

import pytest
from infra.local.emulator import Emulator

from backend import access, environment
from entraide.storage.client import dynamodb_client
from entraide.storage.outbox import DynamoOutbox
from entraide.storage.reader import DynamoCaseReader
from entraide.storage.writer import DynamoCaseWriter
from store_contract import Store, StoreContract
from template_tables import make_tables

pytestmark = pytest.mark.cloud


def store_at(endpoint: str) -> Store:
    """A store with tables of its own at a DynamoDB."""
    with environment(access(endpoint)):
        client = dynamodb_client(tries=1)
    tables = make_tables(client, f"contract-{secrets.token_hex(4)}")
    return Store(
        DynamoCaseWriter(client, tables),
        DynamoCaseReader(client, tables),
        DynamoOutbox(client, tables.destinations, on_unreadable=pytest.fail),
    )


@pytest.fixture(scope="module")
def embedded_store(emulator: Emulator) -> Store:
    return store_at(emulator.endpoint)


@pytest.fixture(scope="module")
def local_store(dynamodb_local: str) -> Store:
    return store_at(dynamodb_local)


class TestEmbedded(StoreContract):
    @pytest.fixture
    def store(self, embedded_store: Store) -> Store:
        return embedded_store


class TestDynamoDbLocal(StoreContract):
    @pytest.fixture
    def store(self, local_store: Store) -> Store:
        return local_store
