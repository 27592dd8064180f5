"""The forge of `make edit`: it reads and writes the texts for who knows the key, and nothing else for anybody."""

from __future__ import annotations

import base64
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from infra.edit.forge import API, REPOSITORY, Forge

KEY, ORIGIN = "key-of-this-run", "http://127.0.0.1:8000"
ABOUT = "content/fr/about.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"fr/about.md": "À propos\n", "facts.yml": "a: 1\n", "secret.txt": "secret\n"}.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "outside.yml").write_text("outside\n", "utf-8")
    return tmp_path / "content"


def ask(
    folder: Path, method: str, path: str, body: object = None, *, key: str = KEY, origin: str | None = ORIGIN
) -> tuple[int, Any]:
    headers = {"Authorization": f"token {key}"} | ({"Origin": origin} if origin else {})
    given = Forge(folder, KEY, ORIGIN).answer(method, API + path, headers, json.dumps(body).encode())
    return given.status, json.loads(given.body)


def tree(folder: Path) -> dict[str, str]:
    found = ask(folder, "GET", f"{REPOSITORY}/git/trees/main?recursive=1")[1]["tree"]
    return {each["path"]: each["sha"] for each in found}


def change(path: str, text: str, operation: str = "update", **more: str) -> dict[str, object]:
    content = base64.b64encode(text.encode()).decode()
    return {"files": [{"operation": operation, "path": path, "content": content, **more}]}


def test_it_lists_the_texts_by_the_names_that_git_gives_to_what_they_hold(folder: Path) -> None:
    named = {
        name: subprocess.check_output(["git", "hash-object", folder.parent / name], text=True).strip()
        for name in ("content/facts.yml", ABOUT)
    }

    assert named == tree(folder)


def test_it_gives_the_texts(folder: Path) -> None:
    status, found = ask(folder, "POST", f"{REPOSITORY}/file-contents?ref=main", {"files": [ABOUT]})

    assert (200, "À propos\n") == (status, base64.b64decode(found[0]["content"]).decode())


def test_a_save_is_in_the_working_tree_and_changes_the_state(folder: Path) -> None:
    before = ask(folder, "GET", f"{REPOSITORY}/branches/main")[1]["commit"]["id"]
    status, saved = ask(folder, "POST", f"{REPOSITORY}/contents", change(ABOUT, "Qui nous sommes\n"))

    assert (200, "Qui nous sommes\n") == (status, (folder / "fr/about.md").read_text("utf-8"))
    assert saved["files"] == [{"path": ABOUT, "sha": tree(folder)[ABOUT]}]
    assert before != saved["commit"]["sha"]


def test_a_new_text_is_created_and_another_taken_away(folder: Path) -> None:
    new = "content/en/new/page.md"

    assert ask(folder, "POST", f"{REPOSITORY}/contents", change(new, "New\n", "create"))[0] == 200
    assert ask(folder, "POST", f"{REPOSITORY}/contents", change(ABOUT, "", "delete"))[0] == 200
    assert {"content/facts.yml", new} == tree(folder).keys()


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(folder: Path) -> None:
    known = tree(folder)[ABOUT]
    (folder / "fr/about.md").write_text("Changé ailleurs\n", "utf-8")
    status, said = ask(folder, "POST", f"{REPOSITORY}/contents", change(ABOUT, "Perdu\n", sha=known))

    assert (409, True) == (status, "changed meanwhile" in said["message"])
    assert (folder / "fr/about.md").read_text("utf-8") == "Changé ailleurs\n"


@pytest.mark.parametrize(
    "path",
    [
        "content/../outside.yml",
        "outside.yml",
        "/etc/passwd",
        "content/secret.txt",
        "content/fr/about.md/../../../outside.yml",
        ".git/config",
    ],
)
def test_nothing_but_the_texts_can_be_read_or_written(folder: Path, path: str) -> None:
    read = ask(folder, "POST", f"{REPOSITORY}/file-contents", {"files": [path]})
    saved = ask(folder, "POST", f"{REPOSITORY}/contents", change(path, "x"))

    assert (403, 403) == (read[0], saved[0])
    assert (folder.parent / "outside.yml").read_text("utf-8") == "outside\n"


def test_a_link_that_leads_out_of_the_folder_is_not_followed(folder: Path) -> None:
    (folder / "fr/linked.yml").symlink_to(folder.parent / "outside.yml")

    assert ask(folder, "POST", f"{REPOSITORY}/contents", change("content/fr/linked.yml", "x"))[0] == 403


@pytest.mark.parametrize("key", ["", "another", KEY + "x"])
@pytest.mark.parametrize("path", [REPOSITORY, "/user", f"{REPOSITORY}/git/trees/main"])
def test_who_does_not_know_the_key_is_told_nothing(folder: Path, path: str, key: str) -> None:
    status, said = ask(folder, "GET", path, key=key)

    assert (401, {"message"}) == (status, said.keys())


@pytest.mark.parametrize("origin", [None, "http://elsewhere.example", "null", "http://127.0.0.1:8001"])
def test_pages_of_elsewhere_save_nothing_even_with_the_key(folder: Path, origin: str | None) -> None:
    status, _ = ask(folder, "POST", f"{REPOSITORY}/contents", change(ABOUT, "x"), origin=origin)

    assert (403, "À propos\n") == (status, (folder / "fr/about.md").read_text("utf-8"))


@pytest.mark.parametrize("body", [None, {}, {"files": [{"operation": "burn", "path": ABOUT}]}])
def test_what_is_no_request_of_gitea_is_refused(folder: Path, body: object) -> None:
    assert ask(folder, "POST", f"{REPOSITORY}/contents", body)[0] == 422


def test_a_text_that_is_no_base64_is_refused(folder: Path) -> None:
    spoilt = {"files": [{"operation": "update", "path": ABOUT, "content": "%"}]}

    assert ask(folder, "POST", f"{REPOSITORY}/contents", spoilt)[0] == 422


def test_an_unknown_address_is_not_found(folder: Path) -> None:
    assert ask(folder, "GET", "/repos/other/one")[0] == 404
