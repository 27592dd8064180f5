"""What a function brings in when it starts: each of these costs every worker who comes first."""

from __future__ import annotations

import subprocess
import sys

import pytest

TOO_DEAR = {"boto3", "aws_xray_sdk", "jinja2", "mkdocs", "yaml", "multiprocessing"}


@pytest.mark.parametrize("handler", ["dispatch", "sweep", "notify"])
def test_a_function_imports_nothing_dear(handler: str) -> None:
    code = f"import sys, entraide.handlers.{handler}; print(*sys.modules)"

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert set() == TOO_DEAR & set(found.stdout.split())


@pytest.mark.parametrize("handler", ["dispatch", "sweep", "notify"])
def test_importing_a_function_reads_no_environment(handler: str) -> None:
    code = f"import entraide.handlers.{handler}"

    subprocess.run([sys.executable, "-c", code], env={"PATH": ""}, check=True)
