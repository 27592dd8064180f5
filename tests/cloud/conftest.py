"""What the tests on the embedded cloud share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

PATIENCE = 60.0
"""Seconds to wait for an answer: the contract is tested, on a machine that may be busy with other tests."""


@pytest.fixture(scope="package", autouse=True)
def patient_clients() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("entraide.storage.client.READ_SECONDS", PATIENCE)
        yield
