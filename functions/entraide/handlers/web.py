"""HTTP as the API gives it to a function (payload 2.0): requests read with care, answers with every header."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qsl

from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header

from entraide.forms.reading import Json
from entraide.forms.values.codes import FormCode

MAX_BODY: Final = 64 * 1024
"""Bytes. The longest form fits, every answer at full length and in characters of four bytes, which browsers send as
twelve: 51 KB, of which three texts of 1,000 characters are 36."""

MAX_MULTIPART: Final = 4_500_000
"""Bytes of a body that brings a file: all that a function can be given, so that what was typed beside is not lost."""

URLENCODED: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data"

MAX_FIELDS: Final = 600

NO_STORE: Final = {"cache-control": "no-store", "x-robots-tag": "noindex"}

RETRY_LATER: Final = {"retry-after": "60"}
"""Seconds: what passes by itself, most often, has passed after a minute."""


class BadRequestError(Exception):
    """A request that cannot be read. `code` has words in `_errors.yml`, `message` in `interface.messages`."""

    def __init__(self, status: HTTPStatus, code: FormCode) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = "too_large" if status is HTTPStatus.REQUEST_ENTITY_TOO_LARGE else "wrong_type"


@dataclass(frozen=True, slots=True)
class Request:
    """A request; the body is still bytes."""

    method: str
    path: Mapping[str, str]
    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    body: bytes

    @property
    def content_type(self) -> str:
        """Without its parameters, lower-case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_json(self) -> bool:
        """Whether the body is JSON."""
        return self.content_type == "application/json"

    @property
    def wants_json(self) -> bool:
        """Whether the client reads JSON: it sent some, under whatever name, or asks for it."""
        return "json" in self.content_type or "application/json" in self.headers.get("accept", "")


@dataclass(frozen=True, slots=True)
class Response:
    """An answer."""

    status: HTTPStatus
    body: str
    content_type: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: tuple[str, ...] = ()
    log: Mapping[str, object] = field(default_factory=dict)
    """What the log may say of the request; not sent."""

    def to_api(self) -> dict[str, Any]:
        """In the form that the HTTP API expects."""
        return {
            "statusCode": int(self.status),
            "headers": {"content-type": self.content_type, **NO_STORE, **self.headers},
            "cookies": list(self.cookies),
            "body": self.body,
        }


def read_request(event: Mapping[str, Any]) -> Request:
    """Reads the event of the HTTP API.

    Raises:
        BadRequestError: the body is not base64 where it says so, or larger than `MAX_BODY`,
            `MAX_MULTIPART` where it brings a file.
    """
    http = event["requestContext"]["http"]
    raw = event.get("body") or ""
    try:
        body = (
            base64.b64decode(raw, validate=True)
            if event.get("isBase64Encoded")
            else raw.encode("utf-8", "replace")
        )
    except ValueError as bad:
        raise BadRequestError(HTTPStatus.BAD_REQUEST, FormCode.BODY_ENCODING) from bad
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    request = Request(
        method=http["method"],
        path=event.get("pathParameters") or {},
        headers=headers,
        cookies=_cookies(event.get("cookies") or ()),
        body=body,
    )
    if len(body) > (MAX_MULTIPART if request.content_type == MULTIPART else MAX_BODY):
        raise BadRequestError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, FormCode.BODY_TOO_LARGE)
    return request


def unread(event: Mapping[str, Any]) -> Request:
    """The request without its body, which could not be read: enough to know how to answer."""
    return read_request({**event, "body": "", "isBase64Encoded": False})


def language(event: Mapping[str, Any]) -> str:
    """The language that the address names, be the rest of it known or not; empty when it names none."""
    named = (event.get("pathParameters") or {}).get("lang")
    _, _, *rest = [*str(event.get("rawPath", "")).split("/"), "", ""]
    return str(named or rest[0])


def read_fields(request: Request) -> list[tuple[str, str]]:
    """The fields of an HTML form; bytes that are not UTF-8 become U+FFFD, so that the rest is kept.

    Raises:
        BadRequestError: another content type, or too many fields.
    """
    if request.content_type != URLENCODED:
        raise BadRequestError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, FormCode.BODY_TYPE)
    text = request.body.decode("utf-8", "replace")
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="replace")
    except ValueError as bad:
        raise BadRequestError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, FormCode.BODY_TOO_LARGE) from bad


def read_sent(request: Request) -> tuple[list[tuple[str, str]], bytes]:
    """The fields of an HTML form and the file that it brings; empty bytes when it brings none. See `read_fields`.

    Raises:
        BadRequestError: no HTML form, broken in the middle, or too much of it.
    """
    if request.content_type != MULTIPART:
        return read_fields(request), b""
    fields: list[tuple[str, str]] = []
    file = b""
    for segment, content in _segments(request):
        if segment.filename is None:
            fields.append((segment.name, content.decode("utf-8", "replace")))
        else:
            file = file or content
    if len(fields) > MAX_FIELDS or sum(len(name) + len(value) for name, value in fields) > MAX_BODY:
        raise BadRequestError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, FormCode.BODY_TOO_LARGE)
    return fields, file


def _segments(request: Request) -> list[tuple[MultipartSegment, bytes]]:
    """The parts of a multipart body, in order (RFC 7578)."""
    found: list[tuple[MultipartSegment, bytearray]] = []
    _, options = parse_options_header(request.headers["content-type"])
    if not options.get("boundary"):
        raise BadRequestError(HTTPStatus.BAD_REQUEST, FormCode.BODY_TYPE)
    try:
        with PushMultipartParser(options["boundary"], max_segment_count=MAX_FIELDS) as parser:
            for event in parser.parse(request.body):
                if isinstance(event, MultipartSegment):
                    found.append((event, bytearray()))
                elif event:
                    found[-1][1].extend(event)
    except (MultipartError, ValueError) as bad:
        raise BadRequestError(HTTPStatus.BAD_REQUEST, FormCode.BODY_TYPE) from bad
    return [(segment, bytes(content)) for segment, content in found]


def read_document(request: Request) -> dict[str, Json]:
    """The JSON object of the body.

    Raises:
        BadRequestError: not UTF-8, not JSON, not an object, nested too deep, a name twice in an object.
    """
    try:
        text = request.body.decode("utf-8")
    except UnicodeDecodeError as bad:
        raise BadRequestError(HTTPStatus.BAD_REQUEST, FormCode.BODY_ENCODING) from bad
    try:
        document = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
        json.dumps(document, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as bad:
        raise BadRequestError(HTTPStatus.BAD_REQUEST, FormCode.BODY_ENCODING) from bad
    except (ValueError, RecursionError) as bad:
        raise BadRequestError(HTTPStatus.BAD_REQUEST, FormCode.BODY_JSON) from bad
    if not isinstance(document, dict):
        raise BadRequestError(HTTPStatus.BAD_REQUEST, FormCode.BODY_JSON)
    return document


def json_response(status: HTTPStatus, document: Mapping[str, object]) -> Response:
    """A JSON answer; from 400 on a problem document (RFC 9457)."""
    problem = status >= HTTPStatus.BAD_REQUEST
    kind = "application/problem+json" if problem else "application/json"
    return Response(status, json.dumps(document, ensure_ascii=False), kind)


def attachment(name: str, text: str) -> Response:
    """A file of text for the person to keep; its name is ASCII and tells nothing of them."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(HTTPStatus.OK, text, "text/plain; charset=utf-8", headers)


def see_other(location: str, cookies: tuple[str, ...] = ()) -> Response:
    """303: what follows is read with GET."""
    return Response(HTTPStatus.SEE_OTHER, "", headers={"location": location}, cookies=cookies)


def _once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in an object")
    return found


def _no_constant(name: str) -> Json:
    raise ValueError(name)


def _cookies(sent: Iterable[str]) -> dict[str, str]:
    pairs = (each.partition("=") for each in sent)
    return {name: value for name, _, value in pairs}
