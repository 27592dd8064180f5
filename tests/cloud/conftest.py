"""Fixtures of the tests on the embedded cloud."""

pytest_plugins = ["dynamodb_local"]
