"""Fixtures that every test may use, and how properties are searched for counter-examples."""

from __future__ import annotations

import pytest
from hypothesis import settings

pytest_plugins = ["browser", "built_files", "dynamodb_local", "embedded_cloud", "service"]

settings.register_profile("untimed", deadline=None)  # no test depends on how busy the machine is
settings.load_profile("untimed")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs a browser or the cloud comes first: no worker is left alone with it at the end."""
    items.sort(key=lambda item: not any(item.iter_markers("browser")) and not any(item.iter_markers("cloud")))
