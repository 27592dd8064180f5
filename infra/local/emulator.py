"""Starts and stops the embedded cloud."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

from infra.local.clients import ACCESS_KEY, REGION, Clients
from infra.local.journal import SNAPSHOT

START_SECONDS = 60
STOP_SECONDS = 30


class EmulatorError(Exception):
    """The emulator did not start; the sentence says what to do."""


def free_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    """Whether nothing listens on this port of loopback."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


class Emulator:
    """A running emulator, whose state is in a folder.

    `durable`: what it acknowledged is there after a crash. `deploying`: stacks can be changed; without, it starts
    in half the time. `enforced`: the roles' policies are evaluated.
    """

    def __init__(
        self, state: Path, port: int, *, durable: bool = True, deploying: bool = True, enforced: bool = False
    ) -> None:
        self.state = state
        self.endpoint = f"http://127.0.0.1:{port}"
        self.clients = Clients(self.endpoint)
        self._log = state / "emulator.log"
        self._process = self._start(
            {
                "GATEWAY_PORT": str(port),
                "PERSIST_STATE": str(int(durable)),
                "S3_PERSIST": str(int(durable)),
                "DEPLOYING": str(int(deploying)),
                "AUTH": str(enforced).lower(),
            }
        )

    @property
    def pid(self) -> int:
        """Of its process."""
        return self._process.pid

    def running(self) -> bool:
        """Whether its process is still there."""
        return self._process.poll() is None

    def snapshot(self) -> None:
        """Saves what a deployment made. Raises `URLError` when it cannot."""
        with urlopen(Request(self.endpoint + SNAPSHOT, method="POST"), timeout=STOP_SECONDS):  # noqa: S310
            os.sync()

    def stop(self) -> None:
        """Asks it to save and end, and waits."""
        if self.running():
            self._process.terminate()
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._process.communicate()

    def kill(self) -> None:
        """Ends it as a crash would: nothing is saved on the way."""
        self._process.kill()
        self._process.communicate()

    def _start(self, settings: dict[str, str]) -> subprocess.Popen[bytes]:
        # Where functions are unpacked; a crash leaves them behind.
        unpacked = self.state / "unpacked"
        shutil.rmtree(unpacked, ignore_errors=True)
        unpacked.mkdir(parents=True)
        with self._log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "infra.local.server"],
                env=_environment(self.state) | settings,
                # Its end tells the emulator that the one who started it is gone, however it went: no orphan.
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Ctrl-C is for the one who started it, who stops it in its turn.
                start_new_session=True,
            )
        self._wait(process)
        return process

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                with urlopen(f"{self.endpoint}/_ministack/health", timeout=2):  # noqa: S310
                    return
            except (URLError, OSError):
                if process.poll() is not None:
                    break
                time.sleep(0.05)
        process.kill()
        raise EmulatorError(f"the embedded cloud did not start; see {self._log}")


def _environment(state: Path) -> dict[str, str]:
    """Its settings that never change; nothing of a real account reaches it or the functions."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return kept | {
        "AWS_ACCESS_KEY_ID": ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": ACCESS_KEY,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
        "MINISTACK_REGION": REGION,
        "MINISTACK_HOST": "127.0.0.1",
        "BIND_HOST": "127.0.0.1",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "STATE_DIR": str(state / "state"),
        "S3_DATA_DIR": str(state / "s3"),
        "TMPDIR": str(state / "unpacked"),
        "LOG_LEVEL": "ERROR",
    }
