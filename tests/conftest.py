"""Fixtures that every test may use."""

pytest_plugins = ["browser", "built_files"]
