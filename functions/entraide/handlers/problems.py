"""Errors for JSON clients: the same rules and the same sentences as in the pages (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from entraide.forms.checking import Checked, Problem
from entraide.handlers.web import Response, json_response
from entraide.pages.words import Words


def inspected(errors: Mapping[str, Problem], words: Words) -> Response:
    """What is wrong with the answers so far, for the page's script; always 200, since nobody sent anything yet."""
    return json_response(HTTPStatus.OK, {"errors": _listed(errors, words)})


def errors_document(checked: Checked, words: Words) -> Response:
    """What is wrong with the answers; 200 when nothing is. Nothing is stored."""
    if not checked.errors:
        return json_response(HTTPStatus.OK, {"status": "valid", "errors": []})
    return problem(words, HTTPStatus.UNPROCESSABLE_ENTITY, checked.errors)


def problem(words: Words, status: HTTPStatus, errors: Mapping[str, Problem], **more: object) -> Response:
    """A problem document with a sentence for each question."""
    title = words.text("interface", "form", "errors_title")
    listed = _listed(errors, words)
    return json_response(status, {"title": title, "status": int(status), "errors": listed, **more})


def _listed(errors: Mapping[str, Problem], words: Words) -> list[dict[str, str]]:
    return [
        {"path": path, "code": each.code, "message": words.text("errors", each.code, **each.inputs)}
        for path, each in errors.items()
    ]
