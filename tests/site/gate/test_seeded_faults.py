"""One fault of each kind, seeded in a small tree: each is found where it stands, and clean content passes."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from content_tree import Tree
from gate.checks import problems

SAYS_SOMETHING = 3
"""Words that a message has at least: what is wrong, and what to do."""


class Seed(NamedTuple):
    """What is changed, and the fault that must be found: its kind, its file and its line."""

    kind: str
    changed: str
    old: str
    new: str
    line: int
    found_in: str = ""


FR, EN = "fr/help/index.md", "en/help/index.md"
UNUSED = """\
percent.none:
  kind: percent
  value: "7"
  mark: A
  source: "Nowhere"
  checked: 2026-11-22
  recheck: 2027-05-22
"""
SEEDS = [
    Seed("pair.headings", EN, "## The steps", "### The steps", 15),
    Seed("pair.headings", EN, "## And then\n", "And then\n", 0),
    Seed("pair.boxes", EN, "/// note |", "/// tip |", 32),
    Seed("pair.placements", EN, "::form:: demo", "", 0),
    Seed("placement.unknown", FR, "::figure:: who", "::figure:: whom", 25),
    Seed("placement.unknown", FR, "::form:: demo", "::form:: demos", 27),
    Seed("placement.unknown", FR, "::form:: demo", "::forms:: demo", 27),
    Seed("pair.front", EN, "checked: 2026-11-22", "checked: 2026-11-21", 9),
    Seed("pair.front", EN, '    - "A letter."', '    - "A letter."\n    - "A pen."', 9),
    Seed("pair.facts", "en/index.md", "{{ phone.line }}", "us", 12, "fr/index.md"),
    Seed("pair.figures", EN, "1,234.5", "1,234", 24),
    Seed("pair.dates", EN, "3 March 2026", "4 March 2026", 24),
    Seed("pair.links", "en/index.md", "](help/index.md#the-steps)", "](help/index.md)", 12),
    Seed("pair.placeholders", "en/forms/demo.yml", "{number}", "{count}", 2),
    Seed("pair.words", "en/forms/demo.yml", "hint:", "hints:", 2),
    Seed("words.empty", "en/forms/_errors.yml", '"The @ sign is missing."', '""', 1),
    Seed("yaml.twice", "en/forms/demo.yml", "title: A request", "title: A request\ntitle: Again", 2),
    Seed("yaml.twice", "facts.yml", "url.help:", "phone.line:", 15),
    Seed("fact.unknown", FR, "{{ days.objection }}", "{{ days.objections }}", 18),
    Seed("fact.unpublished", "facts.yml", "mark: B", "mark: C", 18, FR),
    Seed("fact.unused", "facts.yml", "phone.line:", f"{UNUSED}phone.line:", 8),
    Seed("fact.by-hand", "en/about.md", "We are", "The site www.urssaf.fr/help is not ours. We are", 8),
    Seed("fact.by-hand", FR, "{{ days.objection }}", "15 jours", 18),
    Seed("fact.by-hand", FR, "{{ days.objection }}", "quinze jours", 18),
    Seed("fact.by-hand", "fr/mails/received.yml", "Votre demande", "Appelez le 36 98,", 1),
    Seed("translation.stale", "fr/about.md", "Nous ne sommes pas", "Nous ne serons pas", 5, "en/about.md"),
    Seed("translation.stale-critical", "fr/urgent.md", "Appelez", "Vite, appelez", 6, "en/urgent.md"),
    Seed("translation.stale", "fr/forms/demo.yml", "Une demande", "La demande", 0, "en/forms/demo.yml"),
    Seed("translation.unmarked", "en/about.md", "source_hash", "old_hash", 1),
    Seed("link.broken", "fr/index.md", "help/index.md#", "help/none.md#", 11),
    Seed("link.broken", "fr/forms/demo.yml", "(/aide/)", "(/aides/)", 8),
    Seed("link.broken", "fr/about.md", "/api/fr/follow", "/api/en/follow", 7),
    Seed("link.anchor", "fr/index.md", "#les-etapes", "#les-etages", 11),
    Seed("link.address", "fr/index.md", "(help/index.md#les-etapes)", "(https://exemple.fr/a)", 11),
    Seed("link.vague", "fr/index.md", "la page sur l'aide", "Cliquez ici", 11),
    Seed("link.empty", "fr/index.md", "[la page sur l'aide]", "[ ]", 11),
    Seed("page.title", "fr/about.md", 'title: "À propos"\n', "", 1),
    Seed("link.alt", "fr/about.md", "Nous ne", "![](photo.png) Nous ne", 7),
    Seed("link.reference", "fr/about.md", "Nous ne", "[Nous][ici] ne", 7),
    Seed("html", "fr/about.md", "Nous ne", "<b>Nous</b> ne", 7),
    Seed("typography.space", "fr/about.md", "maladie.", "maladie!", 7),
    Seed("typography.quotes", "fr/about.md", "maladie.", 'maladie, dite "la caisse".', 7),
    Seed("language.left", "en/mails/received.yml", "Your request", "Votre demande est à vous", 1),
    Seed("language.left", EN, "1. Read your whole letter.", "1. Lisez la lettre que vous avez reçue.", 18),
    Seed("language.help", "fr/index.md", "[Help!]{lang=en}", "Help!", 7),
    Seed("language.passage", "en/about.md", "See [", "Ask for the aide au départ à la retraite. See [", 8),
    Seed(
        "acronym.bare",
        EN,
        "The social aid commission ([commission d'action",
        "The board ([commission de l'action",
        13,
    ),
    Seed("acronym.unknown", "fr/about.md", "Nous ne sommes", "Nous, le CRQZ, ne sommes", 7),
    Seed("words.avoid", "fr/about.md", "Nous ne sommes", "Vous êtes éligibles. Nous ne sommes", 7),
    Seed("words.avoid", "en/forms/demo.yml", "A request", "A claimant", 1),
    Seed("spelling", "fr/forms/_errors.yml", "manque", "mamque", 1),
    Seed("spelling", "facts.yml", "Presse", "Newspapers", 21),
    Seed("spelling", EN, "Read your whole letter", "Read your whole leter", 18),
    Seed("page.slug", FR, 'slug: "aide"', 'slug: "L’aide"', 0),
    Seed("page.address", "en/about.md", "checked:", 'slug: "urgent"\nchecked:', 0, "en/urgent.md"),
    Seed("page.description", "fr/about.md", 'description: "Qui nous sommes."\n', "", 1),
    Seed("menu.unknown", "nav.yml", "  - about.md", "  - abouts.md", 12),
    Seed("menu.missing", "nav.yml", "      - help/index.md\n", "", 0),
    Seed("menu.twice", "nav.yml", "  - about.md", "  - about.md\n  - index.md", 13),
    Seed("link.broken", "en/forms/demo.yml", "title:", "address: /aide/\ntitle:", 1),
]


def test_clean_content_passes(tree: Tree) -> None:
    assert [] == tree.found()


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed.kind}: {seed.changed}")
def test_a_seeded_fault_is_found_with_its_file_and_line(tree: Tree, seed: Seed) -> None:
    tree.edit(seed.changed, seed.old, seed.new)
    path = tree.folder / (seed.found_in or seed.changed)
    found = {(each.path, each.line): each.message for each in tree.found() if each.kind == seed.kind}

    assert (path, seed.line) in found
    assert len(found[path, seed.line].split()) > SAYS_SOMETHING


@pytest.mark.parametrize("missing", ["en/about.md", "fr/about.md", "en/mails/received.yml"])
def test_a_missing_translation_is_found_beside_its_source(tree: Tree, missing: str) -> None:
    (tree.folder / missing).unlink()
    there = {"en": "fr", "fr": "en"}[missing[:2]] + missing[2:]

    assert (tree.folder / there, 0) in [
        (each.path, each.line) for each in tree.found() if each.kind == "pair.page"
    ]


def test_a_fact_to_be_read_again_is_told_where_it_stands(tree: Tree) -> None:
    found = {(each.kind, each.line) for each in tree.found(date(2027, 5, 23))}

    assert {("fact.due", 1), ("fact.due-critical", 8), ("fact.due", 15)} == found


def test_no_text_becomes_faulty_because_time_passes(tree: Tree) -> None:
    faults, warnings = problems(tree.load(date(2050, 1, 1)))

    assert ([], 3) == (faults, len(warnings))


def test_a_fact_may_be_used_on_the_very_day_of_its_reading(tree: Tree) -> None:
    assert [] == tree.found(date(2027, 5, 22))


def test_sentences_that_are_too_long_are_warnings_then_a_fault(tree: Tree) -> None:
    sentence = "Vous " + "lisez bien " * 13 + "la lettre."
    tree.edit("fr/about.md", "Nous ne sommes", f"{sentence}\n\n{sentence}\n\n{sentence}\n\nNous ne sommes")
    tree.mark()

    assert [("sentence.many", 11), ("sentence.long", 7), ("sentence.long", 9)] == [
        (each.kind, each.line) for each in tree.found()
    ]
