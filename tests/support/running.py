"""Runs the service as `make run` does, and ends it as a power cut would."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from waiting import eventually


class Running:
    """`python -m infra.local` with its state in a folder; a start after the first takes the same port."""

    def __init__(self, state: Path, port: int) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self._log = state.with_suffix(".log")
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "infra.local", "--as-built"],
                env=os.environ | {"STATE": str(state), "PORT": str(port)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        eventually(self._answered)
        if self._process.poll() is not None:
            raise RuntimeError(f"the service did not start: {self._log.read_text(encoding='utf-8')}")

    def stop(self) -> int:
        """Presses Ctrl-C; the exit status."""
        self._process.send_signal(signal.SIGINT)
        return self._process.wait(60)

    def kill(self) -> None:
        """`kill -9` for every process, the functions' too, all at the same time."""
        pids = list(_family(self._process.pid))
        for pid in pids:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._process.wait()

    def _answered(self) -> bool:
        """Whether it answers, or never will."""
        try:
            urlopen(self.origin + "/desk/", timeout=5).close()  # noqa: S310 - loopback
        except HTTPError as not_yet:
            not_yet.close()
            return False
        except (URLError, OSError):
            return self._process.poll() is not None
        return True


def _family(pid: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except FileNotFoundError:
        return
    for child in children:
        yield from _family(int(child))
