"""Fixtures that every test may use, and how properties are searched for counter-examples."""

from __future__ import annotations

from hypothesis import settings

pytest_plugins = ["browser", "built_files", "dynamodb_local", "embedded_cloud", "service"]

settings.register_profile("untimed", deadline=None)  # no test depends on how busy the machine is
settings.load_profile("untimed")
