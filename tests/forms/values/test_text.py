"""Texts and names."""

from __future__ import annotations

import unicodedata
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.forms.controls import Control
from entraide.forms.values.nir import find_nir
from entraide.forms.values.text import FamilyName, FreeText, GivenName, Name, ShortText, Text
from outcomes import Refused, outcome

TEN = Annotated[str, Text(10)]
TEN_ON_LINES = Annotated[str, Text(10, lines=True)]

VALID_TEXTS = (
    (ShortText, "  Caisse\u00a0de retraite ", "Caisse\u00a0de retraite"),
    (ShortText, "deux\r\nlignes\tici", "deux lignes ici"),
    (ShortText, "e\u0301te\u0301", "été"),
    (ShortText, "a\u0000b\u0007c\u007f\u0085d", "abc d"),
    (ShortText, "droite\u202e etiort", "droite etiort"),
    (ShortText, "\ud800seul", "seul"),
    (ShortText, "👩\u200d🌾", "👩\u200d🌾"),
    (ShortText, "<b>gras</b> & co", "<b>gras</b> & co"),
    (FreeText, "un\r\ndeux\rtrois\u2028quatre\n\n", "un\ndeux\ntrois\nquatre"),
    (FreeText, "J’ai 2 enfants.\n06 12 34 56 78", "J’ai 2 enfants.\n06 12 34 56 78"),
    (FreeText, "x" * 1000, "x" * 1000),
    (TEN, " \u200b 1234567890 ", "1234567890"),
    (TEN_ON_LINES, "12345\r\n7890", "12345\n7890"),
)

INVALID_TEXTS = (
    (TEN, "12345678901", "text.long"),
    (TEN, "\u200b" * 2000, "text.long"),
    (FreeText, "x" * 1001, "text.long"),
    (FreeText, "Mon numéro est le 2 69 05 49 588 157 80", "text.nir"),
    (ShortText, "2690549588157", "text.nir"),
    (ShortText, "2690549\u200b588157", "text.nir"),
    (ShortText, "", "required"),
    (ShortText, " \u200b\n\u202e", "required"),
    (ShortText, "\u200d", "required"),
    (ShortText, "\ud800", "required"),
    (ShortText, 5, "value.type"),
    (ShortText, None, "value.type"),
    (FreeText, ["a"], "value.type"),
    (FreeText, {"a": 1}, "value.type"),
    (FreeText, True, "value.type"),
)

VALID_NAMES = (
    ("Camille", "Camille"),
    ("  camille  DUPONT ", "camille DUPONT"),
    ("d’Œuvre", "d’Œuvre"),
    ("O'Connor", "O'Connor"),
    ("Jean-Pierre", "Jean-Pierre"),
    ("Jean‑Pierre", "Jean‑Pierre"),
    ("J.-P. Martin", "J.-P. Martin"),
    ("Nguye\u0302\u0303n", "Nguyễn"),
    ("Łukasz", "Łukasz"),
    ("李", "李"),
    ("محمد", "محمد"),
    ("می\u200cخواهم", "می\u200cخواهم"),
    ("Durand (née Martin)", "Durand (née Martin)"),
    ("Martin, dite Lou", "Martin, dite Lou"),
    ("Y", "Y"),
)

INVALID_NAMES = (
    ("123", "name.letters"),
    ("---", "name.letters"),
    ("😀", "name.letters"),
    ("Camille2", "name.characters"),
    ("Camille 😀", "name.characters"),
    ("<script>", "name.characters"),
    ("Camille; Sam", "name.characters"),
    ("www.example.org", "name.address"),
    ("J.Dupont", "name.address"),
    ("camille@example.org", "name.address"),
    ("http://x y", "name.address"),
    ("2 69 05 49 588 157 80", "text.nir"),
    ("x" * 81, "text.long"),
    ("", "required"),
    (5, "value.type"),
    (None, "value.type"),
)


@pytest.mark.parametrize(("kind", "raw", "stored"), VALID_TEXTS)
def test_stores_clean_text(kind: object, raw: str, stored: str) -> None:
    assert stored == outcome(kind, raw)


@pytest.mark.parametrize(("kind", "raw", "code"), INVALID_TEXTS)
def test_says_what_is_wrong_with_a_text(kind: object, raw: object, code: str) -> None:
    assert Refused(code) == outcome(kind, raw)


@pytest.mark.parametrize("kind", [Name, GivenName, FamilyName])
@pytest.mark.parametrize(("raw", "stored"), VALID_NAMES)
def test_keeps_names_as_they_are_written(kind: object, raw: str, stored: str) -> None:
    assert stored == outcome(kind, raw)


@pytest.mark.parametrize(("raw", "code"), INVALID_NAMES)
def test_says_what_is_wrong_with_a_name(raw: object, code: str) -> None:
    assert Refused(code) == outcome(Name, raw)


def test_tells_the_length_allowed() -> None:
    assert {"max": 10} == outcome(TEN, "12345678901").context


def test_texts_of_different_lengths_are_different_types() -> None:
    assert "12345678901" == outcome(Annotated[str, Text(11)], "12345678901")
    assert Refused("text.long") == outcome(Annotated[str, Text(10)], "12345678901")
    assert (Control.TEXT, 10) == (Text(10).control, Text(10).max_length)
    assert (Control.LONG_TEXT, 10) == (Text(10, lines=True).control, Text(10, lines=True).max_length)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_what_is_stored_can_be_stored_anywhere(raw: str) -> None:
    for kind in (ShortText, FreeText, Name):
        text = outcome(kind, raw)
        if isinstance(text, str):
            assert unicodedata.is_normalized("NFC", text)
            assert text == text.strip()
            assert text.encode().decode() == text
            kept = {"\n"} if kind is FreeText else set()
            assert not [each for each in text if unicodedata.category(each) == "Cc" and each not in kept]
            assert not find_nir(text)
