"""Whatever an editor types, the gate answers; it never breaks off."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_tree import Tree, plant
from guidance.problems import ContentError

TYPED = st.text(alphabet="aé CASSHelp!?.;:«»“”'’\n#|-*_`[](){}/<>&=@0123456789€%lang~:", max_size=120)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return plant(tmp_path_factory.mktemp("any"))


@settings(max_examples=40)
@given(body=TYPED)
def test_no_page_breaks_the_gate(planted: Tree, body: str) -> None:
    front = planted.read("fr/about.md").partition("\n\n")[0]
    planted.write("fr/about.md", f"{front}\n\n{body}")
    lines = {path: path.read_text("utf-8").count("\n") + 2 for path in planted.folder.rglob("*.*")}

    for each in planted.found():
        assert 0 <= each.line <= lines.get(each.path, 1)


@settings(max_examples=40)
@given(words=TYPED, where=st.sampled_from(["fr/mails/received.yml", "facts.yml", "words/avoid.fr.yml"]))
def test_no_yaml_breaks_the_gate(planted: Tree, words: str, where: str) -> None:
    before = planted.read(where)
    planted.write(where, f"{before}\n{words}")
    try:
        found = planted.found()
    except ContentError as error:
        found = list(error.problems)
    finally:
        planted.write(where, before)

    assert all(Path(each.path).is_relative_to(planted.folder) for each in found)
