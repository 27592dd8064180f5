"""Where links lead: the gate knows the same anchors as the build, and each wrong target is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from content_tree import Tree
from gate.anchors import anchors
from gate.links import links
from gate.outline import outline
from gate.text import Role, Text
from guidance.inline import PASSAGE, PassageProcessor
from guidance.pages import Page

HEADINGS = st.lists(
    st.text(alphabet="ab éÀ'’!?:.,-_*`()1", min_size=1, max_size=20).map(lambda text: f"a{text}b"), max_size=5
)


def built(body: str) -> list[str]:
    """The ids that the build gives."""
    markdown = Markdown(extensions=["toc", "attr_list"])
    markdown.inlinePatterns.register(PassageProcessor(PASSAGE, markdown), "passages", 175)
    markdown.convert(body)
    return [str(each["id"]) for each in _flat(markdown.toc_tokens)]  # type: ignore[attr-defined]


def _flat(tokens: list[dict[str, object]]) -> list[dict[str, object]]:
    return [each for token in tokens for each in (token, *_flat(token["children"]))]  # type: ignore[arg-type]


def ours(body: str) -> list[str]:
    return list(anchors(outline(Page("page.md", Path("page.md"), {}, body, 1), "fr"), lambda _: ""))


@pytest.mark.parametrize(
    "body",
    [
        "## Les étapes à suivre\n\n## L’aide, c’est quoi ?\n",
        "## [Help!]{lang=en} en bref\n\n## Help!\n",
        "## Deux fois\n\n### Deux fois\n\n## Deux fois\n",
        "## **Gras** et `code`\n\n## [Un lien](a.md)\n",
        "## Donné {#ici}\n\n## Ici\n",
        "## !\n\n## ?\n",
    ],
)
def test_anchors_are_those_of_the_build(body: str) -> None:
    assert built(body) == ours(body)


@given(HEADINGS)
def test_anchors_of_plain_headings_are_those_of_the_build(headings: list[str]) -> None:
    plain = [heading.translate({ord(mark): None for mark in "*_`"}) for heading in headings]
    body = "".join(f"## {heading}\n\n" for heading in plain)

    assert built(body) == ours(body)


def test_links_of_a_text_with_their_lines() -> None:
    raw = 'Un [lien](a.md)\net ![un dessin](b.png), `[pas](un.md)`\n[**gras** [Help!]{lang=en}](c.md#d "titre").'
    found = links(Text(Path("x.md"), 5, "fr", Role.PARAGRAPH, raw))

    assert [
        ("a.md", 5, False),
        ("b.png", 6, True),
        ("c.md#d", 7, False),
    ] == [(each.target, each.line, each.picture) for each in found]


@given(st.text(alphabet="[]()!`{}=lang ab\n.#/:\"'", max_size=80))
def test_no_text_breaks_the_search_for_links(raw: str) -> None:
    for each in links(Text(Path("x.md"), 1, "fr", Role.PARAGRAPH, raw)):
        assert each.line <= raw.count("\n") + 1


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("urgent.md", None),
        ("help/index.md#les-etapes", None),
        ("#deux-pages", None),
        ("{{ url.help }}", None),
        ("/api/fr/forms/demo", None),
        ("/aide/", "link.absolute"),
        ("urgent", "link.broken"),
        ("/urgences/", "link.broken"),
        ("#trois-pages", "link.anchor"),
        ("mailto:a@exemple.fr", "link.address"),
        ("//exemple.fr/x", "link.address"),
    ],
)
def test_targets_from_a_page(tree: Tree, target: str, kind: str | None) -> None:
    tree.edit("fr/index.md", "Bienvenue.", f"[Bienvenue ici]({target}).")

    assert kind is None or kind in {each.kind for each in tree.found()}
    assert {each.kind for each in tree.found()} <= {"pair.links", "pair.facts", "translation.stale", kind}


def test_a_picture_needs_its_file_and_its_words(tree: Tree) -> None:
    tree.edit("fr/about.md", "Nous ne", "![Un plan](plan.png) Nous ne")
    missing = {each.kind for each in tree.found()}
    tree.write("fr/plan.png", "")

    assert "link.picture" in missing
    assert {"pair.links", "translation.stale"} == {each.kind for each in tree.found()}
