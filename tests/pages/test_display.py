"""Answers as a person reads them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from entraide.pages.display import day, moment
from entraide.pages.words import load_words


@pytest.mark.parametrize(
    ("lang", "written"),
    [("fr", ["1er mars 2026", "2 mars 2026"]), ("en", ["1 March 2026", "2 March 2026"])],
)
def test_the_first_of_a_month_is_written_as_people_say_it(built: Path, lang: str, written: list[str]) -> None:
    words = load_words(built, lang)

    assert written == [day(date(2026, 3, number), words) for number in (1, 2)]


@pytest.mark.parametrize(
    ("lang", "written"),
    [("fr", "1er mars 2026 à 0 h 05 (heure de Paris)"), ("en", "1 March 2026 at 0:05 (Paris time)")],
)
def test_a_moment_says_by_which_clock(built: Path, lang: str, written: str) -> None:
    late = datetime(2026, 2, 28, 23, 5, tzinfo=UTC)

    assert written == moment(late, load_words(built, lang)).replace("\u00a0", " ")
