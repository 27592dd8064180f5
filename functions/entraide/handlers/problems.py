"""Errors for JSON clients: the same rules and the same sentences as in the pages (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from http import HTTPStatus
from typing import Final

from entraide.forms.checking import Checked, Problem
from entraide.forms.values.codes import FormCode
from entraide.handlers.web import Response, json_response
from entraide.pages.words import Words

TYPES: Final = "urn:entraide:problem:"
"""What the `type` of a problem document begins with; it names a kind and is no address to open."""


class Kind(StrEnum):
    """What is wrong with a request that was read; the kinds of what could not be taken are their messages' keys."""

    ANSWERS = "answers"
    KEY_REUSED = "key-reused"
    ALREADY_ARRIVED = "already-arrived"


_TITLES: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.ANSWERS: ("form", "errors_title"),
    Kind.KEY_REUSED: ("key_reused", "title"),
    Kind.ALREADY_ARRIVED: ("already", "title"),
}
"""Where the words of a title stand in the interface."""


def inspected(errors: Mapping[str, Problem], words: Words) -> Response:
    """What is wrong with the answers so far, for the page's script; always 200, since nobody sent anything yet."""
    return json_response(HTTPStatus.OK, {"errors": _listed(errors, words)})


def errors_document(checked: Checked, words: Words) -> Response:
    """What is wrong with the answers; 200 when nothing is. Nothing is stored."""
    if not checked.errors:
        return json_response(HTTPStatus.OK, {"status": "valid", "errors": []})
    return answers_problem(words, checked.errors)


def answers_problem(words: Words, errors: Mapping[str, Problem]) -> Response:
    """Some answers cannot be taken: a sentence for each question."""
    return problem(words, HTTPStatus.UNPROCESSABLE_ENTITY, Kind.ANSWERS, errors)


def problem(
    words: Words, status: HTTPStatus, kind: Kind, errors: Mapping[str, Problem], **more: object
) -> Response:
    """A problem document: its kind, what to call it, and a sentence for each question that has an error."""
    title = words.text("interface", *_TITLES[kind])
    return _document(status, kind, title, _listed(errors, words), more)


def message_problem(
    words: Words, status: HTTPStatus, key: str, fill: Mapping[str, object], code: FormCode | None = None
) -> Response:
    """A request that could not be taken; `key` names its words in `interface.messages`, `code` those of an error.

    `fill` fills the placeholders of the message.
    """
    at = ("interface", "messages", key)
    more = {"detail": words.text(*at, "body", **fill)}
    errors = _listed({"": Problem(code)} if code else {}, words)
    return _document(status, key.replace("_", "-"), words.text(*at, "title"), errors, more)


def _document(
    status: HTTPStatus, kind: str, title: str, errors: list[dict[str, str]], more: Mapping[str, object]
) -> Response:
    told = {"type": f"{TYPES}{kind}", "title": title, "status": int(status), "errors": errors}
    return json_response(status, {**told, **more})


def _listed(errors: Mapping[str, Problem], words: Words) -> list[dict[str, str]]:
    return [
        {"path": path, "code": each.code, "message": words.text("errors", each.code, **each.inputs)}
        for path, each in errors.items()
    ]
