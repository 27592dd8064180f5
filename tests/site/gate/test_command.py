"""`python -m gate`: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from content_tree import Tree
from gate.__main__ import main


def run(tree: Tree, *more: str) -> int:
    given = ["--content", str(tree.folder), "--figures", str(tree.figures), "--today", "2026-11-25", *more]
    return main(given)


def test_clean_content_ends_well(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == run(tree)
    assert "0 faults, 0 warnings" in capsys.readouterr().out


def test_a_fault_is_one_line_with_file_and_line_and_ends_badly(
    tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    tree.edit("fr/forms/_errors.yml", "manque", "mamque")
    status = run(tree)
    lines = capsys.readouterr().out.splitlines()

    assert 1 == status
    assert f"{tree.folder}/fr/forms/_errors.yml:1: “mamque” is in no dictionary" in "\n".join(lines)


def test_a_fault_of_a_whole_file_is_said_of_its_first_line(
    tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree.folder / "en/mails/received.yml").unlink()
    status = run(tree)

    assert 1 == status
    assert f"{tree.folder}/fr/mails/received.yml:1: write its translation" in capsys.readouterr().out


def test_warnings_alone_end_well(tree: Tree, capsys: pytest.CaptureFixture[str]) -> None:
    tree.edit("fr/about.md", "Nous ne sommes", "Nous ne serons")
    status = run(tree)

    assert 0 == status
    assert f"{tree.folder}/en/about.md:5: warning: the French page has changed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            "facts.yml",
            'value: "15"',
            'value: "quinze"',
            "facts.yml:1: fact `days.objection`: `quinze` is no days",
        ),
        ("fr/forms/demo.yml", "title: Une", "title: 'Une", "fr/forms/demo.yml:"),
        ("fr/about.md", "---\ntitle", "title", "fr/about.md:1: a page starts with its title"),
        ("nav.yml", "  urgent:", "  urgence:", "nav.yml:1: 'urgent' is missing"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_first(
    tree: Tree, capsys: pytest.CaptureFixture[str], name: str, old: str, new: str, told: str
) -> None:
    tree.edit(name, old, new)

    assert 1 == run(tree)
    assert told in capsys.readouterr().out


def test_hashes_marks_the_named_translations_and_says_which(
    tree: Tree, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("fr/about.md", "fr/index.md"):
        tree.write(name, tree.read(name) + "\nUne ligne de plus.\n")

    assert 0 == run(tree, "--hashes", str(tree.folder / "en/about.md"))
    assert [
        f"{tree.folder}/en/about.md",
        "1 translations marked as read again",
    ] == capsys.readouterr().out.splitlines()
    assert ["en/index.md"] == [each.path.relative_to(tree.folder).as_posix() for each in tree.found()]


def test_readability_is_printed_and_written(
    tree: Tree, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == run(tree, "--readability", "--out", str(tmp_path / "build"))
    written = json.loads((tmp_path / "build" / "readability.json").read_text("utf-8"))
    printed = capsys.readouterr().out

    assert 8 == len(written)
    assert all(each["source"] in printed for each in written)
    assert "mean of 4 pages, fr" in printed


def test_the_content_of_this_site_has_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    root = Path(__file__).parents[3]
    given = [
        "--content",
        str(root / "content"),
        "--figures",
        str(root / "site/figures"),
        "--today",
        "2026-11-22",
    ]
    status = main(given)

    assert 0 == status, capsys.readouterr().out
