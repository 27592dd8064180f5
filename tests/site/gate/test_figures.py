"""Numbers and dates mean the same in both languages, and a fact written by hand is found as people write it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.byhand import FIGURE
from gate.formats import by_hand, in_letters, in_words
from gate.numbers import figures
from guidance import languages
from guidance.facts import Fact

DAYS = st.integers(0, 20_000).map(lambda number: date(2000, 1, 1) + timedelta(days=number))
AMOUNTS = st.decimals(min_value=0, max_value=9_999_999, places=2)
LANGS = st.sampled_from(languages.LANGUAGES)


def fact(kind: str, value: str, **words: str) -> Fact:
    return Fact("key", kind, value, words, "A", {"fr": "Quelque part"}, date(2026, 1, 1), date(2027, 1, 1), 1)


@pytest.mark.parametrize(
    ("lang", "text", "meant"),
    [
        ("fr", "1 234 567,5 et 12", [Decimal("1234567.5"), Decimal(12)]),
        ("en", "1,234,567.5 and 12", [Decimal("1234567.5"), Decimal(12)]),
        ("fr", "le 1er mars 2026, puis 30", [date(2026, 3, 1), Decimal(30)]),
        ("en", "on 1 March 2026, then 30", [date(2026, 3, 1), Decimal(30)]),
        ("fr", "le 03/04/2026", [date(2026, 4, 3)]),
        ("en", "2026-04-03", [date(2026, 4, 3)]),
        ("fr", "version 4.1", [Decimal("4.1")]),
        ("fr", "le 31 février 2026", [Decimal(31), Decimal(2026)]),
    ],
)
def test_figures_are_read_as_what_they_mean(lang: str, text: str, meant: list[date | Decimal]) -> None:
    assert meant == [value for value, _ in figures(text, lang)]


@given(when=DAYS, lang=LANGS)
def test_every_date_of_the_site_is_read_back(when: date, lang: str) -> None:
    assert [when] == [value for value, _ in figures(f"({languages.day(when, lang)})", lang)]


@given(amount=AMOUNTS, lang=LANGS)
def test_every_amount_of_the_site_is_read_back(amount: Decimal, lang: str) -> None:
    assert [amount] == [value for value, _ in figures(languages.euros(amount, lang), lang)]


@given(text=st.text(max_size=60), lang=LANGS)
def test_no_text_breaks_the_reading_of_figures(text: str, lang: str) -> None:
    for _, start in figures(text, lang):
        assert text[start].isdigit()


WRITTEN = [
    (fact("phone", "3698"), "fr", "appelez le 3698", "3698"),
    (fact("phone", "3698"), "en", "call 36 98 today", "36 98"),
    (fact("phone", "0969390000"), "fr", "le 09.69.39.00.00", "09.69.39.00.00"),
    (fact("phone", "0969390000"), "en", "on +33 9 69 39 00 00", "+33 9 69 39 00 00"),
    (fact("phone", "15"), "fr", "appelez le 15", "appelez le 15"),
    (fact("phone", "115"), "en", "Dial 115", "Dial 115"),
    (fact("url", "https://www.urssaf.fr/help"), "fr", "sur urssaf.fr/help.", "urssaf.fr/help"),
    (fact("url", "https://www.caf.fr/"), "en", "see https://www.caf.fr/", "https://www.caf.fr/"),
    (fact("amount", "26.30"), "fr", "26,30 € par jour", "26,30 €"),
    (fact("amount", "10000"), "fr", "plus de 10\u202f000 euros", "10\u202f000 euros"),
    (fact("amount", "10000"), "en", "over €10,000", "€10,000"),
    (fact("days", "15"), "fr", "sous quinze jours", "quinze jours"),
    (fact("days", "15"), "fr", "15 jours", "15 jours"),
    (fact("days", "45"), "en", "within forty-five days", "forty-five days"),
    (fact("days", "30", fr="30 derniers jours"), "fr", "les 30 derniers jours", "30 derniers jours"),
    (fact("percent", "0.2"), "fr", "0,2 % par mois", "0,2 %"),
    (fact("percent", "30"), "en", "by 30 per cent", "30 per cent"),
    (fact("date", "2026-12-31"), "fr", "le 31 décembre 2026", "31 décembre 2026"),
    (fact("date", "2026-12-31"), "fr", "le 31/12/2026", "31/12/2026"),
    (fact("date", "2026-12-31"), "en", "December 31, 2026", "December 31, 2026"),
    (fact("text", "2 mois", fr="2 mois", en="2 months"), "fr", "dans les 2\u00a0mois", "2\u00a0mois"),
    (
        fact("text", "x", en="the amount is set case by case"),
        "en",
        "The amount is set case by case.",
        "The amount is set case by case",
    ),
]


@pytest.mark.parametrize(("known", "lang", "text", "found"), WRITTEN)
def test_a_fact_written_by_hand_is_found(known: Fact, lang: str, text: str, found: str) -> None:
    pattern = by_hand(known, lang)

    assert pattern is not None
    match = pattern.search(text)
    assert match is not None
    assert found == match[0]


@pytest.mark.parametrize(("known", "lang", "text", "found"), WRITTEN)
def test_a_fact_that_has_no_figure_is_searched_for_in_letters(
    known: Fact, lang: str, text: str, found: str
) -> None:
    assert FIGURE.search(text) is not None or in_letters(known, lang), found


@pytest.mark.parametrize(
    ("known", "lang", "text"),
    [
        (fact("phone", "3698"), "fr", "dossier 13698 et 36980"),
        (fact("phone", "15"), "fr", "vous avez 15 jours, ou 15 %"),
        (fact("phone", "15"), "fr", "l’article 15"),
        (fact("url", "https://www.urssaf.fr/"), "fr", "autoentrepreneur.urssaf.fr et urssaf.fr/help"),
        (fact("amount", "10000"), "fr", "le code postal 10000 et 110 000 €"),
        (fact("days", "15"), "fr", "115 jours, 15 mois, quinze ans"),
        (fact("days", "2"), "en", "2 years, 12 days"),
        (fact("percent", "5"), "fr", "0,5 % et 15 %"),
        (fact("date", "2026-12-31"), "fr", "le 31 décembre 2027"),
        (fact("text", "1 mois", fr="1 mois"), "fr", "11 mois, un mois"),
    ],
)
def test_another_figure_is_not_taken_for_a_fact(known: Fact, lang: str, text: str) -> None:
    pattern = by_hand(known, lang)

    assert pattern is not None
    assert pattern.search(text) is None


@pytest.mark.parametrize("value", ["9", "2022", "the respite aid"])
def test_what_could_mean_anything_is_not_searched_for(value: str) -> None:
    assert by_hand(fact("text", value, en=value), "en") is None


@given(when=DAYS, lang=LANGS)
def test_a_day_as_the_site_writes_it_is_found(when: date, lang: str) -> None:
    pattern = by_hand(fact("date", when.isoformat()), lang)

    assert pattern is not None
    assert pattern.search(f"avant {languages.day(when, lang)}.") is not None


@given(amount=AMOUNTS.filter(bool), lang=LANGS)
def test_an_amount_as_the_site_writes_it_is_found(amount: Decimal, lang: str) -> None:
    pattern = by_hand(fact("amount", str(amount)), lang)

    assert pattern is not None
    assert pattern.search(f"({languages.euros(amount, lang)})") is not None


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        (0, "zéro", "zero"),
        (16, "seize", "sixteen"),
        (20, "vingt", "twenty"),
        (21, "vingt et un", "twenty-one"),
        (45, "quarante-cinq", "forty-five"),
        (60, "soixante", "sixty"),
        (66, "soixante-six", "sixty-six"),
        (90, "", "ninety"),
        (182, "", ""),
    ],
)
def test_numbers_in_words(number: int, french: str, english: str) -> None:
    assert (french, english) == (in_words(number, "fr"), in_words(number, "en"))
