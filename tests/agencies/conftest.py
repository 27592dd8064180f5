"""Communes by postal code and INSEE code, and routing from them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from entraide.agencies.directory import Directory
from entraide.agencies.gazetteer import BuiltGazetteer
from entraide.agencies.places import Commune
from routed import Router


@pytest.fixture(scope="session")
def at(gazetteer: BuiltGazetteer) -> Callable[[str, str], Commune]:
    """A commune by its two codes; the test fails when the data has it not."""

    def find(postal_code: str, code: str) -> Commune:
        commune = gazetteer.commune(postal_code, code)
        assert commune is not None
        return commune

    return find


@pytest.fixture(scope="session")
def routed(directory: Directory, at: Callable[[str, str], Commune]) -> Router:
    """Routes a situation given by needs and the codes of its places."""
    return Router(directory, at)
