"""The contract of the agency API (OpenAPI 3.1), from its documents; `infra/compile_pages.py` writes it down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from entraide.handlers.agency_documents import (
    CaseDocument,
    Document,
    FileDocument,
    LinkUse,
    NewDecision,
    NewSession,
    Nothing,
    SessionDocument,
    SessionsDocument,
    TextRuling,
)

_CASE: Final = "/v1/investigation/cases/{destination}"
_PREPARED: Final = "/v1/investigation/sessions"
_SITTING: Final = "/v1/commission/sessions"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A call: what it does, what it takes, what it gives."""

    operation: str
    summary: str
    gives: type[Document]
    takes: type[Document] | None = None
    created: bool = False


ENDPOINTS: Final[Mapping[str, Endpoint]] = {
    f"GET {_CASE}": Endpoint(
        "read-case",
        "The answers and documents meant for your body; who was given documents enters the history.",
        CaseDocument,
    ),
    f"POST {_CASE}/take": Endpoint("take-case", "You have the request; once.", CaseDocument, Nothing),
    f"PUT {_CASE}/texts/{{path}}": Endpoint(
        "rule-on-text", "Clears a free text for the commission, or withholds it.", CaseDocument, TextRuling
    ),
    f"POST {_CASE}/close": Endpoint("close-case", "Your part is done.", CaseDocument, Nothing),
    f"POST {_PREPARED}": Endpoint(
        "prepare-session",
        "Lists requests for a session; needs an Idempotency-Key.",
        SessionDocument,
        NewSession,
        created=True,
    ),
    f"GET {_PREPARED}/{{session}}": Endpoint("read-prepared", "How far it has come.", SessionDocument),
    f"POST {_PREPARED}/{{session}}/files/{{number}}/link": Endpoint(
        "use-link", "Whose a number is; who asked and why enters the history.", CaseDocument, LinkUse
    ),
    f"POST {_PREPARED}/{{session}}/files/{{number}}/hand-back": Endpoint(
        "hand-back", "The decision on a number, given back to its case.", CaseDocument, Nothing
    ),
    f"GET {_SITTING}": Endpoint("list-sessions", "The sessions of your instance.", SessionsDocument),
    f"GET {_SITTING}/{{session}}": Endpoint("read-session", "How far it has come.", SessionDocument),
    f"GET {_SITTING}/{{session}}/files/{{number}}": Endpoint(
        "read-file", "A file without a name.", FileDocument
    ),
    f"PUT {_SITTING}/{{session}}/files/{{number}}/decision": Endpoint(
        "decide", "The decision on a file; once.", FileDocument, NewDecision
    ),
    f"POST {_SITTING}/{{session}}/close": Endpoint(
        "close-session", "Every file is decided; nothing changes any more.", SessionDocument, Nothing
    ),
}
"""By route, as the HTTP API names it."""

_Schema = tuple[type[BaseModel], Literal["validation", "serialization"]]
_REFUSALS: Final = {
    "400": "The body is not JSON, or not UTF-8.",
    "403": "The signature is wrong, or its role has no part in this.",
    "404": "There is no such thing, or it is not yours.",
    "409": "It cannot be done in this state.",
    "413": "The body is larger than 64 KiB.",
    "422": "What was sent cannot be taken; each error has a code, a sentence and what it is about.",
    "500": "A mistake of ours. Make the same call again; report it if it comes back.",
    "503": "The store does not answer. Make the same call again.",
}
_PROBLEM: Final = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("path", "code", "message")},
            },
        },
    },
}
_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "pattern": "^[!-~]{8,64}$"},
}


def agency_openapi(version: str) -> dict[str, Any]:
    """The document; `version` is that of the service."""
    models: dict[_Schema, None] = {}
    for each in ENDPOINTS.values():
        models[each.gives, "serialization"] = None
        if each.takes:
            models[each.takes, "validation"] = None
    references, definitions = models_json_schema([*models], ref_template="#/components/schemas/{model}")
    paths: dict[str, Any] = {}
    for route, endpoint in ENDPOINTS.items():
        method, path = route.split(" ")
        paths.setdefault(path, {})[method.lower()] = _operation(path, endpoint, references)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Entraide: bodies and commission", "version": version},
        "security": [{"signature": []}],
        "paths": paths,
        "components": {
            "schemas": {**definitions.get("$defs", {}), "Problem": _PROBLEM},
            "securitySchemes": {
                "signature": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Authorization",
                    "description": "AWS Signature Version 4, with the role of your body or commission.",
                }
            },
        },
    }


def _operation(path: str, endpoint: Endpoint, references: Mapping[Any, Any]) -> dict[str, Any]:
    names = re.findall(r"{(\w+)}", path)
    parameters: list[Any] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in names
    ]
    operation: dict[str, Any] = {
        "operationId": endpoint.operation,
        "summary": endpoint.summary,
        "parameters": [*parameters, *([_KEY] if endpoint.created else [])],
        "responses": {
            "201" if endpoint.created else "200": _answer(
                "Done.", references[endpoint.gives, "serialization"], "application/json"
            ),
            **{
                status: _answer(text, {"$ref": "#/components/schemas/Problem"}, "application/problem+json")
                for status, text in _REFUSALS.items()
            },
        },
    }
    if endpoint.takes:
        schema = references[endpoint.takes, "validation"]
        operation["requestBody"] = {
            "required": endpoint.takes is not Nothing,
            "content": {"application/json": {"schema": schema}},
        }
    return operation


def _answer(text: str, schema: Mapping[str, Any], kind: str) -> dict[str, Any]:
    return {"description": text, "content": {kind: {"schema": schema}}}
