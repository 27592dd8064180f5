"""A body sees the answers meant for the roles it plays, and no others."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Annotated, Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.agencies.vocabulary import Role
from entraide.cases.history import next_event
from entraide.cases.model import EventKind, StoredCase
from entraide.cases.packets import coordinated, own_history, packet
from entraide.forms.definition import Form, Question, Row, Step
from entraide.forms.privacy import COORDINATOR, EVERY_BODY, FOR_BENEFITS, FOR_HEALTH, Privacy
from entraide.forms.questionnaire import Questionnaire
from entraide.forms.reflection import fields
from entraide.forms.registry import FORMS
from entraide.forms.values.text import ShortText
from fakes import FakeMacs
from samples import NOON, destination, submission


class Child(Row):
    name: Annotated[ShortText | None, Question(Privacy.IDENTIFYING, FOR_BENEFITS)] = None
    illness: Annotated[ShortText | None, Question(Privacy.HEALTH, FOR_HEALTH)] = None


class About(Step):
    name: Annotated[ShortText | None, Question(Privacy.IDENTIFYING, EVERY_BODY)] = None
    income: Annotated[ShortText | None, Question(Privacy.FINANCIAL, FOR_BENEFITS)] = None
    cover: Annotated[ShortText | None, Question(Privacy.HEALTH, FOR_HEALTH)] = None
    message: Annotated[ShortText | None, Question(Privacy.IDENTIFYING, COORDINATOR)] = None
    children: Annotated[tuple[Child, ...] | None, Question(Privacy.HEALTH, EVERY_BODY)] = None


class Small(Form):
    id: ClassVar[str] = "small"
    version: ClassVar[int] = 1
    about: About = About()


ALL = '{"about":{"name":"Zoé","income":"none","cover":"stopped","message":"only for you"}}'


@pytest.mark.parametrize(
    ("roles", "seen"),
    [
        ({Role.BENEFITS}, {"name": "Zoé", "income": "none"}),
        ({Role.HEALTH}, {"name": "Zoé", "cover": "stopped"}),
        ({Role.RETIREMENT}, {"name": "Zoé"}),
        ({Role.COORDINATOR, Role.CONTRIBUTIONS}, {"name": "Zoé", "message": "only for you"}),
        ({Role.BENEFITS, Role.HEALTH}, {"name": "Zoé", "income": "none", "cover": "stopped"}),
    ],
)
def test_a_body_sees_what_its_roles_need(roles: set[Role], seen: dict[str, str]) -> None:
    found = packet(Small, ALL, destination(roles=frozenset(roles)))

    assert {"about": seen} == found


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.BENEFITS, Role.HEALTH, Role.RETIREMENT])
@pytest.mark.parametrize(
    "places",
    [
        {"home_kind": "same", "work": {"postal_code": "59000", "commune": "59350"}},
        {"home_kind": "other", "home": {"postal_code": "59000", "commune": "59350"}},
        {"home_kind": "abroad", "country": "Belgique"},
    ],
)
def test_who_is_competent_by_the_home_or_looks_for_that_body_is_told_where_it_is(
    role: Role, places: dict[str, object]
) -> None:
    found = packet(Questionnaire, json.dumps({"places": places}), destination(roles=frozenset({role})))

    assert {"places": places} == found


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.BENEFITS, {"about": {"children": [{"name": "Lou"}, {"name": "Sam"}]}}),
        (Role.HEALTH, {"about": {"children": [{"illness": "asthma"}, {}]}}),
        (Role.RETIREMENT, {}),
    ],
)
def test_of_each_row_a_body_sees_the_columns_that_its_roles_need(role: Role, seen: dict[str, object]) -> None:
    rows = [{"name": "Lou", "illness": "asthma"}, {"name": "Sam"}]
    found = packet(Small, json.dumps({"about": {"children": rows}}), destination(roles=frozenset({role})))

    assert seen == found


def test_a_body_without_a_role_sees_nothing() -> None:
    assert {} == packet(Small, ALL, destination(roles=frozenset()))


def test_what_was_not_answered_is_not_there() -> None:
    found = packet(Small, '{"about":{"name":"Zoé","income":null}}', destination())

    assert {"about": {"name": "Zoé"}} == found


def test_what_this_version_does_not_ask_is_shown_to_nobody() -> None:
    older = '{"about":{"name":"Zoé","iban":"FR76"},"gone":{"secret":"x"}}'

    found = packet(Small, older, destination(roles=frozenset(Role)))

    assert {"about": {"name": "Zoé"}} == found


@given(roles=st.frozensets(st.sampled_from(Role)), form=st.sampled_from(sorted(FORMS)))
def test_no_answer_of_any_form_leaves_its_audience(roles: frozenset[Role], form: str) -> None:
    asked = fields(FORMS[form])
    steps: dict[str, dict[str, object]] = {}
    for each in asked.values():
        row = {column.name: f"{each.path}.{column.name}" for column in each.columns}
        steps.setdefault(each.step, {})[each.name] = [row] if row else each.path

    found = packet(FORMS[form], json.dumps(steps), destination(roles=roles))

    shown = {text for step in found.values() for value in step.values() for text in _texts(value)}
    meant = {path for path, each in asked.items() if not each.columns and each.question.audience & roles}
    in_rows = {
        f"{path}.{column.name}"
        for path, each in asked.items()
        for column in each.columns
        if each.question.audience & column.question.audience & roles
    }
    assert meant | in_rows == shown


def _texts(value: Any) -> set[str]:  # noqa: ANN401 - JSON
    return {value} if isinstance(value, str) else {text for row in value for text in row.values()}


def test_the_history_of_a_body_is_that_of_its_destination_and_of_its_documents() -> None:
    stored = _worked_on()
    urssaf, caf = stored.destinations
    every = frozenset({"photo", "notice"})

    assert [
        (EventKind.RECEIVED, (("form", "questionnaire"), ("destination", f"{caf.id} {caf.body}"))),
        (EventKind.TAKEN, (("destination", caf.id), ("by", "c.petit"))),
        (EventKind.DOCUMENT_ADDED, (("document", "photo"),)),
    ] == [
        (each.kind, tuple(pair for pair in each.details if "form_" not in pair[0]))
        for each in own_history(stored, caf, frozenset({"photo"}))
    ]
    told = [own_history(stored, each, every) for each in stored.destinations]
    assert [[], []] == [
        [value for event in events for _, value in event.details if other.id in value or other.body in value]
        for events, other in zip(told, (caf, urssaf), strict=True)
    ]


def test_the_coordinator_alone_is_told_of_the_other_destinations() -> None:
    stored = _worked_on()
    urssaf, caf = stored.destinations

    assert ((caf,), ()) == (coordinated(stored, urssaf), coordinated(stored, caf))


def _worked_on() -> StoredCase:
    """A case of two bodies, taken by both, with two documents added."""
    sent = submission("0123456789ABCDEFGHJKMNPQRS", bodies=("urssaf-champagne-ardenne", "caf-10"))
    history = [*sent.history]
    first, caf = sent.destinations
    urssaf = replace(first, roles=first.roles | {Role.COORDINATOR})
    for kind, details in (
        (EventKind.TAKEN, [("destination", urssaf.id), ("by", "a.martin")]),
        (EventKind.TAKEN, [("destination", caf.id), ("by", "c.petit")]),
        (EventKind.DOCUMENT_ADDED, [("document", "photo")]),
        (EventKind.DOCUMENT_ADDED, [("document", "notice")]),
    ):
        history.append(
            next_event(sent.case.reference, history[-1], kind, NOON, details=details, macs=FakeMacs())
        )
    return StoredCase(sent.case, (urssaf, caf), tuple(history))
