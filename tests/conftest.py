"""Fixtures that every test may use, and how properties are searched for counter-examples."""

from __future__ import annotations

import pytest
from hypothesis import settings

pytest_plugins = ["browser", "built_files", "dynamodb_local", "embedded_cloud", "service"]

LONGEST = ("test_crash", "test_every_state", "test_every_page")
"""How the files begin that take many minutes for one proof."""

settings.register_profile("untimed", deadline=None)  # no test depends on how busy the machine is
settings.load_profile("untimed")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first: no worker is left alone with it at the end."""
    items.sort(key=_shortness)


def _shortness(item: pytest.Item) -> int:
    if item.path.stem.startswith(LONGEST):
        return 0
    return 1 if any(item.iter_markers("browser")) or any(item.iter_markers("cloud")) else 2
