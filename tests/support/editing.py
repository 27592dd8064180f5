"""Runs `make edit` on a copy of the editors' folder, and ends it as Ctrl-C does."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from difflib import unified_diff
from pathlib import Path

from infra.local.emulator import free_port

from waiting import eventually

END_SECONDS = 300
HEADS = ("--- ", "+++ ", "@@ ")
"""What stands in a comparison beside the lines of the two texts."""
ROOT = Path(__file__).resolve().parents[2]
WORKSHOP = re.compile(r"\S+/admin/#key=\S+")


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

    @property
    def workshop(self) -> str:
        """The address of the workshop, with the key of this run."""
        found = WORKSHOP.search(self.told())
        assert found
        return found[0]

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

    def texts(self) -> dict[str, str]:
        """Every text of the copy, by its path in it."""
        paths = sorted(path for path in self.content.rglob("*") if path.is_file())
        return {path.relative_to(self.content).as_posix(): path.read_text("utf-8") for path in paths}

    def difference(self, before: dict[str, str]) -> dict[str, list[str]]:
        """The lines taken out (`-`) and put in (`+`) since the texts were those, for each file that changed."""
        now = self.texts()
        lines = {
            name: unified_diff(before.get(name, "").splitlines(), now.get(name, "").splitlines(), n=0)
            for name in before.keys() | now.keys()
            if before.get(name) != now.get(name)
        }
        return {name: [line for line in each if not line.startswith(HEADS)] for name, each in lines.items()}

    def stop(self) -> int:
        """Presses Ctrl-C; the exit status. The gate, which gives way to all else, is let finish what it reads."""
        self._process.send_signal(signal.SIGINT)
        return self._process.wait(END_SECONDS)
