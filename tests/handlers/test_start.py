"""What a function brings in when it starts: each of these costs every worker who comes first."""

from __future__ import annotations

import subprocess
import sys

import pytest

TOO_DEAR = {
    *("asyncio", "boto3", "aws_xray_sdk", "multiprocessing", "unittest", "pydoc"),
    *("jinja2", "mkdocs", "yaml", "markdown", "s3transfer"),
}
"""What costs a cold start and is not needed for it."""
ONLY_FOR_ANSWERS = {"stdnum", "phonenumbers", "email_validator"}
"""What the public functions need with the first answer, and not before."""
MOST_MODULES = 550

every_function = pytest.mark.parametrize(
    "handler",
    [
        *("submit", "follow", "documents", "dispatch", "sweep", "notify", "check", "clear"),
        *("investigate", "commission", "relink"),
    ],
)


def modules_of(handler: str) -> set[str]:
    """What is loaded once the function is, in a process whose environment is empty."""
    code = f"import sys, entraide.handlers.{handler}; print(*sys.modules)"
    command = [sys.executable, "-c", code]
    started = subprocess.run(command, env={"PATH": ""}, capture_output=True, text=True, check=True)
    return set(started.stdout.split())


@every_function
def test_a_function_brings_in_nothing_dear_and_reads_no_environment(handler: str) -> None:
    assert set() == TOO_DEAR & modules_of(handler)


@pytest.mark.parametrize("handler", ["submit", "follow", "documents"])
def test_a_public_function_starts_without_what_only_answers_need(handler: str) -> None:
    modules = modules_of(handler)

    assert set() == ONLY_FOR_ANSWERS & modules
    assert len(modules) < MOST_MODULES
