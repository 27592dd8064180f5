"""The public functions in memory: a desk on the built words and directory, with fakes for what is AWS's."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from answers import CONTRIBUTIONS
from entraide.agencies.directory import Directory
from entraide.agencies.gazetteer import BuiltGazetteer
from entraide.handlers import follow, submit
from entraide.handlers.desk import Desk
from entraide.handlers.intake import Intake
from entraide.handlers.web import Response
from fakes import FakeClock, FakeMacs, FakeStore

Pairs = Iterable[tuple[str, str]]

BOUNDARY = "----aBoundary7MA4YWxkTrZu0gW"
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"

SHELL = (
    '<!doctype html><html lang="{lang}"><head><title><!--entraide:title--></title></head><body>'
    "<!--entraide:lang--><!--/entraide:lang--><main><!--entraide:main--></main></body></html>"
)


@dataclass
class Counter:
    """Sends requests to `submit` and `follow` as the HTTP API would."""

    built: Path
    connected: str = "all"
    store: FakeStore = field(default_factory=FakeStore)
    clock: FakeClock = field(default_factory=FakeClock)

    def __post_init__(self) -> None:
        directory = Directory.load(self.built, self.connected)
        gazetteer, macs = BuiltGazetteer(self.built / "communes"), FakeMacs()
        self.desk = Desk(self.built, directory, gazetteer, macs, self.clock, demonstration=True)
        self.intake = Intake(directory, gazetteer, macs, self.store, self.clock)

    def post(self, pairs: Pairs, lang: str = "fr", form: str = "questionnaire", **headers: str) -> Response:
        """An HTML form."""
        return self.send(urlencode(list(pairs)).encode(), lang, form, **headers)

    def post_json(
        self, document: object, lang: str = "fr", form: str = "questionnaire", **headers: str
    ) -> Response:
        """A JSON document."""
        body = json.dumps(document).encode()
        return self.send(body, lang, form, **{"content_type": "application/json", **headers})

    def post_file(
        self, pairs: Pairs, file: bytes, lang: str = "fr", form: str = "questionnaire", **headers: str
    ) -> Response:
        """An HTML form that brings a file."""
        body = multipart(pairs, file)
        return self.send(body, lang, form, **{"content_type": MULTIPART, **headers})

    def send(self, body: bytes, lang: str = "fr", form: str = "questionnaire", **headers: str) -> Response:
        """Any bytes; header names are written with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {"content-type": "application/x-www-form-urlencoded", **named}
        event = api_event("POST", {"lang": lang, "form": form}, body, sent)
        return submit.answer(event, self.desk, self.intake)

    def get(self, path: Mapping[str, str], cookies: Iterable[str] = ()) -> Response:
        """A page of `follow`."""
        return follow.answer(api_event("GET", path, b"", {}, cookies), self.desk, self.store)

    def open(self, pairs: Pairs, lang: str = "fr") -> Response:
        """The form that asks for reference and code."""
        headers = {"content-type": "application/x-www-form-urlencoded"}
        event = api_event("POST", {"lang": lang}, urlencode(list(pairs)).encode(), headers)
        return follow.answer(event, self.desk, self.store)


def multipart(pairs: Pairs, file: bytes) -> bytes:
    """The body of a form with a file, as browsers write it (RFC 7578)."""
    told = [(f'name="{name}"', value.encode()) for name, value in pairs]
    told.append(('name="_file"; filename="réponses.txt"\r\nContent-Type: text/plain', file))
    start = b"--" + BOUNDARY.encode() + b"\r\nContent-Disposition: form-data; "
    parts = b"".join(start + name.encode() + b"\r\n\r\n" + content + b"\r\n" for name, content in told)
    return parts + b"--" + BOUNDARY.encode() + b"--\r\n"


def api_event(
    method: str,
    path: Mapping[str, str],
    body: bytes,
    headers: Mapping[str, str],
    cookies: Iterable[str] = (),
) -> dict[str, Any]:
    """An event of the HTTP API, payload 2.0, with the body in base64 as for HTML forms."""
    return {
        "version": "2.0",
        "pathParameters": dict(path),
        "headers": dict(headers),
        "cookies": list(cookies),
        "requestContext": {"http": {"method": method}},
        "body": base64.b64encode(body).decode(),
        "isBase64Encoded": True,
    }


def stored(counter: Counter, pairs: Pairs = CONTRIBUTIONS) -> tuple[str, str]:
    """Reference and code of a new case."""
    response = counter.post([*pairs, ("_key", "0123456789abcdef"), ("_action", "send")])
    reference = response.headers["location"].rpartition("/")[2]
    return reference, response.cookies[0].partition(";")[0].partition("=")[2]
