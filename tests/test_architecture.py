"""The rules of the house that no type checker sees (`CONTRIBUTING.md`)."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "functions" / "entraide"
WITHIN = sorted(PACKAGE.rglob("*.py"))
OURS = sorted(
    path
    for folder in ("functions", "infra", "site", "tests")
    for kind in ("py", "js", "mjs", "css")
    for path in (ROOT / folder).rglob(f"*.{kind}")
)
CORE = [
    path for name in ("forms", "agencies", "documents", "cases") for path in (PACKAGE / name).rglob("*.py")
]


def names_in(path: Path) -> set[str]:
    """The dotted names that a module uses, and what it imports."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    return imports_of(path) | {ast.unparse(node) for node in nodes if isinstance(node, ast.Attribute)}


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{each.name}" for each in node.names} | {str(node.module)}
    return found


@pytest.mark.parametrize("path", WITHIN, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_environment_is_read_in_one_place(path: Path) -> None:
    looked_at = names_in(path) & {"os.environ", "os.getenv"}

    assert ({"os.environ"} if path == PACKAGE / "handlers" / "runtime.py" else set()) == looked_at


@pytest.mark.parametrize("path", WITHIN, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_functions_import_nothing_of_the_site_and_its_tools(path: Path) -> None:
    roots = {name.partition(".")[0] for name in imports_of(path)}

    assert set() == roots & {
        "infra",
        "guidance",
        "mkdocs",
        "material",
        "yaml",
        "markdown",
        "pymdownx",
        "pytest",
    }


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_core_has_no_clock_no_chance_and_no_files_of_the_machine(path: Path) -> None:
    imported = {name.partition(".")[0] for name in imports_of(path)}

    assert set() == names_in(path) & {"datetime.now", "datetime.utcnow", "date.today", "uuid.uuid4"}
    assert set() == imported & {"os", "time", "random", "secrets", "socket", "subprocess", "logging"}


def test_only_the_last_boundary_catches_whatever_comes() -> None:
    broad = [
        path.relative_to(PACKAGE).as_posix()
        for path in WITHIN
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or {"Exception", "BaseException"} & set(ast.unparse(node.type).split()))
    ]

    assert ["handlers/boundary.py"] == broad


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_outgrows_its_reader(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) < 300


def test_the_layers_are_kept() -> None:
    """The contracts are in `pyproject.toml`."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert 0 == done.returncode, done.stdout
    assert "0 broken" in done.stdout
