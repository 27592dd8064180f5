"""Packs the functions: `python -m infra.package host` for this machine, `lambda` for AWS.

Both hold the same code, from one lock. `host` runs on the Python that runs this command, with the libraries of its
environment; `lambda` brings its own, for python3.13 on arm64, compiled and tried where a Python 3.13 is found.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from infra.archive import zip_folder

CODE = Path("functions/entraide")
BUILT = Path("build/built")
HOST = Path("build/host.zip")
LAMBDA = Path("build/lambda.zip")
PYTHON = "3.13"
LAMBDA_PLATFORM = "aarch64-manylinux2014"
# Services whose description botocore keeps in the package: all that the functions talk to.
SERVICES = frozenset({"dynamodb", "kms", "s3", "sesv2", "sqs"})

TRY = f"""
import importlib, pathlib, sys
sys.path.insert(0, sys.argv[1])
for file in sorted(pathlib.Path(sys.argv[1], "entraide", "handlers").glob("[!_]*.py")):
    importlib.import_module("entraide.handlers." + file.stem)
from botocore.session import Session
for service in {sorted(SERVICES)}:
    Session().create_client(service, "eu-west-3", aws_access_key_id="a", aws_secret_access_key="a")
"""


class PackageError(Exception):
    """The package could not be made; the sentence says what to do."""


def host_package(target: Path = HOST, built: Path = BUILT) -> Path:
    """The code and what the build made, compiled for the running Python."""
    with _staged(built) as folder:
        _compile(Path(sys.executable), folder)
        zip_folder(folder, target)
    return target


def lambda_package(target: Path = LAMBDA, built: Path = BUILT) -> Path:
    """The code, what the build made, and the locked libraries for Lambda.

    Raises:
        PackageError: uv is missing, a library has no wheel for Lambda, or a handler cannot be imported.
    """
    python = find_python(PYTHON)
    with _staged(built) as folder, TemporaryDirectory() as temporary:
        lock = Path(temporary, "requirements.txt")
        _run("uv", "export", "--frozen", "--no-dev", "--no-emit-project", "--quiet", "-o", str(lock))
        _install(lock, folder, LAMBDA_PLATFORM)
        strip(folder)
        if python is None:
            print(f"No Python {PYTHON} was found: the package is neither compiled nor tried.")
        else:
            _compile(python, folder)
            _try(python, folder, lock, Path(temporary))
        zip_folder(folder, target)
    return target


def find_python(version: str) -> Path | None:
    """A Python of this version that runs on this machine; nothing is downloaded."""
    name = f"python{version}"
    home = Path.home()
    kept = [
        *sorted((home / ".pyenv" / "versions").glob(f"{version}.*/bin/{name}")),
        *sorted((home / ".local" / "share" / "uv" / "python").glob(f"cpython-{version}.*/bin/{name}")),
    ]
    on_path = shutil.which(name)
    candidates = [Path(on_path), *kept] if on_path else kept
    return next((each for each in candidates if _is_python(each, version)), None)


def _is_python(candidate: Path, version: str) -> bool:
    """A name on the path may be a stand-in that runs nothing."""
    try:
        return _run(str(candidate), "-V").startswith(f"Python {version}.")
    except PackageError:
        return False


def strip(folder: Path) -> None:
    """Takes away what no function reads: other services' descriptions, commands, traces of the installation."""
    for each in (folder / "botocore" / "data").iterdir():
        if each.is_dir() and each.name not in SERVICES:
            shutil.rmtree(each)
    for name in ("bin", "boto3", "s3transfer"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for trace in [
        *folder.glob("*.dist-info/INSTALLER"),
        *folder.glob("*.dist-info/RECORD"),
        *folder.glob(".*"),
    ]:
        trace.unlink()


@contextmanager
def _staged(built: Path) -> Iterator[Path]:
    """A folder with the code and, beside it, what the build made; without the data it was made from."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for file in sorted(CODE.rglob("*.py")):
            target = folder / file.relative_to(CODE.parent)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        shutil.copytree(built, folder / CODE.name / "built")
        yield folder


def _compile(python: Path, folder: Path) -> None:
    """Compiled files that are never checked against their sources: Lambda's disk cannot be written."""
    options = ["-q", "-f", "--invalidation-mode", "unchecked-hash", "-s", str(folder), "-p", "/var/task"]
    _run(str(python), "-m", "compileall", *options, str(folder))


def _try(python: Path, folder: Path, lock: Path, temporary: Path) -> None:
    """Imports every handler from a copy of the package, its machine code replaced by that of this machine."""
    libraries, copy = temporary / "libraries", temporary / "copy"
    _install(lock, libraries)
    shutil.copytree(folder, copy)
    for library in libraries.rglob("*.so"):
        shutil.copyfile(library, copy / library.relative_to(libraries))
    _run(str(python), "-I", "-B", "-c", TRY, str(copy))


def _install(lock: Path, folder: Path, platform: str = "") -> None:
    """Installs what the lock names, for this machine when no platform is given."""
    options = [
        "--quiet",
        "--no-deps",
        "--only-binary",
        ":all:",
        "--python-version",
        PYTHON,
        "--target",
        str(folder),
    ]
    where = ["--python-platform", platform] if platform else []
    _run("uv", "pip", "install", *options, *where, "-r", str(lock))


_PLAIN: Final = {"UV_COMPILE_BYTECODE": "0"}
"""Byte code is of Lambda's Python alone, and without the time of day: `_compile` makes it."""


def _run(*command: str) -> str:
    try:
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | _PLAIN)
    except FileNotFoundError as error:
        raise PackageError(f"{command[0]} is missing: run `make` rather than this command") from error
    except subprocess.CalledProcessError as error:
        raise PackageError(error.stderr.strip() or f"{command[0]} failed") from error
    return done.stdout


def main(arguments: list[str]) -> int:
    """Makes the package named; 0 when it was made."""
    packers = {"host": host_package, "lambda": lambda_package}
    if len(arguments) != 1 or arguments[0] not in packers:
        print("Say which package: host or lambda.")
        return 2
    try:
        target = packers[arguments[0]]()
    except PackageError as error:
        print(error)
        return 1
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
