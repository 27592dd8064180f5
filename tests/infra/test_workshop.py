"""The editors' workshop in the built site: what it holds, and that a build does without npm."""

from __future__ import annotations

import hashlib
import json
import tarfile
from pathlib import Path

import pytest
from infra import npm
from infra.npm import NotBroughtError, Program, folder
from infra.workshop import __main__ as workshop
from infra.workshop.config import safe

FORGE = "api: https://forge.example/api/v1\nrepository: people/site\nbranch: redaction\n"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What npm would give, without npm."""
    (tmp_path / "index.js").write_text("1", "utf-8")
    path = tmp_path / "a.tgz"
    with tarfile.open(path, "w:gz") as package:
        package.add(tmp_path / "index.js", "package/index.js")
    monkeypatch.setattr(npm, "_packed", lambda *_: path)
    return path


def test_a_program_is_brought_once(archive: Path, tmp_path: Path) -> None:
    program = Program("@some/program", "1.0.0", hashlib.sha256(archive.read_bytes()).hexdigest())
    place = folder(program, tmp_path / "tools")
    archive.unlink()

    assert place == folder(program, tmp_path / "tools")
    assert (place / "index.js").read_text("utf-8") == "1"


@pytest.mark.usefixtures("archive")
def test_another_program_than_the_one_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotBroughtError, match="not what it was"):
        folder(Program("@some/program", "1.0.0", "0" * 64), tmp_path / "tools")
    assert not (tmp_path / "tools").exists()


def test_without_npm_the_build_says_so_in_one_line_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(_: Program) -> Path:
        raise NotBroughtError("the package could not be brought")

    monkeypatch.setattr(npm, "folder", refused)
    monkeypatch.setattr("sys.argv", ["workshop", str(tmp_path / "admin")])
    workshop.main()

    assert 1 == len(capsys.readouterr().out.splitlines())
    assert {"config.json", "icon.svg", "index.html", "keep.mjs", "start.mjs"} == {
        path.name for path in (tmp_path / "admin").iterdir()
    }


def test_the_published_workshop_is_closed_until_a_forge_is_connected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop.assemble(tmp_path / "closed")
    (tmp_path / "forge.yml").write_text(FORGE, "utf-8")
    monkeypatch.setattr(workshop, "FORGE", tmp_path / "forge.yml")
    workshop.assemble(tmp_path / "open")
    closed, connected = (
        json.loads((tmp_path / name / "config.json").read_text("utf-8")) for name in ("closed", "open")
    )

    assert closed["backend"] is None
    assert connected["backend"] == {
        "name": "gitea",
        "repo": "people/site",
        "branch": "redaction",
        "api_root": "https://forge.example/api/v1",
        "auth_methods": ["token"],
    }


def test_its_fonts_and_words_are_its_own(tmp_path: Path) -> None:
    workshop.assemble(tmp_path / "admin")
    program = (tmp_path / "admin/sveltia/index.js").read_text("utf-8")

    assert "jsdelivr" not in program
    assert (tmp_path / "admin/sveltia/fr.js").read_text("utf-8").startswith("export default {")


def test_every_file_of_words_has_its_fields(tmp_path: Path) -> None:
    workshop.assemble(tmp_path / "admin")
    config = json.loads((tmp_path / "admin/config.json").read_text("utf-8"))
    shown = {each["file"] for collection in config["collections"] for each in collection.get("files", [])}
    content = workshop.CONTENT
    written = {
        f"content/{{{{locale}}}}/{path.relative_to(content / 'fr').as_posix()}"
        for path in (content / "fr").rglob("*.yml")
    }

    assert written | {"content/facts.yml", "content/nav.yml"} == shown


@pytest.mark.parametrize(("key", "name"), [("title", "title"), ("aced.none", "aced·none"), ("3230", "·3230")])
def test_names_of_fields_hold_no_dots_and_are_no_numbers(key: str, name: str) -> None:
    assert name == safe(key)
