"""The embedded cloud without the stack: for tests of one adapter at a time."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

SETTINGS = {
    "BIND_HOST": "127.0.0.1",
    "IOT_MTLS_ENABLED": "0",
    "SFTP_ENABLED": "0",
    "MINISTACK_HOST": "127.0.0.1",
    "LOG_LEVEL": "WARNING",
}
ACCESS = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "eu-west-3",
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def embedded_cloud(folder: Path, **settings: str) -> Iterator[str]:
    """The endpoint of a fresh cloud on loopback that ends with the block."""
    port = free_port()
    environment = {**os.environ, **ACCESS, **SETTINGS, "GATEWAY_PORT": str(port), **settings}
    environment["STATE_DIR"] = str(folder)
    with (folder / "cloud.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "ministack"], env=environment, cwd=folder, stdout=log, stderr=log
        )
    try:
        endpoint = f"http://127.0.0.1:{port}"
        _await(endpoint, process)
        yield endpoint
    finally:
        process.terminate()
        process.wait(30)


def _await(endpoint: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{endpoint}/_ministack/health", timeout=2).close()  # noqa: S310 - loopback
        except (URLError, OSError):
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("the embedded cloud did not answer")
