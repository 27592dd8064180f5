"""Social security numbers in texts. All numbers here are made up; python-stdnum gives their keys."""

from __future__ import annotations

import random
from datetime import date
from itertools import chain, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.fr import nif, nir

from entraide.forms.values.folding import fold
from entraide.forms.values.nir import find_nir, find_nir_with_key

FOUND = (
    "2 69 05 49 588 157 80",
    "2 69 05 49 588 157",
    "269054958815780",
    "2690549588157",
    "2690549588157 80",
    "2.69.05.49.588.157.80",
    "2-69-05-49-588-157-80",
    "2/69/05/49/588/157/80",
    "2 69 05 49 588 157 / 80",
    "2\u00a069\u202f05 49 588 157 80",
    "２６９０５４９５８８１５７８０",
    "2\u200b690549588157\u200b80",
    "mon numéro:269054958815780, merci",
    "n°2690549588157",
    "NIR2690549588157.",
    "269 054 958 815 780",  # standing alone, in groups of anybody's own
    "2 69 05 49 588 157 80 ou 06 12 34 56 78",
    "06 12 34 56 78 / 2 69 05 49 588 157 80",
    "2690549588157 06 12 34 56 78",
    "1 85 05 2A 004 123",
    "1 85 05 2b 033 123",
    "185052a004123",
    "2 69 05 971 05 157",  # born overseas: département in three digits
    "269 05 971 05 157",
    "3 85 31 75 056 123",  # printed groups: sexes and months of incomplete records too
    "7 85 50 99 351 123",
    "né ici\n2 69 05\n49 588 157",
    "2,69,05,49,588,157,80",
    "2 69 05 49 588 157, clé : 80",
    "2690549588157,80",
    "2, 69, 05, 49, 588, 157, 80",
    "2:69:05:49:588:157",
    "2·69·05·49·588·157·80",
    "2·69·05·49·588·157",
    "2|69|05|49|588|157|80",
    "2 | 69 | 05 | 49 | 588 | 157",
    "2*69*05*971*05*157",
    "(2) 69 05 49 588 157",
    "2 69 05 (49) 588 157 80",
    "[2] 69/05 {49} <588> 157 (80)",
    "2'69'05'49'588'157",
    "2’69’05’49’588’157",
    '2"69"05"49"588"157',
    "2+69+05+49+588+157",
    "2 = 69 = 05 = 49 = 588 = 157",
    "2(69)05(49)588(157)",
    "2    69    05    49    588    157",
    "26 90 54 95 88 15 7",  # read out in pairs
    "²⁶⁹⁰⁵⁴⁹⁵⁸⁸¹⁵⁷",
    "1 85 05 2 A 004 123",
    "1 85 05 2 b 033 123",
    "2 84 03 2 A 004 123 23",
    "2 69 05 \n\n\n 49 588 157 80",
    "2\t\t\t\t69\t\t\t\t05\t\t\t\t49\t\t\t\t588\t\t\t\t157\t\t\t\t80",
)

NOT_FOUND = (
    "",
    "Je suis né en 1969 et j’ai 2 enfants",
    "06 12 34 56 78",
    "06 12 34 56 78 / 07 12 34 56 79",
    "+225 07 07 12 34 56",
    "+(225) 0707123456",
    "26 90 54 95 88 15 70",  # a SIRET in pairs
    "26 91 34 95 88 15 7",  # no month 13
    "1, 69, 12, 49, 588, 157",  # a list, and no key
    "1,69 12,49 588 157",
    "il y a 2 à 3 ans, en 2 a 004 123",
    "+2250707123456",  # a valid number of Côte d'Ivoire with the digits of a NIR
    "123 456 782 00010",
    "12345678200010",
    "FR76 3000 6000 0112 3456 7890 189",
    "FR7630006000011234567890189",
    "26 905 49 588 157",  # cut where a NIR is not
    "30 23 217 600 053",  # a tax number, as printed
    "269054958815781",  # the key is wrong and nothing else says that it is one
    "2 69 05 49 000 157 80",  # no commune 000
    "2 69 05 49 588 000 31",  # no rank 000
    "2 69 13 49 588 157 85",  # no month 13
    "9 69 05 49 588 157 67",  # no sex 9
    "12/05/2024 au 15/06/2024, puis 1/12/2024 3/6/2024",
    "12 000 € en 2024, 15 000 € en 2025 et 1 850 € par mois",
    "9782070368228",  # a book
    "contrat 2690549588157803",
    "réf. 12690549588157",
)


@pytest.mark.parametrize("text", FOUND)
def test_finds_a_number_however_it_is_written(text: str) -> None:
    assert find_nir(text)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_leaves_other_numbers_alone(text: str) -> None:
    assert not find_nir(text)


def _number(sex: int, year: int, month: int, place: str, rank: int) -> str:
    return f"{sex}{year:02}{month:02}{place}{rank:03}"


PLACES = st.one_of(
    st.builds("{:02}{:03}".format, st.integers(1, 99), st.integers(1, 999)),
    st.builds("2{}{:03}".format, st.sampled_from("AB"), st.integers(1, 366)),
)
USUAL = st.builds(
    _number, st.sampled_from([1, 2]), st.integers(0, 99), st.integers(1, 12), PLACES, st.integers(1, 999)
)
ANY = st.builds(
    _number,
    st.sampled_from([1, 2, 3, 4, 7, 8]),
    st.integers(0, 99),
    st.sampled_from([*range(1, 13), *range(20, 43), *range(50, 100)]),
    PLACES,
    st.integers(1, 999),
)
SEPARATORS = st.text(" .-/_\u00a0\u202f", min_size=1, max_size=3)
ANY_SIGNS = st.text(st.characters(categories=["P", "S", "Z"]), min_size=1, max_size=10)
NO_COMMA = ANY_SIGNS.filter(lambda signs: fold(signs) != ",")
CARD = (1, 3, 5, 7, 10, 13)


def _cut(number: str, cuts: tuple[int, ...], separator: str) -> str:
    return separator.join(number[start:end] for start, end in pairwise((0, *cuts, len(number))))


@given(ANY, SEPARATORS, st.sampled_from(["", "Mon n° est le ", "tél. 06 12 34 56 78, sécu "]))
def test_finds_every_number_with_its_key(number: str, separator: str, before: str) -> None:
    with_key = number + nir.calc_check_digits(number)

    assert find_nir(f"{before}{with_key}.")
    assert find_nir(f"{before}{_cut(with_key, (1, 3, 5, 7, 10, 13), separator)}, merci")


@given(ANY, SEPARATORS)
def test_finds_every_number_without_its_key_in_the_groups_of_the_card(number: str, separator: str) -> None:
    assert find_nir(f"le {_cut(number, (1, 3, 5, 7, 10), separator)}, merci")


@given(ANY, st.one_of(st.lists(NO_COMMA, min_size=6, max_size=6), ANY_SIGNS.map(lambda signs: [signs] * 6)))
def test_finds_a_number_with_its_key_in_its_groups_whatever_stands_between(
    number: str, between: list[str]
) -> None:
    with_key = number + nir.calc_check_digits(number)
    groups = [with_key[start:end] for start, end in pairwise((0, *CARD, 15))]

    assert find_nir("".join(chain.from_iterable(zip(groups, [*between, ""], strict=True))))


def test_finds_a_key_after_a_comma() -> None:
    assert find_nir_with_key("2 69 05 49 588 157,80")
    assert not find_nir_with_key("2,69 05 49 588 157,80")


@given(ANY, st.sampled_from(":|·•*#~\\"), st.sampled_from(["", " "]))
def test_finds_the_groups_of_the_card_without_a_key_between_equal_signs(
    number: str, sign: str, blank: str
) -> None:
    assert find_nir(f"le {_cut(number, CARD[:-1], f'{blank}{sign}{blank}')}, merci")


@given(USUAL.filter(lambda number: not nif.is_valid(number)))
def test_finds_usual_numbers_in_one_piece(number: str) -> None:
    assert find_nir(f"le {number}, merci")


@given(st.from_regex(r"\A[0-9]{15}\Z"))
def test_refuses_fifteen_digits_only_where_the_oracle_does(digits: str) -> None:
    assert nir.is_valid(digits) or not find_nir(digits)


@given(ANY, st.integers(1, 96))
def test_a_wrong_key_is_no_number(number: str, shift: int) -> None:
    wrong = (int(nir.calc_check_digits(number)) - 1 + shift) % 97 + 1

    assert not find_nir(f"{number}{wrong:02}")


@given(st.integers(1_000_000_000, 3_999_999_999))
def test_leaves_tax_numbers_alone(first: int) -> None:
    number = f"{first}{first % 511:03}"

    assert nif.is_valid(number)
    assert not find_nir(number)


@given(st.from_regex(r"\A[0-9]{8}\Z"), st.from_regex(r"\A[0-9]{4}\Z"), st.sampled_from(["", " ", "."]))
def test_leaves_every_siret_alone(business: str, place: str, separator: str) -> None:
    siren = business + luhn.calc_check_digit(business)
    siret = siren + place + luhn.calc_check_digit(siren + place)

    assert not find_nir(f"Siret {_cut(siret, (3, 6, 9), separator)}, Siren {_cut(siren, (3, 6), separator)}")


@given(st.from_regex(r"\AFR[0-9]{25}\Z"))
def test_leaves_every_iban_alone(iban: str) -> None:
    assert not find_nir(iban)
    assert not find_nir(" ".join(iban[at : at + 4] for at in range(0, len(iban), 4)))


AMOUNTS = st.integers(0, 10**9).map(
    lambda cents: f"{cents // 100:,}".replace(",", " ") + f",{cents % 100:02}"
)
PHONES = st.from_regex(r"\A0[1-9]([0-9]{2}){4}\Z").map(lambda number: _cut(number, (2, 4, 6, 8), " "))
ABROAD = st.from_regex(r"\A\+33 [1-9]( [0-9]{2}){4}\Z")
DAYS = st.dates(date(1950, 1, 1), date(2050, 1, 1))
DATES = st.one_of(DAYS.map(lambda day: f"{day.day}/{day.month}/{day.year}"), DAYS.map(date.isoformat))
LISTED = st.sampled_from([", ", " ; ", " ", " / ", "\n", " (", ") - ", "\t\t\t\t"])


@pytest.mark.parametrize(
    "numbers", [AMOUNTS, PHONES, ABROAD, DATES], ids=["amounts", "phones", "abroad", "dates"]
)
@given(data=st.data())
def test_leaves_lists_of_other_numbers_alone(numbers: st.SearchStrategy[str], data: st.DataObject) -> None:
    listed = data.draw(st.lists(numbers, min_size=1, max_size=8))

    assert not find_nir(data.draw(LISTED).join(listed))


def test_refuses_as_few_other_numbers_as_its_docstring_says() -> None:
    draw = random.Random(20261122)  # noqa: S311 - the same numbers each time
    tries = 40_000

    thirteen = sum(find_nir(f"{draw.randrange(10**13):013}") for _ in range(tries))
    fifteen = sum(find_nir(f"{draw.randrange(10**15):015}") for _ in range(tries))

    assert 0.021 < thirteen / tries < 0.027
    assert 0.004 < fifteen / tries < 0.006


def test_reads_a_hundred_kilobytes() -> None:
    for piece in (
        "1 ",
        "1",
        "2a",
        "2 69 05 49 588 15x ",
        "1.1-",
        "+1",
        " ",
        "2\u200b",
        "1:",
        "2 a",
        "1" + " " * 10,
    ):
        assert not find_nir(piece * (100_000 // len(piece)))
