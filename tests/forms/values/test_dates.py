"""Days and months."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.forms.values.dates import Day, Month
from outcomes import Refused, outcome


def _day(day: object, month: object, year: object) -> dict[str, object]:
    return {"day": day, "month": month, "year": year}


def _month(month: object, year: object) -> dict[str, object]:
    return {"month": month, "year": year}


VALID_DAYS = (
    (_day("3", "4", "2026"), date(2026, 4, 3)),
    (_day("03", "04", "2026"), date(2026, 4, 3)),
    (_day(" 3 ", "04\u00a0", "２０２６"), date(2026, 4, 3)),
    (_day("1er", "avril", "2026"), date(2026, 4, 1)),
    (_day("2nd", "April", "2026"), date(2026, 4, 2)),
    (_day("31", "Août", "2026"), date(2026, 8, 31)),
    (_day("31", "aout", "2026"), date(2026, 8, 31)),
    (_day("1", "FE\u0301VR.", "2026"), date(2026, 2, 1)),
    (_day("29", "2", "2024"), date(2024, 2, 29)),
    (_day(3, 4, 2026), date(2026, 4, 3)),
    (_day("1", "1", "1900"), date(1900, 1, 1)),
    (_day("31", "12", "2100"), date(2100, 12, 31)),
    ("2026-04-03", date(2026, 4, 3)),
    (" 2026‑04‑03 ", date(2026, 4, 3)),
    (date(2026, 4, 3), date(2026, 4, 3)),
)

INVALID_DAYS: tuple[tuple[object, str], ...] = (
    (_day("3", "4", "26"), "date.year-short"),
    (_day("3", "4", "’26"), "date.year-short"),
    (_day("3", "4", "20266"), "date.year"),
    (_day("3", "4", "l’an dernier"), "date.year"),
    (_day("3", "4", "1899"), "date.year-far"),
    (_day("3", "4", "2101"), "date.year-far"),
    (_day("30", "2", "2026"), "date.impossible"),
    (_day("31", "avril", "2026"), "date.impossible"),
    (_day("29", "2", "2026"), "date.impossible"),
    (_day("0", "4", "2026"), "date.day"),
    (_day("32", "4", "2026"), "date.day"),
    (_day("-3", "4", "2026"), "date.day"),
    (_day("3e", "4", "2026"), "date.day"),
    (_day("3", "0", "2026"), "date.month"),
    (_day("3", "13", "2026"), "date.month"),
    (_day("3", "ju", "2026"), "date.month"),
    (_day("3", "²", "2026"), "date.month"),
    (_day("", "4", "2026"), "date.day-missing"),
    (_day("3", "", "2026"), "date.month-missing"),
    (_day("3", "4", " "), "date.year-missing"),
    ({"day": "3", "month": "4"}, "date.year-missing"),
    (_day("3", "4", None), "date.year-missing"),
    (_day("", "", ""), "required"),
    ({}, "required"),
    ("", "required"),
    ("03/04/2026", "date.shape"),
    ("04/03/2026", "date.shape"),
    ("2026-4-3", "date.shape"),
    ("2026-04-03T00:00:00Z", "date.shape"),
    ("1" * 31, "date.shape"),
    (_day("3", "x" * 31, "2026"), "date.shape"),
    ("2026-02-30", "date.impossible"),
    ("0000-01-01", "date.year-far"),
    (_day("3", ["4"], "2026"), "value.type"),
    (_day("3", 4.0, "2026"), "value.type"),
    ({"day": True, "month": "4", "year": "2026"}, "value.type"),
    ({"day": "3", "month": "4", "year": "2026", "hour": "1"}, "value.type"),
    ({1: 2}, "value.type"),
    (20260403, "value.type"),
    (None, "value.type"),
    (["2026-04-03"], "value.type"),
    (datetime(2026, 4, 3, tzinfo=UTC), "value.type"),
)

VALID_MONTHS = (
    (_month("4", "2026"), "2026-04"),
    (_month("décembre", "2026"), "2026-12"),
    (_month("Sept", "2026"), "2026-09"),
    (_month(4, 2026), "2026-04"),
    ("2026-04", "2026-04"),
)

INVALID_MONTHS = (
    (_month("13", "2026"), "date.month"),
    (_month("4", "26"), "date.year-short"),
    (_month("", "2026"), "date.month-missing"),
    (_month("4", ""), "date.year-missing"),
    (_month("", ""), "required"),
    ({"day": "1", "month": "4", "year": "2026"}, "value.type"),
    ("2026-13", "date.month"),
    ("04/2026", "month.shape"),
    ("2026-04-03", "month.shape"),
    (202604, "value.type"),
    (None, "value.type"),
)

MONTH_NAMES = (
    ("janvier", "january"),
    ("février", "february"),
    ("mars", "march"),
    ("avril", "april"),
    ("mai", "may"),
    ("juin", "june"),
    ("juillet", "july"),
    ("août", "august"),
    ("septembre", "september"),
    ("octobre", "october"),
    ("novembre", "november"),
    ("décembre", "december"),
)


@pytest.mark.parametrize(("raw", "stored"), VALID_DAYS)
def test_reads_days(raw: object, stored: date) -> None:
    assert stored == outcome(Day, raw)


@pytest.mark.parametrize(("raw", "code"), INVALID_DAYS)
def test_says_what_is_wrong_with_a_day(raw: object, code: str) -> None:
    assert Refused(code) == outcome(Day, raw)


def test_refuses_numbers_too_long_to_be_written_out() -> None:
    assert Refused("date.year-far") == outcome(Day, _day(3, 4, 10**5000))
    assert Refused("date.day") == outcome(Day, _day(-(10**5000), 4, 2026))


@pytest.mark.parametrize(("raw", "stored"), VALID_MONTHS)
def test_reads_months(raw: object, stored: str) -> None:
    assert stored == outcome(Month, raw)


@pytest.mark.parametrize(("raw", "code"), INVALID_MONTHS)
def test_says_what_is_wrong_with_a_month(raw: object, code: str) -> None:
    assert Refused(code) == outcome(Month, raw)


@pytest.mark.parametrize(
    ("raw", "part"),
    [(_day("40", "4", "2026"), "day"), (_day("4", "", "2026"), "month"), (_day("4", "4", "26"), "year")],
)
def test_says_which_input_to_look_at(raw: object, part: str) -> None:
    assert {"part": part} == outcome(Day, raw).context


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from([0, 1]), st.integers(2, 12))
def test_reads_every_day_however_its_month_is_written(day: date, language: int, letters: int) -> None:
    name = MONTH_NAMES[day.month - 1][language]
    parts = (str(day.month), f"{day.month:02}", name, name.title(), name.upper())

    assert {day} == {outcome(Day, _day(str(day.day), month, str(day.year))) for month in parts}
    assert day == outcome(Day, day.isoformat())
    short = outcome(Month, _month(name[:letters] + ".", str(day.year)))
    assert short in {f"{day:%Y-%m}", Refused("date.month")}


@given(st.integers(-5, 40), st.integers(-5, 20), st.integers(1880, 2120))
def test_agrees_with_the_calendar(day: int, month: int, year: int) -> None:
    try:
        expected = date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        expected = None

    found = outcome(Day, _day(str(day), str(month), str(year)))

    assert expected == (found if isinstance(found, date) else None)
