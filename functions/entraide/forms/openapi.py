"""The API of the forms, generated from their models (OpenAPI 3.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from pydantic.json_schema import models_json_schema

from entraide.forms.controls import Control
from entraide.forms.definition import Form
from entraide.forms.reflection import FormField, fields

_LANGUAGE: Final = {"name": "lang", "in": "path", "required": True, "schema": {"enum": ["fr", "en"]}}
_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Chosen by the client, 8 to 64 visible characters. Without it nothing is stored.",
    "schema": {"type": "string", "minLength": 8, "maxLength": 64, "pattern": "^[!-~]{8,64}$"},
}
_TEXT: Final = {"type": "string"}
_BESIDE_ANSWERS: Final = {
    "_version": {"type": "integer", "description": "The version of the form that the client knows."},
    "_continue": {"type": "boolean", "description": "Send although the person seems to belong elsewhere."},
    "_again": {"type": "boolean", "description": "Make a second request of the same answers."},
}
_TEXTS: Final = {"type": "array", "items": _TEXT}
_LEFT_OUT: Final = {
    **_TEXTS,
    "description": "Answers, as `step.question`, of which all or a part does not go out: without"
    " `health_consent`, those about health, and what is asked because of them.",
}
_DESTINATION: Final = {
    **dict.fromkeys(("body", "name"), _TEXT),
    **dict.fromkeys(("needs", "roles", "candidates", "reasons"), _TEXTS),
    "ending": {"enum": ["sent", "prepared"]},
    "needs_person": {"type": "boolean"},
}
_RECEIVED: Final = {
    **dict.fromkeys(("reference", "received_at", "receipt", "statement"), _TEXT),
    "follow_up_code": {"type": ["string", "null"], "description": "Told within a day of the sending."},
}
_ANSWERS: Final = {
    "200": "Valid, and not stored: no Idempotency-Key was sent. The answer says where it would go.",
    "201": "Stored. The same key and answers always give the same reference.",
    "303": "Stored, for an HTML form: go to the receipt.",
    "400": "The body is not JSON, or not UTF-8.",
    "404": "No such form or language.",
    "409": "The key has served for other answers, or the same answers have arrived already.",
    "413": "The body is larger than 64 KiB.",
    "415": "The body is neither JSON nor an HTML form.",
    "422": "Some answers cannot be taken; each is named with a code and a sentence. Nothing is stored.",
    "500": "A mistake of ours. Send again with the same key.",
    "503": "The store does not answer. Send again with the same key.",
}


def openapi(forms: Iterable[type[Form]], version: str) -> dict[str, Any]:
    """The document; `version` is that of the service."""
    known = tuple(forms)
    references, definitions = models_json_schema(
        [(form, "validation") for form in known], ref_template="#/components/schemas/{model}"
    )
    schemas: dict[str, Any] = {**_answers(), **definitions.get("$defs", {})}
    paths: dict[str, Any] = {}
    for form in known:
        reference = references[form, "validation"]
        document = schemas[reference["$ref"].rpartition("/")[2]]
        document["properties"] |= _BESIDE_ANSWERS
        document["x-questions"] = _questions(form)
        paths[f"/api/{{lang}}/forms/{form.id}"] = {"parameters": [_LANGUAGE], "post": _post(form, reference)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Entraide", "version": version, "license": {"name": "EUPL-1.2"}},
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _post(form: type[Form], document: dict[str, Any]) -> dict[str, Any]:
    own = dict.fromkeys(("_action", "_key", "_version", "_continue", "_offered"), _TEXT)
    questions = fields(form).values()
    html = {
        "type": "object",
        "properties": {**_merged(_inputs(each) for each in questions), **own},
        "patternProperties": _merged(_row_inputs(each) for each in questions),
    }
    return {
        "operationId": f"send-{form.id}",
        "parameters": [_KEY],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": document},
                "application/x-www-form-urlencoded": {"schema": html},
            },
        },
        "responses": {status: _response(form, status, text) for status, text in _ANSWERS.items()},
    }


def _merged(parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {name: schema for part in parts for name, schema in part.items()}


def _inputs(asked: FormField) -> dict[str, Any]:
    """The inputs of a question: the boxes that are ticked share one name."""
    if asked.columns:
        return {}
    several = asked.widget.control is Control.CHECKBOXES
    return dict.fromkeys(asked.input_names, {"type": "array", "items": _TEXT} if several else _TEXT)


def _row_inputs(asked: FormField) -> dict[str, Any]:
    """The inputs of a question of several rows, by the pattern of their names, which hold the row's number."""
    return {
        rf"^{re.escape(asked.path)}\.[0-9]{{1,3}}\.{re.escape(name)}$": schema
        for column in asked.columns
        for name, schema in _inputs(column).items()
    }


def _response(form: type[Form], status: str, text: str) -> dict[str, Any]:
    if status >= "400":
        return _content(text, "application/problem+json", "Problem")
    name = {"200": "Routed", "201": "Received"}.get(status)
    return {"description": text} if form.advises or not name else _content(text, "application/json", name)


def _content(text: str, kind: str, name: str) -> dict[str, Any]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"description": text, "content": {kind: {"schema": schema}}}


def _questions(form: type[Form]) -> dict[str, Any]:
    """Privacy class and audience of each question: what an agency will and will not receive."""
    return {name: told for asked in fields(form).values() for name, told in _who_sees(asked)}


def _who_sees(asked: FormField) -> Iterator[tuple[str, dict[str, Any]]]:
    """A question, and those of its rows (`debts.list.amount`)."""
    for name, each in [(asked.path, asked), *((f"{asked.path}.{each.name}", each) for each in asked.columns)]:
        yield name, {"privacy": str(each.question.privacy), "audience": sorted(each.question.audience)}


def _answers() -> dict[str, Any]:
    """What JSON clients are answered: where a request goes, that it was received, or what is wrong."""
    routed = {
        "status": _TEXT,
        "destinations": {"type": "array", "items": _object(_DESTINATION)},
        "referrals": {"type": "array", "items": _object(dict.fromkeys(("title", "text"), _TEXT))},
        "left_out": _LEFT_OUT,
    }
    errors = {"type": "array", "items": _object(dict.fromkeys(("path", "code", "message"), _TEXT))}
    wrong = {"type": {"type": "string", "format": "uri"}, "title": _TEXT, "status": {"type": "integer"}}
    return {
        "Routed": _object(routed),
        "Received": _object({**routed, **_RECEIVED}),
        "Problem": _object({**wrong, "errors": errors}),
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    """An object that has all these properties, and may have more one day."""
    return {"type": "object", "properties": properties, "required": list(properties)}
