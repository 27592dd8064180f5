"""Runs `make edit` on a copy of the editors' folder, and ends it as Ctrl-C does."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from infra.local.emulator import free_port

from waiting import eventually

END_SECONDS = 300
ROOT = Path(__file__).resolve().parents[2]


class Editing:
    """The preview of a copy of `content/`, made in a folder of the test."""

    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        shutil.copytree(ROOT / "content", self.content)
        self.origin = f"http://127.0.0.1:{free_port()}"
        self._log = folder / "edit.log"
        path = os.pathsep.join([str(ROOT / "site/ext"), str(ROOT)])
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "infra.edit", "--as-built", "--content", str(self.content)],
                cwd=ROOT,
                env=os.environ | {"PYTHONPATH": path, "PORT": self.origin.rpartition(":")[2]},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        eventually(lambda: self._process.poll() is not None or self.checked())
        if self._process.poll() is not None:
            raise RuntimeError(f"the preview did not start: {self.told()}")

    def told(self) -> str:
        """What stands in the terminal."""
        return self._log.read_text("utf-8")

    def checked(self) -> int:
        """How often the gate has told what it found."""
        return len(re.findall(r"^\d+ faults, \d+ warnings$", self.told(), re.MULTILINE))

    def change(self, name: str, old: str, new: str) -> None:
        """Saves a text of the copy in an editor of one's own."""
        path = self.content / name
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), "utf-8")

    def stop(self) -> int:
        """Presses Ctrl-C; the exit status. The gate, which gives way to all else, is let finish what it reads."""
        self._process.send_signal(signal.SIGINT)
        return self._process.wait(END_SECONDS)
