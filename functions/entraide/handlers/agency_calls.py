"""Calls of the bodies and of the commission: who calls comes from the signature, what is wanted from the route.

They have an address of their own, where every call is signed (SigV4) with a role of its body. The API tells the role;
the role's name tells the body. Nothing in the request can say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from entraide.cases.investigation import LONGEST_TEXT, Caller, RefusedError
from entraide.cases.model import StoreUnavailableError
from entraide.handlers.agency_documents import Document
from entraide.handlers.boundary import answered
from entraide.handlers.problems import TYPES
from entraide.handlers.runtime import BUILT, STAGE, LambdaContext, logger, settings
from entraide.handlers.web import (
    BadRequestError,
    Request,
    Response,
    json_response,
    read_document,
    read_request,
)
from entraide.pages.words import Words, load_words, spoken

INVESTIGATES: Final = "investigates"
DECIDES: Final = "decides"
_ROLE: Final = re.compile(
    r"arn:aws[a-z-]*:sts::(?P<account>\d{12}):assumed-role/"
    rf"(?P<stage>{STAGE})-"
    r"(?P<part>investigates|decides)-(?P<name>[a-z0-9-]+)/(?P<who>[\w+=,.@-]{2,64})"
)
"""`prod-investigates-urssaf-picardie`: stage, part and body; then the name that the person signed in with."""
_UNKNOWN: Final = frozenset({"case.unknown", "session.unknown", "file.unknown", "text.unknown"})
_CONFLICTS: Final = ("case.", "session.closed", "session.key-reused", "session.open", "session.undecided")

Body = TypeVar("Body", bound=Document)


class UnknownCallerError(Exception):
    """The role that signed the call has no part here."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call whose caller is known."""

    caller: Caller
    request: Request
    words: Words

    def read(self, document: type[Body]) -> Body:
        """The body of the call. Raises `BadRequestError` and `ValidationError`."""
        return document.model_validate(read_document(self.request) if self.request.body else {})

    def number(self) -> int:
        """The number of the route. Raises `RefusedError`."""
        typed = self.request.path["number"]
        if not re.fullmatch(r"[1-9][0-9]{0,3}", typed):
            raise RefusedError("file.unknown")
        return int(typed)


Act = Callable[[Call], Response]


def caller_of(event: Mapping[str, Any], stage: str, part: str) -> Caller:
    """Who signed the call. Raises `UnknownCallerError`: another part, another stage or another account."""
    context = event["requestContext"]
    signed = (context.get("authorizer") or {}).get("iam") or {}
    found = _ROLE.fullmatch(signed.get("userArn") or "")
    if not found or (found["stage"], found["part"], found["account"]) != (
        stage,
        part,
        context.get("accountId"),
    ):
        raise UnknownCallerError
    return Caller(found["name"], found["who"])


def answered_call(
    name: str,
    event: Mapping[str, Any],
    context: LambdaContext,
    part: str,
    acts: Callable[[], Mapping[str, Act]],
) -> dict[str, Any]:
    """The answer of a function to a call, as the HTTP API expects it; one line of the log tells who called.

    `acts` builds what the function works with, so that what breaks there is answered too.
    """

    def called() -> Response:
        response, caller = answer(event, settings().stage, part, BUILT, acts())
        return replace(response, log={"caller": caller.name if caller else ""})

    return answered(name, context, called, partial(_our_mistake, event))


def answer(
    event: Mapping[str, Any], stage: str, part: str, built: Path, acts: Mapping[str, Act]
) -> tuple[Response, Caller | None]:
    """The answer to a call, and who called."""
    words = load_words(built, _language(event))
    try:
        caller = caller_of(event, stage, part)
    except UnknownCallerError:
        return refusal(words, HTTPStatus.FORBIDDEN, "caller.unknown"), None
    act = acts.get(event.get("routeKey", ""))
    if act is None:
        return refusal(words, HTTPStatus.NOT_FOUND, "route.unknown"), caller
    try:
        return act(Call(caller, read_request(event), words)), caller
    except RefusedError as refused:
        return refusal(words, _status(refused.code), refused.code, *refused.about), caller
    except BadRequestError as bad:
        return refusal(words, bad.status, bad.code), caller
    except ValidationError as wrong:
        places = [".".join(map(str, each["loc"])) for each in wrong.errors(include_input=False)]
        return refusal(words, HTTPStatus.UNPROCESSABLE_ENTITY, "body.shape", *places), caller
    except StoreUnavailableError as error:
        logger().error("agency-call-failed", route=event["routeKey"], cause=str(error))
        return refusal(words, HTTPStatus.SERVICE_UNAVAILABLE, "store.unavailable"), caller


def told(document: Document, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """A document as the answer."""
    return Response(status, document.model_dump_json(by_alias=True), "application/json")


def refusal(words: Words, status: HTTPStatus, code: str, *about: str) -> Response:
    """A problem document (RFC 9457); what the code is about are paths, numbers or ids of the caller's own."""
    said = words.optional("agency", "errors", code) or words.text("errors", code, max=LONGEST_TEXT)
    title = words.text("agency", "refused")
    errors = [{"path": each, "code": code, "message": said} for each in about or ("",)]
    kind = f"{TYPES}{code.replace('.', '-')}"
    return json_response(status, {"type": kind, "title": title, "status": int(status), "errors": errors})


def _our_mistake(event: Mapping[str, Any]) -> Response:
    words = load_words(BUILT, _language(event))
    return refusal(words, HTTPStatus.INTERNAL_SERVER_ERROR, "our.mistake")


def _language(event: Mapping[str, Any]) -> str:
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    return spoken(headers.get("accept-language", "")[:2].lower())


def _status(code: str) -> HTTPStatus:
    if code in _UNKNOWN:
        return HTTPStatus.NOT_FOUND
    if code.startswith(_CONFLICTS) or code == "decision.made":
        return HTTPStatus.CONFLICT
    return HTTPStatus.UNPROCESSABLE_ENTITY
