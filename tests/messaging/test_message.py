"""The message's shape is a contract with the bodies, and no field of it can hold personal data."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from entraide.agencies.situation import Reason
from entraide.agencies.vocabulary import Need, Role
from entraide.messaging.message import message
from samples import destination

SCHEMA: dict[str, Any] = json.loads(
    Path(__file__).with_name("message.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)


@given(
    roles=st.frozensets(st.sampled_from(Role), min_size=1),
    needs=st.frozensets(st.sampled_from(Need)),
    territory=st.sampled_from(["01", "10", "2A", "971", "978"]),
    version=st.integers(1, 99),
    urgent=st.booleans(),
)
def test_every_message_has_the_shape_of_its_schema(
    *, roles: frozenset[Role], needs: frozenset[Need], territory: str, version: int, urgent: bool
) -> None:
    sent = destination(roles=roles, needs=needs, territory=territory, form_version=version, urgent=urgent)

    VALIDATOR.validate(json.loads(message(sent)))


def test_the_message_says_what_the_destination_is() -> None:
    assert {
        "schema": 1,
        "case": "EN-0000-0000",
        "destination": "EN-0000-0000-1",
        "body": "caf-10",
        "needs": ["benefits"],
        "roles": ["benefits"],
        "territory": "10",
        "form": "questionnaire",
        "form_version": 1,
        "urgent": True,
    } == json.loads(message(destination(urgent=True)))
    assert json.loads(message(destination()))["urgent"] is False


def test_nothing_beside_the_closed_list_is_sent() -> None:
    typed = "Troyes, 0612345678, eleonore@example.org"
    told = replace(destination(), reasons=(Reason("rule", (("commune", typed),), typed),), needs_person=True)

    assert message(destination()) == message(told)


def test_no_field_of_the_schema_is_open() -> None:
    """Each text is a constant, one of a list, or of a pattern without room for a name or a number to call."""
    assert SCHEMA["additionalProperties"] is False
    for name, rule in SCHEMA["properties"].items():
        closed = rule.get("items", rule)
        assert {"enum", "const", "pattern"} & closed.keys() or rule["type"] in {"integer", "boolean"}, name
    assert set(SCHEMA["properties"]) == set(SCHEMA["required"])


def test_the_lists_of_the_schema_are_those_of_the_vocabulary() -> None:
    properties = SCHEMA["properties"]

    assert sorted(Need) == properties["needs"]["items"]["enum"]
    assert sorted(Role) == properties["roles"]["items"]["enum"]
