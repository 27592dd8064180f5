"""Whatever can be typed wrong is told in words, at its place and in the summary that leads there; nothing is lost."""

from __future__ import annotations

import re
from html import unescape
from http import HTTPStatus
from itertools import zip_longest
from typing import NamedTuple

import pytest

from aid_answers import AIDS
from answers import CONTRIBUTIONS, Pairs, changed
from counter import Counter
from entraide.forms.values.codes import FormCode, ValueCode
from visitor import Visitor


class Fault(NamedTuple):
    """What somebody types into the inputs of a question, and what is then said of it."""

    code: str
    typed: dict[str, str]
    """By the end of the input's name."""
    at: str = ""
    """The end of the id of the input that the summary leads to."""
    most: int = 0
    """What the words say of a limit."""


def text(code: str, typed: str, most: int = 0) -> Fault:
    """In a question of one input."""
    return Fault(code, {"": typed}, most=most)


def month(code: str, month: str, year: str, at: str) -> Fault:
    return Fault(code, {".month": month, ".year": year}, at)


def day(code: str, day: str, month: str, year: str, at: str) -> Fault:
    return Fault(code, {".day": day, ".month": month, ".year": year}, at)


def place(code: str, postal_code: str, commune: str = "", at: str = "-postal_code") -> Fault:
    return Fault(code, {".postal_code": postal_code, ".commune": commune}, at)


LONG = "longtemps " * 11
FAULTS: dict[str, dict[str, list[Fault]]] = {
    "questionnaire": {
        "activity.siret": [
            text("siret.shape", "chez mon comptable"),
            text("siret.length", "123"),
            text("siret.checksum", "356 000 000 00049"),
            text("siret.nir", "2 55 08 14 168 025 38"),
        ],
        "activity.started": [
            month("date.month-missing", "", "2019", "-month"),
            month("date.year-missing", "mars", "", "-year"),
            month("date.month", "13", "2019", "-month"),
            month("date.year", "3", "deux mille", "-year"),
            month("date.year-short", "3", "19", "-year"),
            month("date.year-far", "3", "1019", "-year"),
            month("date.future", "3", "2099", "-month"),
            month("month.shape", LONG, "2019", "-month"),
        ],
        "places.work": [
            place("postal.shape", "Troyes"),
            place("postal.short", "1000"),
            place("postal.insee", "2A004"),
            place("place.unknown", "99999"),
            place("place.cedex", "10008"),
            place("place.arrondissement", "75000"),
            place("place.monaco", "98000"),
            place("place.pacific", "98800"),
            place("place.saint-barthelemy", "97701"),
            place("place.saint-martin", "97801"),
            place("place.choose", "01000", at="-01053"),
            place("place.mismatch", "01000", "33063", at="-01053"),
        ],
        "contributions.letter_received": [
            day("date.day-missing", "", "4", "2026", "-day"),
            day("date.day", "32", "4", "2026", "-day"),
            day("date.impossible", "31", "2", "2026", "-day"),
            day("date.shape", LONG, "4", "2026", "-day"),
        ],
        "benefits.dependants": [text("count.shape", "deux"), text("count.large", "100", most=99)],
        "you.first_name": [
            text("name.characters", "Jean3"),
            text("name.letters", "..."),
            text("name.address", "www.exemple.fr"),
            text("text.long", LONG, most=80),
        ],
        "you.email": [
            text("email.at", "camille.exemple.fr"),
            text("email.several", "camille@exemple.fr, claude@exemple.fr"),
            text("email.comma", "camille@exemple,fr"),
            text("email.spaces", "camille @exemple.fr"),
            text("email.dot", "camille@exemple"),
            text("email.ending", "camille@exemple.con"),
            text("email.accents", "éléonore@exemple.fr"),
            text("email.shape", "camille..@exemple.fr"),
        ],
        "you.phone": [
            text("phone.shape", "le soir"),
            text("phone.length", "06 12 34"),
            text("phone.short-number", "3698"),
            text("phone.premium", "0899 70 12 34"),
            text("phone.unknown", "0700 12 34 56"),
            text("phone.nir", "2 55 08 14 168 025 38"),
        ],
        "you.message": [
            text("text.nir", "Mon numéro est le 2 55 08 14 168 025 38"),
            text("text.long", "Bonjour.\r\n" * 120, most=1000),
        ],
    },
    "aced": {
        "resources.activity": [text("euros.shape", "beaucoup")],
        "resources.partner": [text("euros.unclear", "1.234")],
        "resources.benefits": [text("euros.negative", "-200")],
        "resources.pensions": [text("euros.decimals", "0,123")],
        "resources.other": [text("euros.large", "100 000 000")],
    },
}
"""Each way of typing something wrong, by form and question."""
NOBODY_TYPES = {ValueCode.TYPE, ValueCode.YESNO_UNKNOWN, ValueCode.TICK_UNKNOWN}
"""Where there are buttons and boxes to press, and in JSON."""

BENEFITS: Pairs = [
    ("happening.needs", "benefits"),
    ("benefits.household", "alone"),
    ("benefits.dependants", "2"),
    ("benefits.income", "same"),
    ("benefits.matter", "housing"),
]
SOUND: dict[str, Pairs] = {
    "questionnaire": [
        *changed(
            CONTRIBUTIONS,
            contributions__letter="formal-notice",
            contributions__letter_received__day="3",
            contributions__letter_received__month="4",
            contributions__letter_received__year="2026",
        ),
        *BENEFITS,
    ],
    "aced": AIDS["aced"],
}
WAVES = [
    pytest.param(
        form, {path: fault for path, fault in zip(faults, wave, strict=True) if fault}, id=f"{form}-{number}"
    )
    for form, faults in FAULTS.items()
    for number, wave in enumerate(zip_longest(*faults.values()), start=1)
]
"""One fault for each question at a time."""


def in_summary(html: str) -> list[tuple[str, str]]:
    """The links of the summary: where they lead, and what they say after the question's name."""
    links = re.findall(r'<li><a href="#([^"]+)">[^<]* – ([^<]*)</a></li>', html)
    return [(target, unescape(said)) for target, said in links]


def at_their_place(html: str) -> list[str]:
    """The messages at the questions."""
    return [
        unescape(said) for said in re.findall(r'id="error-[^"]+"><span[^>]*>[^<]*</span>([^<]*)</p>', html)
    ]


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(("form", "faults"), WAVES)
def test_what_is_typed_wrong_is_told_and_kept(
    form: str, faults: dict[str, Fault], lang: str, visitor: Visitor, counter: Counter
) -> None:
    mistaken = [
        (f"{path}{end}", typed) for path, fault in faults.items() for end, typed in fault.typed.items()
    ]
    replaced = {name for path in faults for name, _ in SOUND[form] if f"{name}.".startswith(f"{path}.")}
    answers = [*((name, value) for name, value in SOUND[form] if name not in replaced), *mistaken]

    visitor.open_form(lang, form).fill(answers)

    words = counter.desk.words(lang)
    told = [words.text("errors", fault.code, max=fault.most) for fault in faults.values()]
    assert (HTTPStatus.UNPROCESSABLE_ENTITY, lang) == (visitor.status, visitor.page.lang)
    summary = in_summary(visitor.html)
    assert told == [said for _, said in summary] == at_their_place(visitor.html)
    for (target, _), (path, fault) in zip(summary, faults.items(), strict=True):
        assert f"f-{path}{fault.at}".replace(".", "-").replace("_", "-") == target.replace("_", "-")
        assert target in visitor.page.ids
    shown = {name for name, value in answers if value and not name.endswith(".commune")}
    assert {name: [value for each, value in answers if each == name] for name in shown} == {
        name: visitor.page.values(name) for name in shown
    }
    assert {} == counter.store.cases


def test_every_code_that_can_be_typed_is_shown() -> None:
    shown = {fault.code for faults in FAULTS.values() for each in faults.values() for fault in each}
    of_places = {code for code in FormCode if code.startswith("place.")}

    assert {*ValueCode, *of_places, FormCode.DATE_FUTURE} - NOBODY_TYPES == shown
