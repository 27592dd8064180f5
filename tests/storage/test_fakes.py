"""The fakes that other tests rely on keep the stores' contract."""

from __future__ import annotations

import pytest

from books_contract import BooksContract, Library
from fakes import FakeStore
from samples import submission
from shelves import CASE, FakeBooks
from store_contract import Store, StoreContract


class TestFakeStore(StoreContract):
    @pytest.fixture
    def store(self) -> Store:
        fake = FakeStore()
        return Store(fake, fake, fake)


class TestFakeBooks(BooksContract):
    @pytest.fixture
    def library(self) -> Library:
        (first,) = submission().history
        return Library(FakeBooks(first), CASE, first)
