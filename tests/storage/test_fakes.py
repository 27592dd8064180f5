"""The fakes that other tests rely on keep the stores' contract."""

from __future__ import annotations

import pytest

from fakes import FakeStore
from store_contract import Store, StoreContract


class TestFakeStore(StoreContract):
    @pytest.fixture
    def store(self) -> Store:
        fake = FakeStore()
        return Store(fake, fake, fake)
