"""Sentences, words to avoid, acronyms, spelling and readability."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_tree import Tree
from gate import readability
from gate.acronyms import flat
from gate.avoid import pattern
from gate.lists import Avoided, load, phrase
from gate.plain import own_words
from gate.sentences import sentences
from gate.text import Document, Role, Text
from gate.tongue import looks_like
from guidance.problems import ContentError


def text(raw: str, lang: str = "fr", role: Role = Role.PARAGRAPH) -> Text:
    return Text(Path("page.md"), 1, lang, role, raw)


def no_fact(_: str) -> str:
    return ""


@pytest.mark.parametrize(
    ("raw", "lengths"),
    [
        ("Une phrase. Une autre !\nEt une troisième ?", [2, 2, 3]),
        ("Help! est un service. Help! aide.", [4, 2]),
        ("L’article L. 133-3 compte : 3,5 points.", [6]),
        ("« Dites-le. » Puis partez… Enfin, revenez", [1, 2, 2]),
        ("Appelez le {{ phone.line }}, **vite**.", [3]),
        ("", []),
    ],
)
def test_sentences_and_their_words(raw: str, lengths: list[int]) -> None:
    assert lengths == [each.length for each in sentences(text(raw), no_fact)]


def test_a_sentence_counts_the_words_of_its_facts() -> None:
    found = sentences(text("Appelez le {{ phone.line }}."), lambda _: "3698, service gratuit")

    assert [5] == [each.length for each in found]


def test_a_sentence_knows_the_line_at_which_it_starts() -> None:
    found = sentences(text("Une phrase qui\ntourne. Une\nautre.\n\nFin"), no_fact)

    assert [("Une phrase qui tourne.", 1), ("Une autre.", 2), ("Fin", 5)] == [
        (each.words, each.line) for each in found
    ]


@given(st.text(alphabet="Ab É.!?…\n »”)x", max_size=60))
def test_sentences_leave_no_word_out(raw: str) -> None:
    said = [word for each in sentences(text(raw), no_fact) for word in each.words.split()]

    assert [word for word in raw.split() if any(map(str.isalnum, word))] == [
        word for word in said if any(map(str.isalnum, word))
    ]


@pytest.mark.parametrize(
    ("avoided", "raw", "bad"),
    [
        (Avoided(("éligible",), "x"), "Êtes-vous Éligibles ?", "Éligibles"),
        (Avoided(("URSSAF",), "x"), "votre URSSAF", "URSSAF"),
        (Avoided(("URSSAF",), "x"), "votre Urssaf", None),
        (Avoided(("charges",), "x", ("charges locatives",)), "vos charges locatives", None),
        (Avoided(("charges",), "x", ("charges locatives",)), "charges locatives et charges", "charges"),
        (Avoided(("pôle emploi",), "x"), "à Pôle\nemploi", "Pôle\nemploi"),
        (Avoided(("tort",), "x"), "la tortue", None),
    ],
)
def test_words_to_avoid(avoided: Avoided, raw: str, bad: str | None) -> None:
    found = [each["bad"] for each in pattern(avoided).finditer(raw) if each["bad"]]

    assert ([bad] if bad else []) == found


def test_a_word_in_a_code_span_is_a_quotation() -> None:
    assert "éligible" not in own_words(text("jamais `éligible`"))


@given(st.text(min_size=1, max_size=20).filter(lambda words: words.split()))
def test_any_phrase_of_a_list_finds_itself(words: str) -> None:
    assert re.fullmatch(phrase(words), " ".join(words.split())) is not None


def test_a_list_entry_without_its_cure_is_told(tmp_path: Path) -> None:
    (tmp_path / "avoid.fr.yml").write_text("words:\n  - avoid: [éligible]\n", "utf-8")

    with pytest.raises(ContentError, match=r"avoid\.fr\.yml: .*`use`"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("Caisses d’allocations familiales", "caisse d'allocation familiale"),
        ("The workers'  fund", "the workers' fund"),
    ],
)
def test_an_explanation_may_be_in_the_plural(words: str, same: str) -> None:
    assert flat(same) == flat(words)


@pytest.mark.parametrize(
    ("added", "explained"),
    [
        ("La commission d’action sanitaire et sociale (CASS) décide.", True),
        ("La CASS (commission d’action sanitaire et sociale) décide.", True),
        ("Voyez [la page de la CASS](help/index.md).", True),
        ("Un SMS suffit.", True),
        ("La CASS décide. C’est la commission.", False),
    ],
)
def test_an_acronym_is_explained_where_a_page_first_uses_it(
    tree: Tree, added: str, *, explained: bool
) -> None:
    tree.edit("fr/about.md", "Nous ne", f"{added} Nous ne")

    assert explained == ("acronym.bare" not in {each.kind for each in tree.found()})


def test_an_acronym_of_the_shared_words_may_be_explained_by_a_form(tree: Tree) -> None:
    tree.edit("fr/forms/_errors.yml", "Il manque le", "La CASS veut le")
    bare = {(each.kind, each.path.name) for each in tree.found()}
    tree.edit("fr/forms/demo.yml", "Une demande", "La commission d’action sanitaire et sociale")

    assert ("acronym.bare", "_errors.yml") in bare
    assert "acronym.bare" not in {each.kind for each in tree.found()}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("fr/about.md", "Nous ne", "Aujourd'hui, l'entraide compte. Nous ne"),
        ("fr/about.md", "Nous ne", "Le [schedule]{lang=en} et `mrkdwn` comptent. Nous ne"),
        ("fr/about.md", "Nous ne", "Voyez le Défenseur des droits. Nous ne"),
        ("en/about.md", "We are", "Ask for an order ([contrainte]{lang=fr}). We are"),
        ("en/forms/_errors.yml", "The @", "A mise en demeure: the @"),
    ],
)
def test_right_words_are_not_told(tree: Tree, name: str, old: str, new: str) -> None:
    tree.edit(name, old, new)

    assert {each.kind for each in tree.found()} <= {"translation.stale"}


def test_a_misspelt_word_is_told_with_its_right_spelling(tree: Tree) -> None:
    tree.edit("en/about.md", "We are", "We recieve mail. We are")
    [found] = [each.message for each in tree.found() if each.kind == "spelling"]

    assert (
        "“recieve” is in no dictionary: correct it (receive, relieve?), or add it to content/words/en.txt"
        == found
    )


def test_a_foreign_word_is_told_with_its_mark(tree: Tree) -> None:
    tree.edit("en/about.md", "We are", "A demeure stays. We are")
    [found] = [each.message for each in tree.found() if each.kind == "spelling"]

    assert found.startswith("“demeure” is in the other language: mark it [demeure]{lang=fr}")


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ("Vous avez reçu un courrier de votre caisse pour le mois de mai.", "fr"),
        ("You have had a letter from the office for the month of May.", "en"),
    ],
)
def test_little_words_tell_the_language(words: str, lang: str) -> None:
    counts = looks_like(words)

    assert lang == max(counts, key=lambda each: counts[each])
    assert 0 == min(counts.values())


@pytest.mark.parametrize(
    ("lang", "raw", "ease"),
    [
        ("en", "The cat sat on the mat.", 206.835 - 1.015 * 6 - 84.6),
        ("fr", "Le chat dort. Il va bien.", 207 - 1.015 * 3 - 73.6),
        ("fr", "Administration", 207 - 1.015 - 73.6 * 5),
    ],
)
def test_readability_follows_the_published_formulas(lang: str, raw: str, ease: float) -> None:
    document = Document(Path("x.md"), "x.md", lang, (text(raw, lang),))

    assert round(ease, 1) == readability.reading(document, no_fact).ease


def test_a_page_without_words_can_be_measured() -> None:
    assert 0 == readability.reading(Document(Path("x.md"), "x.md", "fr", ()), no_fact).words
