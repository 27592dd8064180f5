"""`make run`: starts, stops, starts again, and says what is wrong in one line."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from infra.local.emulator import free_port

from answers import CONTRIBUTIONS
from running import Running
from sending import read_receipt, send

pytestmark = pytest.mark.cloud


def run(**environment: str) -> subprocess.CompletedProcess[str]:
    """What the command says when it cannot run."""
    return subprocess.run(
        [sys.executable, "-m", "infra.local", "--as-built"],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_case_is_still_there_after_a_stop_and_a_start(tmp_path: Path) -> None:
    state, port = tmp_path / "state", free_port()
    first = Running(state, port)
    sent = send(first.origin, CONTRIBUTIONS, secrets.token_hex(16))
    stopped = first.stop()

    second = Running(state, port)
    receipt = read_receipt(second.origin, sent)
    again = run(STATE=str(state), PORT="1")
    second.stop()

    assert (303, 0, 200) == (sent.status, stopped, receipt[0])
    assert sent.cookie.partition("=")[2] in receipt[1]
    assert "runs already" in again.stderr


def test_a_busy_port_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        said = run(STATE=str(tmp_path), PORT=str(port))

    assert (1, "") == (said.returncode, said.stdout)
    assert said.stderr.startswith(f"Port {port} is in use")
    assert said.stderr.count("\n") == 1


@pytest.mark.parametrize("port", ["0", "70000", "eight", "-1"])
def test_what_is_no_port_is_told_in_one_line(tmp_path: Path, port: str) -> None:
    said = run(STATE=str(tmp_path), PORT=port)

    assert (1, True, 1) == (said.returncode, "is no port" in said.stderr, said.stderr.count("\n"))


@pytest.mark.parametrize("setting", ["some", "all-but:nobody"])
def test_bodies_that_cannot_be_connected_are_told_in_one_line(tmp_path: Path, setting: str) -> None:
    said = run(STATE=str(tmp_path), PORT=str(free_port()), CONNECTED=setting)

    assert (1, 1) == (said.returncode, said.stderr.count("\n"))
    assert said.stderr.startswith(f"CONNECTED={setting} cannot be: ")
