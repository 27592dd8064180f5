"""The body and the commission at work, in memory: see `commission_contract`."""

from __future__ import annotations

import pytest

from commission_contract import CommissionContract
from commission_parts import Parts, fake_parts


class TestInMemory(CommissionContract):
    @pytest.fixture
    def parts(self) -> Parts:
        return fake_parts()
