"""Facts: read once with their faults told by file and line, shown by kind and language, published by their mark."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidance.facts import Fact, fault, fill, load, places
from guidance.problems import ContentError

GOOD = """\
phone.free:
  kind: phone
  value: "0805655050"
  fr: "0 805 65 50 50 (gratuit)"
  mark: A
  source: "A notice"
  checked: 2026-11-21
  recheck: 2027-05-21
"""


def _fact(kind: str, value: str, mark: str = "A", **words: str) -> Fact:
    return Fact(
        "a.fact", kind, value, words, mark, {"fr": "Une source"}, date(2026, 3, 1), date(2027, 3, 1), 1
    )


def _load(folder: Path, text: str) -> ContentError:
    path = folder / "facts.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(ContentError) as caught:
        load(path)
    return caught.value


@pytest.mark.parametrize(
    ("kind", "value", "french", "english"),
    [
        ("amount", "26.30", "26,30\u00a0€", "€26.30"),
        ("amount", "10000", "10\u202f000\u00a0€", "€10,000"),
        ("percent", "0.2", "0,2\u00a0%", "0.2%"),
        ("days", "1", "1\u00a0jour", "1 day".replace(" ", "\u00a0")),
        ("days", "15", "15\u00a0jours", "15\u00a0days"),
        ("date", "2026-03-01", "1er mars 2026", "1 March 2026"),
        ("url", "https://www.urssaf.fr/", "urssaf.fr", "urssaf.fr"),
        ("phone", "3698", "3698", "3698"),
        ("text", "environ 1 mois", "environ 1 mois", "environ 1 mois"),
    ],
)
def test_a_fact_without_words_is_written_by_its_kind(
    kind: str, value: str, french: str, english: str
) -> None:
    assert [french, english] == [_fact(kind, value).text(lang) for lang in ("fr", "en")]


def test_the_words_of_a_language_come_before_the_value() -> None:
    fact = _fact("phone", "3698", fr="3698 (gratuit)")

    assert ["3698 (gratuit)", "3698"] == [fact.text(lang) for lang in ("fr", "en")]


@pytest.mark.parametrize(
    ("kind", "value", "href"),
    [
        ("phone", "0 805 65 50 50", "tel:0805655050"),
        ("phone", "+33 1 23", "tel:+33123"),
        ("url", "https://www.caf.fr/", "https://www.caf.fr/"),
        ("days", "15", None),
    ],
)
def test_numbers_are_called_and_addresses_opened(kind: str, value: str, href: str | None) -> None:
    assert href == _fact(kind, value).href()


def test_what_is_to_be_confirmed_says_so_with_its_date() -> None:
    fact = _fact("days", "31", mark="B")

    assert "31\u00a0jours (à confirmer, 1er mars 2026)" == fact.plain("fr")
    assert "31\u00a0days (to be confirmed, 1 March 2026)" == fact.plain("en")
    assert "31\u00a0jours" == _fact("days", "31").plain("fr")


def test_a_file_of_facts_is_read(tmp_path: Path) -> None:
    (tmp_path / "facts.yml").write_text("# a comment\n" + GOOD, "utf-8")
    fact = load(tmp_path / "facts.yml")["phone.free"]

    assert ("0805655050", "A", date(2027, 5, 21), 2) == (fact.value, fact.mark, fact.recheck, fact.line)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("kind: phone", "kind: number", "kind `number` is none of"),
        ("mark: A", "mark: D", "mark `D` is none of"),
        ('source: "A notice"', 'source: ""', "source is missing"),
        ("checked: 2026-11-21", "checked: yesterday", "are dates"),
        ("kind: phone", "kind: days", "is no days"),
        ("kind: phone", "kind: amount\n  fr: x", "value"),
        ("kind: phone", "kind: url", "must start with https://"),
    ],
)
def test_a_wrong_entry_is_told_with_its_file_and_line(
    tmp_path: Path, right: str, wrong: str, message: str
) -> None:
    text = GOOD.replace("phone.free", "fine") + GOOD.replace(right, wrong).replace("0805655050", "08x")
    if "amount" in wrong:
        text = text.replace('value: "08x"', "")
    error = _load(tmp_path, text)

    assert [9] == [problem.line for problem in error.problems]
    assert message in str(error)
    assert "facts.yml:9: fact `phone.free`" in str(error)


def test_a_file_that_is_no_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    error = _load(tmp_path, 'a:\n  kind: "phone\n  value: 1\n')

    assert "facts.yml:" in str(error)
    assert "no valid YAML" in str(error)
    assert 2 == error.problems[0].line


def test_a_page_may_name_known_facts_that_are_not_kept_back() -> None:
    facts = {"a": _fact("days", "1"), "b": _fact("days", "1", mark="B"), "c": _fact("days", "1", mark="C")}

    assert [None, None] == [fault(facts, key) for key in "ab"]
    assert ["fact.unpublished", "fact.unknown"] == [found[0] for key in "cd" if (found := fault(facts, key))]


def test_places_are_told_with_their_line_and_never_within_code() -> None:
    text = "{{ a }} and {{b}}\n\n```\n{{ c }}\n```\n`{{ d }}` {{ e.f }}\n"

    assert [(1, "a"), (1, "b"), (6, "e.f")] == list(places(text))


def test_titles_and_mails_hold_the_words_of_facts() -> None:
    facts = {"days.x": _fact("days", "15"), "url.y": _fact("url", "https://a.fr/b")}

    assert "Sous 15\u00a0jours, sur a.fr/b" == fill("Sous {{ days.x }}, sur {{url.y}}", facts, "fr")


def test_what_is_to_be_confirmed_says_so_except_in_a_question() -> None:
    facts = {"text.x": _fact("text", "un an", "B")}

    assert "Depuis un an (à confirmer" == fill("Depuis {{ text.x }}", facts, "fr").partition(",")[0]
    assert "Depuis un an ?" == fill("Depuis {{ text.x }} ?", facts, "fr", bare=True)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_an_amount_is_written_so_that_it_can_be_read_back(amount: object) -> None:
    fact = _fact("amount", str(amount))
    french = fact.text("fr").replace("\u202f", "").replace("\u00a0€", "").replace(",", ".")
    english = fact.text("en").replace("€", "").replace(",", "")

    assert float(str(amount)) == float(french) == float(english)
