"""Markdown and YAML are cut into texts that keep their lines, whatever an editor may have typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gate import yamltext
from gate.outline import outline
from gate.plain import plain
from gate.text import Role
from guidance import yamlfile
from guidance.pages import Page
from guidance.problems import ContentError

MARKDOWN = st.text(alphabet="ab É.!?\n|#-*_`[](){}/:1=~<>\\«»", max_size=80)
PATH = Path("content/fr/page.md")


def page(body: str) -> Page:
    return Page("page.md", PATH, {}, body, 1)


def test_each_part_of_a_page_keeps_its_role_and_its_line() -> None:
    body = (
        "Un paragraphe\nsur deux lignes.\n\n## Un titre\n\n- un point\n- un autre\n\n"
        "| a | b |\n|---|---|\n| c | {{ x.y }} |\n\n/// note | Un mot\nDedans.\n///\n\n::form:: demo\n\n"
        "> cité\n\nTerme\n:   sa définition\n"
    )
    found = outline(page(body), "fr")

    assert [
        (Role.PARAGRAPH, 1, "Un paragraphe\nsur deux lignes."),
        (Role.HEADING, 4, "Un titre"),
        (Role.ITEM, 6, "un point"),
        (Role.ITEM, 7, "un autre"),
        (Role.CELL, 9, "a"),
        (Role.CELL, 9, "b"),
        (Role.CELL, 11, "c"),
        (Role.CELL, 11, "{{ x.y }}"),
        (Role.BOX, 13, "Un mot"),
        (Role.PARAGRAPH, 14, "Dedans."),
        (Role.PARAGRAPH, 19, "cité"),
        (Role.PARAGRAPH, 21, "Terme"),
        (Role.ITEM, 22, "sa définition"),
    ] == [(each.role, each.line, each.raw) for each in found.texts]
    assert [(2, 4)] == [(each.level, each.line) for each in found.headings]
    assert [("note", 13)] == [(each.name, each.line) for each in found.boxes]
    assert [("form", "demo", 17)] == [(each.name, each.word, each.line) for each in found.placements]


def test_fenced_code_is_no_part_of_a_page() -> None:
    found = outline(page("Avant.\n\n```\n## Pas un titre\n::form:: x\n```\n\nAprès.\n"), "fr")

    assert ["Avant.", "Après."] == [each.raw for each in found.texts]
    assert [] == found.headings + found.placements


@given(MARKDOWN)
def test_no_text_breaks_the_outline_and_every_line_is_of_the_file(body: str) -> None:
    last = max(body.count("\n") + 1, len(body.splitlines()))

    for each in outline(page(body), "fr").texts:
        assert 1 <= each.line <= last


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("**Gras** et *penché*", "Gras et penché"),
        ('un [lien](page.md "titre") ici', "un lien ici"),
        ("un ![dessin](a.png) ici", "un dessin ici"),
        ("[Le service [Help!]{lang=en}](help/index.md)", "Le service Help!"),
        ("[l’adresse]({{ url.help }})", "l’adresse"),
        ("le {{ phone.line }} gratuit", "le 3698 gratuit"),
        ("`code {{ phone.line }}` hors", "hors"),
        ("snake_case et _penché_", "snake_case et penché"),
        ("Titre {#ancre}", "Titre"),
        ("il reste {number} jours", "il reste jours"),
    ],
)
def test_a_reader_sees_words_and_no_markup(raw: str, read: str) -> None:
    assert read == " ".join(plain(raw, fact=lambda _: "3698").split())


def test_foreign_passages_can_be_left_out() -> None:
    assert "an order ( ) to pay" == " ".join(
        plain("an order ([contrainte]{lang=fr}) to pay", foreign=False).split()
    )


@given(MARKDOWN)
def test_plain_text_keeps_the_lines_of_its_source(raw: str) -> None:
    assert raw.count("\n") == plain(raw, fact=lambda _: "3698", hole="x").count("\n")


def test_each_entry_of_a_yaml_file_keeps_its_name_and_its_line() -> None:
    text = (
        "title: Un titre\nlist:\n  - un\n  - deux\nnested:\n  folded: >-\n    une ligne,\n    et une autre\n"
        '  kept: |\n    - un point\n\n    - un autre\nlast: "fin"\n'
    )
    found = yamltext.read(text, PATH, first_line=10)

    assert [
        ("title", "Un titre", 10),
        ("list.0", "un", 12),
        ("list.1", "deux", 13),
        ("nested.folded", "une ligne,\net une autre", 16),
        ("nested.kept", "- un point\n\n- un autre", 19),
        ("last", "fin", 22),
    ] == [(each.name, each.raw, each.line) for each in found.entries]


def test_a_name_that_stands_twice_is_told() -> None:
    found = yamltext.read("a:\n  b: 1\n  b: 2\nc: 3\n", PATH)

    assert ["content/fr/page.md:3"] == [re.split(": ", str(each))[0] for each in found.twice]


TREES = st.recursive(
    st.text(alphabet="aé :#-'\"{}[]>|\n1", max_size=20),
    lambda inner: (
        st.dictionaries(st.text(alphabet="abc", min_size=1, max_size=3), inner, max_size=3)
        | st.lists(inner, max_size=3)
    ),
    max_leaves=8,
)


@given(tree=st.dictionaries(st.text(alphabet="abc", min_size=1, max_size=3), TREES, max_size=4))
def test_every_entry_of_any_yaml_is_found(tree: dict[str, object]) -> None:
    def leaves(value: object) -> int:
        if isinstance(value, dict):
            return sum(leaves(each) for each in value.values())
        return sum(leaves(each) for each in value) if isinstance(value, list) else 1

    found = yamltext.read(yaml.safe_dump(tree, allow_unicode=True), PATH)

    assert leaves(tree) == len(found.entries)
    assert () == found.twice


@given(st.text(max_size=40) | st.text(alphabet="ab:-?!|>&*[]{}'\"#,\n 102~", max_size=40))
def test_whatever_is_read_as_yaml_has_entries(text: str) -> None:
    try:
        yamlfile.parse(text, PATH)
    except ContentError:
        return
    last = text.count("\n") + 2

    for each in yamltext.read(text, PATH).entries:
        assert 1 <= each.line <= last


def test_a_list_within_itself_is_read_once() -> None:
    assert ("a.0", "x") in [(each.name, each.raw) for each in yamltext.read("a: &a [x, *a]", PATH).entries]


def test_a_day_that_no_calendar_has_is_told_with_its_line() -> None:
    with pytest.raises(ContentError, match=r"page\.md:12: a date here is in no calendar"):
        yamlfile.parse("checked: 2026-02-28\ntitle: x\nrecheck: 2026-02-30\n", PATH, first_line=10)
