"""Answers as people read them: in their language, in the groups and with the signs that they use."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from any_form import AnyForm, Colour, Debt, words_of
from entraide.agencies.gazetteer import BuiltGazetteer
from entraide.forms.reflection import fields
from entraide.forms.values.place import PlaceAnswer
from entraide.pages.display import display, euros, moment

NARROW = "\u202f"


@pytest.mark.parametrize(
    ("path", "value", "french", "english"),
    [
        ("values.name", "Éléonore d’Été", "Éléonore d’Été", "Éléonore d’Été"),
        ("values.siret", "35600000000048", "356 000 000 00048", "356 000 000 00048"),
        ("values.siret", "356000000", "356 000 000", "356 000 000"),
        ("values.phone", "+33612345678", "06 12 34 56 78", "06 12 34 56 78"),
        ("values.phone", "+442079460958", "+44 20 7946 0958", "+44 20 7946 0958"),
        ("values.email", "camille@xn--xemple-9ua.fr", "camille@éxemple.fr", "camille@éxemple.fr"),
        ("values.amount", Decimal("1234.50"), f"1{NARROW}234,50 €", "€1,234.50"),
        ("values.born", datetime(1980, 2, 29, tzinfo=UTC).date(), "29 février 1980", "29 February 1980"),
        ("values.planned", "2031-07", "juillet 2031", "July 2031"),
        ("values.number", 0, "0", "0"),
        (
            "values.place",
            PlaceAnswer(postal_code="33000", commune="33063"),
            "Bordeaux (33000)",
            "Bordeaux (33000)",
        ),
        ("values.place", PlaceAnswer(postal_code="33000", commune="00000"), "33000", "33000"),
        ("first.sure", False, "no", "no"),
        ("first.gift", True, "Oui", "Yes"),
        ("first.liked", (Colour.RED, Colour.BLUE), "red\nblue", "red\nblue"),
        ("first.colour", Colour.RED, "red", "red"),
        ("first.liked", (), "", ""),
        ("values.line", None, "", ""),
    ],
)
def test_each_kind_of_answer(
    path: str,
    value: Any,  # noqa: ANN401 - any answer
    french: str,
    english: str,
    built: Path,
    gazetteer: BuiltGazetteer,
) -> None:
    shown = [
        display(fields(AnyForm)[path], value, words_of(built, lang), AnyForm.id, gazetteer)
        for lang in ("fr", "en")
    ]

    assert [french, english] == [each.replace("\u00a0", " ") for each in shown]


def test_a_row_is_one_line_of_what_was_answered(built: Path, gazetteer: BuiltGazetteer) -> None:
    rows = (Debt(to_whom="Banque", amount=Decimal(300), kinds=(Colour.RED,)), Debt(to_whom="Urssaf"))
    shown = display(fields(AnyForm)["money.debts"], rows, words_of(built, "en"), AnyForm.id, gazetteer)

    assert ["Banque, €300, red", "Urssaf"] == shown.split("\n")


def test_a_moment_is_told_by_the_clock_of_paris(built: Path) -> None:
    at = datetime(2026, 6, 30, 22, 5, tzinfo=UTC)

    assert "1er juillet 2026 à 0 h 05" in moment(at, words_of(built, "fr")).replace("\u00a0", " ")


def test_a_loss_is_told_with_its_sign(built: Path) -> None:
    assert "-€1,234" == euros(Decimal("-1234.00"), words_of(built, "en"))
    assert f"-1{NARROW}234\u00a0€" == euros(Decimal("-1234.00"), words_of(built, "fr"))
