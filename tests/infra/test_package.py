"""The functions' package: the same each time, complete, and running on Lambda's Python."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from infra import package as packing
from infra.archive import zip_folder
from infra.package import find_python, host_package, lambda_package

UNCHECKED = (1).to_bytes(4, "little")


@pytest.fixture(autouse=True)
def _code_of_now(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever edits the code meanwhile does not change it under a test."""
    copy = tmp_path_factory.mktemp("code") / packing.CODE.name
    shutil.copytree(packing.CODE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(packing, "CODE", copy)


def names(archive: Path) -> set[str]:
    with zipfile.ZipFile(archive) as content:
        return set(content.namelist())


def digest(archive: Path) -> str:
    """Of a file whose bytes, were they to differ, pytest would compare for hours."""
    return hashlib.sha256(archive.read_bytes()).hexdigest()


def test_the_same_files_make_the_same_package(built: Path, tmp_path: Path) -> None:
    first, second = (host_package(tmp_path / name, built) for name in ("a.zip", "b.zip"))

    assert digest(first) == digest(second)


def test_a_package_holds_the_code_and_what_was_built_but_not_the_data(built: Path, tmp_path: Path) -> None:
    packed = names(host_package(tmp_path / "host.zip", built))

    expected = {
        "entraide/handlers/submit.py",
        "entraide/built/directory.json",
        "entraide/built/communes/10.json",
        "entraide/built/words.fr.json",
    }
    assert expected <= packed
    assert [] == [name for name in packed if name.endswith(".csv") or name.startswith(("tests", "infra"))]


def test_compiled_files_are_never_checked_against_their_sources(built: Path, tmp_path: Path) -> None:
    archive = host_package(tmp_path / "host.zip", built)
    with zipfile.ZipFile(archive) as content:
        heads = {content.read(name)[:8] for name in content.namelist() if name.endswith(".pyc")}

    assert {importlib.util.MAGIC_NUMBER + UNCHECKED} == heads


def test_times_and_rights_of_files_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    file = tmp_path / "folder" / "a.txt"
    file.write_text("a")
    zip_folder(tmp_path / "folder", tmp_path / "first.zip")
    file.chmod(0o777)
    file.touch()
    zip_folder(tmp_path / "folder", tmp_path / "second.zip")

    assert digest(tmp_path / "first.zip") == digest(tmp_path / "second.zip")


def test_a_python_that_is_not_there_is_not_found() -> None:
    assert find_python("2.0") is None


def test_a_stand_in_for_a_python_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in = tmp_path / "python3.99"
    stand_in.write_text("#!/bin/sh\nexit 127\n")
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert find_python("3.99") is None


def test_the_command_names_the_packages_it_makes(capsys: pytest.CaptureFixture[str]) -> None:
    assert (2, 2) == (packing.main([]), packing.main(["both"]))
    assert "host or lambda" in capsys.readouterr().out


@pytest.mark.prove
def test_the_package_for_lambda_runs_on_its_python(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UV_COMPILE_BYTECODE", "1")  # as the Makefile sets it for the tests' own libraries
    packed = names(lambda_package(tmp_path / "lambda.zip", built))

    binaries = {name for name in packed if name.endswith(".so")}
    assert {"pydantic_core/_pydantic_core.cpython-313-aarch64-linux-gnu.so"} <= binaries
    assert [] == [name for name in binaries if "x86_64" in name]
    assert {"cpython-313"} == {name.split(".")[-2] for name in packed if name.endswith(".pyc")}
    services = {
        name.split("/")[2] for name in packed if name.startswith("botocore/data/") and name.count("/") > 3
    }
    assert services == packing.SERVICES


@pytest.mark.prove
def test_the_package_for_lambda_is_the_same_each_time(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UV_COMPILE_BYTECODE", "1")
    first, second = (lambda_package(tmp_path / name, built) for name in ("a.zip", "b.zip"))

    assert digest(first) == digest(second)


def test_the_package_keeps_the_services_that_the_functions_talk_to() -> None:
    code = (packing.CODE / "storage" / "client.py").read_text(encoding="utf-8")
    made = re.findall(r'_client\("(\w+)"', code)

    assert packing.SERVICES == set(made)
