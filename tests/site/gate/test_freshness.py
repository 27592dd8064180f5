"""A translation is marked with the state of its source, and told when the source has moved on."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from content_tree import Tree
from gate import freshness
from guidance import pages


def kinds(tree: Tree) -> set[tuple[str, str]]:
    return {(each.kind, each.path.relative_to(tree.folder).as_posix()) for each in tree.found()}


def test_marking_changes_nothing_the_second_time(tree: Tree) -> None:
    assert [] == freshness.write(tree.load(), lambda _: True)


def test_white_space_and_front_matter_of_the_source_do_not_count(tree: Tree) -> None:
    tree.edit("fr/about.md", "Nous ne sommes pas", "Nous  ne\nsommes pas")
    tree.edit("fr/about.md", "Qui nous sommes.", "Qui nous sommes, en bref.")

    assert set() == kinds(tree)


def test_only_the_chosen_translations_are_marked(tree: Tree) -> None:
    for name in ("fr/about.md", "fr/urgent.md"):
        tree.write(name, tree.read(name) + "\nUne ligne de plus.\n")
    freshness.write(tree.load(), lambda path: path.name == "about.md")

    assert {("translation.stale-critical", "en/urgent.md")} == kinds(tree)


def test_words_are_marked_apart_from_their_file(tree: Tree) -> None:
    tree.edit("fr/forms/_errors.yml", "Il manque", "Ajoutez")
    before = tree.read("en/forms/_errors.yml")
    stale = kinds(tree)
    tree.mark()

    assert {("translation.stale", "en/forms/_errors.yml")} == stale
    assert set() == kinds(tree)
    assert before == tree.read("en/forms/_errors.yml")


def test_new_words_are_unmarked(tree: Tree) -> None:
    for lang, words in (("fr", "Merci"), ("en", "Thank you")):
        tree.write(f"{lang}/mails/thanks.yml", f"subject: {words}\n")

    assert {("translation.unmarked", "en/mails/thanks.yml")} == kinds(tree)


LINES = st.lists(st.text(alphabet="abé :'\"#-", max_size=20), max_size=6).map("\n".join)


@given(body=LINES, first=st.text(alphabet="0123456789abcdef", min_size=12, max_size=12))
def test_a_mark_is_read_back_as_it_was_written_and_the_body_is_untouched(body: str, first: str) -> None:
    text = f"---\ntitle: 'x'\nsource_hash: \"old\"\n---\n{body}"
    page = pages.parse(freshness.marked(freshness.marked(text, "0"), first), Path("x.md"), "x.md")

    assert first == page.meta["source_hash"]
    assert body == page.body
    assert "x" == page.title


@given(st.text(alphabet="-\nab: ", max_size=40))
def test_any_text_can_be_marked(text: str) -> None:
    marked = freshness.marked(text, "0123456789ab")

    assert pages.FRONT.match(text) is not None or marked == text
