"""Builds all that is served: `python -m infra.build [--origin URL]`. What has not changed is not built again."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ORIGIN = "https://entraide.example"
BUILT = Path("build/built")
SITE = Path("build/site")
LEAFLETS = Path("build/leaflets")
PACKAGE = Path("build/host.zip")
RECORD = Path("build/steps.json")
ALWAYS = ("pyproject.toml", "uv.lock", "infra/build.py")


class BuildError(Exception):
    """A step failed and has said why; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Step:
    """A command, the files and folders it reads, and a file it leaves. Each step reads the one before."""

    name: str
    reads: tuple[str, ...]
    leaves: Path
    command: tuple[str, ...]
    doing: str = "Building"
    failed: str = "could not be built"
    tells: bool = False
    """Whether what it says is told when it goes well too."""


TEXTS = Step(
    "editors' texts",
    ("content", "site/ext", "site/figures"),
    Path("build/texts.txt"),
    ("-m", "gate", "--report", "build/texts.txt"),
    doing="Checking",
    failed="have faults",
    tells=True,
)
"""The gate: a fault in a text fails the build; a warning, as a fact that is due to be read again, is told."""


WORKSHOP = Step(
    "editors' workshop",
    ("site/admin", "infra/workshop", "infra/npm.py"),
    SITE / "admin" / "sveltia" / "index.js",
    ("-m", "infra.workshop"),
    tells=True,
)
"""Sveltia CMS, in `/admin/`; where npm is out of reach the site is complete without it."""


def steps(origin: str) -> tuple[Step, ...]:
    """From the data to the package, in order; `origin` is where the site will stand."""
    return (
        Step(
            "directory and communes",
            (
                "functions/entraide/data",
                "functions/entraide/agencies",
                "infra/compile_data.py",
                "infra/connected.yml",
                "content/en/forms/_rules.yml",
            ),
            BUILT / "directory.json",
            ("-m", "infra.compile_data", str(BUILT)),
        ),
        Step(
            "words and templates",
            (
                "content",
                "functions/entraide",
                "site/ext",
                "infra/compile_pages.py",
                "infra/check_words.py",
                "infra/shared_words.py",
                "infra/located.py",
            ),
            BUILT / "words.fr.json",
            ("-m", "infra.compile_pages", str(BUILT)),
        ),
        TEXTS,
        Step("site", ("site",), SITE / "index.html", ("site/build.py", "--origin", origin)),
        Step("leaflets", (), LEAFLETS, ("-m", "guidance.leaflets", str(SITE))),
        WORKSHOP,
        Step("package of the functions", ("infra/package.py",), PACKAGE, ("-m", "infra.package", "host")),
    )


def build(origin: str = ORIGIN, without: Collection[str] = ()) -> None:
    """Runs the steps whose files have changed, and says which; those named in `without` are left out.

    Raises:
        BuildError: a step failed.
    """
    done: dict[str, str] = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    digest = ""
    for step in steps(origin):
        digest = _digest(digest, step)
        if (done.get(step.name) == digest and step.leaves.exists()) or step.name in without:
            continue
        print(f"{step.doing} the {step.name} ...", flush=True)
        _run(step)
        done[step.name] = digest
        RECORD.write_text(json.dumps(done, indent=1), encoding="utf-8")


def _run(step: Step) -> None:
    BUILT.mkdir(parents=True, exist_ok=True)
    path = os.pathsep.join(["site/ext", *filter(None, [os.environ.get("PYTHONPATH")])])
    ran = subprocess.run(
        [sys.executable, *step.command],
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if ran.returncode or step.tells:
        print(ran.stdout, end="", flush=True)
    if ran.returncode:
        raise BuildError(f"The {step.name} {step.failed}: mend what is said above, and run it again.")


def _digest(before: str, step: Step) -> str:
    """Of all that a step reads: its own files, its command and what was made before it."""
    digest = hashlib.sha256(repr((before, step.command)).encode())
    for file in _files((*ALWAYS, *step.reads)):
        digest.update(f"{file}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files(names: Sequence[str]) -> Iterator[Path]:
    for name in names:
        path = Path(name)
        if path.is_file():
            yield path
        else:
            yield from sorted(
                file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts
            )


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--origin", default=ORIGIN, help="where the site will stand, without a path")
    options.add_argument("--unchecked", action="store_true", help="whatever the gate would say of the texts")
    chosen = options.parse_args()
    try:
        build(chosen.origin, [TEXTS.name] if chosen.unchecked else [])
    except BuildError as error:
        sys.exit(str(error))
