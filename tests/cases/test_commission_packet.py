"""No generated case, of any form, gives the commission a value that names its person: searched in the whole packet.

The search is written apart from the one of `cases.naming`, and is shown to find what is there.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Annotated, Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from any_answers import TODAY, any_raw
from checks import Checks
from commission_parts import PLACES
from entraide.agencies.vocabulary import Role
from entraide.cases.commission import File, session_packets
from entraide.cases.naming import named_in, naming
from entraide.forms.controls import Control
from entraide.forms.definition import DefinitionError, ForCommission, Form, Question, Row, Step
from entraide.forms.privacy import EVERY_BODY, FOR_HEALTH, Privacy
from entraide.forms.reading import Raw
from entraide.forms.reflection import FormField, fields
from entraide.forms.registry import FORMS
from entraide.forms.values.dates import Month
from entraide.forms.values.email import Email
from entraide.forms.values.euros import Euros
from entraide.forms.values.phone import FrenchPhone
from entraide.forms.values.place import Place
from entraide.forms.values.siret import Siret
from entraide.forms.values.text import FreeText, GivenName

NAMES_HIM = Question(Privacy.IDENTIFYING, EVERY_BODY, required=False)
REACHES_HIM = Question(Privacy.CONTACT, EVERY_BODY, required=False)
TOLD = Question(Privacy.FINANCIAL, EVERY_BODY, required=False, commission=ForCommission.ROUNDED)


class Creditor(Row):
    who: Annotated[GivenName | None, NAMES_HIM] = None
    siret: Annotated[Siret | None, NAMES_HIM] = None
    phone: Annotated[FrenchPhone | None, REACHES_HIM] = None
    email: Annotated[Email | None, REACHES_HIM] = None
    note: Annotated[FreeText | None, NAMES_HIM] = None
    amount: Annotated[Euros | None, TOLD] = None


class Rows(Step):
    creditors: Annotated[
        tuple[Creditor, ...] | None,
        Question(Privacy.FINANCIAL, EVERY_BODY, required=False, commission=ForCommission.AS_IS),
    ] = None
    born: Annotated[
        Month | None,
        Question(
            Privacy.IDENTIFYING,
            EVERY_BODY,
            required=False,
            not_after_today=True,
            commission=ForCommission.AGE_BAND,
        ),
    ] = None
    seat: Annotated[
        Place | None, Question(Privacy.PLAIN, EVERY_BODY, required=False, commission=ForCommission.REGION)
    ] = None
    story: Annotated[
        FreeText | None,
        Question(Privacy.IDENTIFYING, EVERY_BODY, required=False, commission=ForCommission.CLEARED_TEXT),
    ] = None
    cover: Annotated[
        Euros | None,
        Question(Privacy.HEALTH, FOR_HEALTH, required=False, commission=ForCommission.ROUNDED),
    ] = None


class Nested(Form):
    """A name, a number and an address in each row: no form of ours asks that."""

    id: ClassVar[str] = "nested"
    version: ClassVar[int] = 1
    rows: Rows = Rows()


QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""A case is as large as its form: making a smaller one that fails too would take minutes."""
LARGEST_AMOUNT = 10**8
"""Euros; a rounded amount may well read as somebody's postal code, and no longer number is one."""
LONGEST_WORD = 5
STORED = tuple(form for form in FORMS.values() if not form.advises)


def plain(text: str) -> str:
    """Small letters and digits without accents or anything between them."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in bare if each.isalnum())


def told(node: object) -> Iterator[str]:
    """Every text of a packet, keys included, and the numbers that are long enough to be somebody's."""
    if isinstance(node, Mapping):
        for name, value in node.items():
            yield str(name)
            yield from told(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from told(value)
    elif not isinstance(node, int) or abs(node) > LARGEST_AMOUNT:
        yield str(node)


def naming_values(form: type[Form], answers: Form) -> Iterator[tuple[str, str]]:
    """What names the person and where it was asked, in the forms in which it might be written."""
    for path, asked in fields(form).items():
        value = getattr(getattr(answers, asked.step), asked.name)
        if value is None:
            continue
        if not asked.columns:
            yield from ((path, each) for each in _written(asked, value))
            continue
        for row in value:
            for column in asked.columns:
                inner = getattr(row, column.name)
                if inner is not None:
                    yield from ((f"{path}.{column.name}", each) for each in _written(column, inner))


def _written(asked: FormField, value: Any) -> Iterator[str]:  # noqa: ANN401 - any answer
    if asked.widget.control is Control.PLACE:
        yield from (value.postal_code, value.commune)
    elif asked.question.privacy in (Privacy.IDENTIFYING, Privacy.CONTACT) and not asked.options:
        if isinstance(value, bool):
            return
        yield str(value)
        if asked.widget.control is Control.PHONE:
            yield str(value)[-9:]
        if asked.widget.control is Control.SIRET:
            yield str(value)[:9]


def found(packet: object, values: Iterator[tuple[str, str]]) -> list[str]:
    """Paths of the values that stand in the packet: as they are, or without accents, case and separators.

    A short one (`李`, a postal code) must be a word of its own to count: as a part, it is in every long one.
    """
    texts = [*told(packet)]
    words = {plain(word) for text in texts for word in re.findall(r"\w+", text)} | {*map(plain, texts)}
    joined = "|".join(map(plain, texts))
    return [
        path
        for path, value in values
        if (seen := plain(value)) and (seen in words or (len(seen) > LONGEST_WORD and seen in joined))
    ]


def distinct(raw: Raw, form: type[Form]) -> Raw:
    """The same answers, in which nobody is called "activity" or "0": words that every packet holds."""
    named: dict[str, Any] = dict(raw.answers)
    for path, asked in fields(form).items():
        if path not in named:
            continue
        if asked.columns:
            named[path] = [
                {column.path: _named(column, row[column.path]) for column in asked.columns}
                for row in named[path]
            ]
        named[path] = _named(asked, named[path])
    return Raw(named, {})


def _named(asked: FormField, given: Any) -> Any:  # noqa: ANN401 - as typed
    texts = (Control.TEXT, Control.LONG_TEXT)
    return f"Zq{asked.name.replace('_', '')}xw {given[:20]}" if asked.widget.control in texts else given


@pytest.mark.parametrize("form", [*STORED, Nested], ids=lambda form: form.id)
@settings(max_examples=15, phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_packet_holds_nothing_that_names(form: type[Form], data: st.DataObject, checks: Checks) -> None:
    raw = data.draw(any_raw(form))
    answers = checks.raw(distinct(raw, form), form).instance()

    (packet,) = session_packets([File(1, form, answers)], PLACES, TODAY)

    assert [] == found(json.loads(json.dumps(asdict(packet))), naming_values(form, answers))


@pytest.mark.parametrize("form", STORED, ids=lambda form: form.id)
@settings(max_examples=10, phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_commission_never_sees_more_than_the_body(
    form: type[Form], data: st.DataObject, checks: Checks
) -> None:
    answers = checks.raw(data.draw(any_raw(form)), form).instance()
    roles = data.draw(st.frozensets(st.sampled_from(Role)))

    (packet,) = session_packets([File(1, form, answers, roles=roles)], PLACES, TODAY)

    asked = fields(form)
    assert [] == [path for path in packet.answers if asked[path].question.audience.isdisjoint(roles)]


VALUES: dict[str, Any] = {
    "rows": {
        "creditors": [
            {
                "who": "Zéphyrine",
                "siret": "35600000000048",
                "phone": "+33612345678",
                "email": "zephyrine@exemple.fr",
                "note": "le cousin de Bar-sur-Aube",
            }
        ],
        "born": "1963-04",
        "seat": {"postal_code": "10150", "commune": "10299"},
        "story": "Rien à dire",
    }
}


@pytest.mark.parametrize(
    ("leak", "path"),
    [
        ("ZEPHYRINE", "rows.creditors.who"),
        ("SIREN 356 000 000 !", "rows.creditors.siret"),
        ("au 06 12 34 56 78", "rows.creditors.phone"),
        ("mailto:zephyrine@exemple.fr", "rows.creditors.email"),
        ("c’est LE COUSIN de Bar sur Aube", "rows.creditors.note"),
        ("né en 1963-04", "rows.born"),
        ("10150", "rows.seat"),
        ("rien a dire", "rows.story"),
    ],
)
def test_a_leak_would_be_found(leak: str, path: str) -> None:
    answers = Nested.model_validate(VALUES)

    assert path in found({"answers": {"a": [{"b": leak}]}}, naming_values(Nested, answers))


def test_what_names_in_a_row_is_found_in_a_text() -> None:
    known = naming(Nested, Nested.model_validate(VALUES), lambda _: "Pont-Sainte-Marie")

    assert ("rows.creditors.who", "rows.creditors.email") == named_in("zephyrine@exemple.fr", known)
    assert ("rows.seat",) == named_in("à Pont Sainte Marie", known)
    assert () == named_in("un pont, une sainte, un zéphyr ; 356 000 et 612", known)


class Unclassified(Step):
    added: Annotated[GivenName | None, "no class"] = None


class Telling(Step):
    added: Annotated[
        GivenName | None, Question(Privacy.IDENTIFYING, EVERY_BODY, commission=ForCommission.AS_IS)
    ] = None


class TellingRow(Row):
    added: Annotated[Place | None, Question(Privacy.PLAIN, EVERY_BODY, commission=ForCommission.REGION)] = (
        None
    )


class TellingInRows(Step):
    rows: Annotated[tuple[TellingRow, ...] | None, Question(Privacy.PLAIN, EVERY_BODY)] = None


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (Unclassified, "added.added has no privacy class"),
        (Telling, "added.added names the person"),
        (TellingInRows, "added.rows: places and texts of a row"),
    ],
)
def test_a_question_without_a_class_or_that_tells_a_name_fails_the_build(step: type[Step], says: str) -> None:
    form = type("Added", (Form,), {"__annotations__": {"added": step}, "added": step()})

    with pytest.raises(DefinitionError, match=re.escape(says)):
        fields(form)


def test_a_new_question_is_withheld_until_it_says_otherwise() -> None:
    assert ForCommission.WITHHELD is Question(Privacy.PLAIN, EVERY_BODY).commission
