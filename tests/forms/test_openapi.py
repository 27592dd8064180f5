"""The document of the API is made from the forms, and tells clients what the service really takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from any_answers import any_raw, pairs_of
from any_form import AnyForm
from checks import Checks
from entraide.forms.definition import Form
from entraide.forms.openapi import openapi
from entraide.forms.reflection import fields
from entraide.forms.registry import FORMS

ALL_FORMS: tuple[type[Form], ...] = (AnyForm, *FORMS.values())
DOCUMENT = openapi(ALL_FORMS, "1.2.3")
JSON = "application/json"
HTML = "application/x-www-form-urlencoded"


def schema(form: type[Form], kind: str) -> dict[str, Any]:
    """The schema of a form's body, beside the components that it refers to."""
    post = DOCUMENT["paths"][f"/api/{{lang}}/forms/{form.id}"]["post"]
    return {**post["requestBody"]["content"][kind]["schema"], "components": DOCUMENT["components"]}


@cache
def validator(form: type[Form], kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema(form, kind))


def references(node: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(node, dict):
        yield from (str(value) for key, value in node.items() if key == "$ref")
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def test_every_schema_is_one_and_every_reference_leads_somewhere() -> None:
    assert "3.1.0" == DOCUMENT["openapi"]
    for each in DOCUMENT["components"]["schemas"].values():
        Draft202012Validator.check_schema(each)
    assert {f"#/components/schemas/{name}" for name in DOCUMENT["components"]["schemas"]} >= set(
        references(DOCUMENT)
    )


@pytest.mark.parametrize("form", ALL_FORMS)
@settings(max_examples=10)
@given(data=st.data())
def test_what_the_service_takes_is_valid_by_the_document(
    form: type[Form], data: st.DataObject, checks: Checks
) -> None:
    raw = data.draw(any_raw(form))
    stored = json.loads(checks.raw(raw, form).instance().model_dump_json())
    pairs = pairs_of(form, raw.answers)
    sent = {name: [value for key, value in pairs if key == name] for name, _ in pairs}

    validator(form, JSON).validate({**stored, "_version": form.version, "_again": True})
    html = schema(form, HTML)
    for name, values in sent.items():
        known = html["properties"].get(name) or next(
            each for pattern, each in html["patternProperties"].items() if re.search(pattern, name)
        )
        assert known["type"] == "array" or len(values) == 1, name


@pytest.mark.parametrize("form", ALL_FORMS)
def test_a_client_that_misspells_a_question_is_told_by_the_document(form: type[Form]) -> None:
    step = next(iter(form.model_fields))
    errors = validator(form, JSON).iter_errors({"nothing": {}, step: {"nothing": 1}})

    assert 2 == len(list(errors))


@pytest.mark.parametrize("form", ALL_FORMS)
def test_who_sees_each_question_is_told(form: type[Form]) -> None:
    name = schema(form, JSON)["$ref"].rpartition("/")[2]
    told = DOCUMENT["components"]["schemas"][name]["x-questions"]

    asked = dict(fields(form))
    asked |= {f"{path}.{each.name}": each for path, rows in fields(form).items() for each in rows.columns}
    assert {
        path: {"privacy": str(each.question.privacy), "audience": sorted(each.question.audience)}
        for path, each in asked.items()
    } == told


def test_forms_that_call_different_things_by_one_name_keep_them_apart() -> None:
    """Each form's own schema, with its own definitions, says the same as the document of all forms."""
    called = [name for name in DOCUMENT["components"]["schemas"] if name.endswith("Health")]

    assert len(called) > 1
    for form in ALL_FORMS:
        together = _resolved(schema(form, JSON), DOCUMENT)
        assert _resolved(_alone(form), openapi((form,), "1.2.3")) == together, form.id


def _alone(form: type[Form]) -> dict[str, Any]:
    post = openapi((form,), "1.2.3")["paths"][f"/api/{{lang}}/forms/{form.id}"]["post"]
    content: dict[str, Any] = post["requestBody"]["content"][JSON]["schema"]
    return content


def _resolved(node: Any, document: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON
    """A schema with what it refers to in its place."""
    if isinstance(node, list):
        return [_resolved(each, document) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _resolved(document["components"]["schemas"][node["$ref"].rpartition("/")[2]], document)
    return {key: _resolved(value, document) for key, value in node.items()}
