"""The store keeps its contract on the embedded cloud and on Amazon's own DynamoDB Local."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import pytest
from infra.local.emulator import Emulator

from backend import access, environment
from books_contract import BooksContract, Library
from commission_contract import CommissionContract
from commission_parts import Parts
from entraide.storage.books import DynamoBooks
from entraide.storage.case_files import DynamoCaseFiles
from entraide.storage.client import dynamodb_client
from entraide.storage.outbox import DynamoOutbox
from entraide.storage.reader import DynamoCaseReader
from entraide.storage.sessions import DynamoLinks, DynamoSessionBook, DynamoSessionFiles
from entraide.storage.writer import DynamoCaseWriter
from store_contract import Store, StoreContract, fresh
from template_tables import make_commission_tables, make_tables

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


def parts_at(endpoint: str) -> Parts:
    """The doors of the bodies and the commission, on tables of their own at a DynamoDB."""
    with environment(access(endpoint)):
        once, client = dynamodb_client(tries=1), dynamodb_client()
    prefix = f"contract-{secrets.token_hex(4)}"
    tables, commission = make_tables(once, prefix), make_commission_tables(once, prefix)
    files = DynamoSessionFiles(client, commission)
    return Parts(
        DynamoCaseWriter(once, tables),
        DynamoCaseFiles(client, tables),
        DynamoSessionBook(client, tables, commission),
        files,
        files,
        DynamoLinks(client, commission),
    )


@pytest.fixture(scope="module")
def embedded_parts(emulator: Emulator) -> Parts:
    return parts_at(emulator.endpoint)


@pytest.fixture(scope="module")
def local_parts(dynamodb_local: str) -> Parts:
    return parts_at(dynamodb_local)


class TestCommissionEmbedded(CommissionContract):
    @pytest.fixture
    def parts(self, embedded_parts: Parts) -> Parts:
        return embedded_parts


class TestCommissionDynamoDbLocal(CommissionContract):
    @pytest.fixture
    def parts(self, local_parts: Parts) -> Parts:
        return local_parts


def libraries_at(endpoint: str) -> Callable[[], Library]:
    """Makes cases without documents, in tables of their own at a DynamoDB."""
    with environment(access(endpoint)):
        once, client = dynamodb_client(tries=1), dynamodb_client()
    tables = make_tables(once, f"contract-{secrets.token_hex(4)}")

    def library() -> Library:
        sent = fresh()
        DynamoCaseWriter(once, tables).commit(sent)
        return Library(DynamoBooks(client, tables.cases), sent.case.reference, *sent.history)

    return library


@pytest.fixture(scope="module")
def embedded_libraries(emulator: Emulator) -> Callable[[], Library]:
    return libraries_at(emulator.endpoint)


@pytest.fixture(scope="module")
def local_libraries(dynamodb_local: str) -> Callable[[], Library]:
    return libraries_at(dynamodb_local)


class TestBooksEmbedded(BooksContract):
    @pytest.fixture
    def library(self, embedded_libraries: Callable[[], Library]) -> Library:
        return embedded_libraries()


class TestBooksDynamoDbLocal(BooksContract):
    @pytest.fixture
    def library(self, local_libraries: Callable[[], Library]) -> Library:
        return local_libraries()
