"""The API of the forms, generated from their models (OpenAPI 3.1)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from entraide.forms.definition import Form
from entraide.forms.reflection import fields

_LANGUAGE: Final = {"name": "lang", "in": "path", "required": True, "schema": {"enum": ["fr", "en"]}}
_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Chosen by the client, 8 to 64 visible characters. Without it nothing is stored.",
    "schema": {"type": "string", "minLength": 8, "maxLength": 64, "pattern": "^[!-~]{8,64}$"},
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
    "503": "The store does not answer. Send again with the same key.",
}


def openapi(forms: Iterable[type[Form]], version: str) -> dict[str, Any]:
    """The document; `version` is that of the service."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {"Problem": _problem()}
    for form in forms:
        model = form.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(model.pop("$defs", {}))
        schemas[form.__name__] = {**model, "x-questions": _questions(form)}
        paths[f"/api/{{lang}}/forms/{form.id}"] = {"parameters": [_LANGUAGE], "post": _post(form)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Entraide", "version": version, "license": {"name": "EUPL-1.2"}},
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _post(form: type[Form]) -> dict[str, Any]:
    document = {"$ref": f"#/components/schemas/{form.__name__}"}
    names = {name: {"type": "string"} for asked in fields(form).values() for name in asked.input_names}
    html = {
        "type": "object",
        "properties": {**names, "_action": {"type": "string"}, "_key": {"type": "string"}},
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
        "responses": {status: _response(status, text) for status, text in _ANSWERS.items()},
    }


def _response(status: str, text: str) -> dict[str, Any]:
    if status < "400":
        return {"description": text}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": text, "content": {"application/problem+json": {"schema": schema}}}


def _questions(form: type[Form]) -> dict[str, Any]:
    """Privacy class and audience of each question: what an agency will and will not receive."""
    return {
        path: {"privacy": str(asked.question.privacy), "audience": sorted(asked.question.audience)}
        for path, asked in fields(form).items()
    }


def _problem() -> dict[str, Any]:
    texts = {name: {"type": "string"} for name in ("path", "code", "message")}
    error = {"type": "object", "properties": texts, "required": list(texts)}
    return {
        "type": "object",
        "properties": {
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "errors": {"type": "array", "items": error},
        },
        "required": ["title", "status"],
    }
