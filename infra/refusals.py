"""What the edge answers by itself, before a function is asked: bodies that are too large, or of unknown length.

Lambda takes 6 MB and answers more with a server error; our own limit is far below. So what is over the limit is
refused where it arrives, in the language of its address, as a page or as a problem document (RFC 9457). The words
are the editors' (`interface.messages`); CloudFront's part is generated from them, the local front door reads them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from http import HTTPStatus
from pathlib import Path
from typing import Final

import yaml
from infra.routes import Largest

from entraide.handlers.problems import TYPES
from entraide.handlers.web import MULTIPART
from entraide.pages.words import LANGUAGES, home

CONTENT: Final = Path(__file__).resolve().parents[1] / "content"
WORDS: Final = "forms/_interface.yml"
HOMES: Final = {lang: home(lang) for lang in LANGUAGES}
KEYS: Final = {
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
    HTTPStatus.LENGTH_REQUIRED: "wrong_type",
}
"""Which of the editors' messages goes with which status."""

MALFORMED: Final = "wrong_type"
"""The message for what is no request at all. CloudFront refuses that itself, before our function sees it."""

WITH_BODY: Final = ("POST", "PUT", "PATCH")
"""Methods whose requests must say how long they are."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal in one language."""

    page: str
    problem: str


@dataclass(frozen=True, slots=True)
class Message:
    """What the editors wrote for a refusal, in one language."""

    lang: str
    title: str
    body: str
    to_home: str


@cache
def message(lang: str, key: str, content: Path = CONTENT) -> Message:
    """The editors' words under `messages`."""
    words = yaml.safe_load((content / lang / WORDS).read_text(encoding="utf-8"))["messages"]
    return Message(lang, words[key]["title"], words[key]["body"], words["to_home"])


def refusal(lang: str, status: HTTPStatus) -> Refusal:
    """The page and the problem document for a status of `KEYS`, or for 400."""
    key = KEYS.get(status, MALFORMED)
    said = message(lang, key)
    kind = f"{TYPES}{key.replace('_', '-')}"
    told = {"type": kind, "title": said.title, "status": int(status), "errors": [], "detail": said.body}
    return Refusal(page((said,)), json.dumps(told, ensure_ascii=False))


def page(said: tuple[Message, ...]) -> str:
    """A small page that needs nothing else, in one language or in several below each other."""
    sections = "".join(
        f'<section lang="{each.lang}"><h1>{escape(each.title)}</h1><p>{escape(each.body)}</p>'
        f'<p><a href="{HOMES[each.lang]}">{escape(each.to_home)}</a></p></section>'
        for each in said
    )
    return (
        f'<!doctype html><html lang="{said[0].lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(said[0].title)}</title></head><body><main>{sections}</main></body></html>"
    )


def in_every_language(key: str) -> str:
    """The page of a message where nothing says which language is wanted."""
    return page(tuple(message(lang, key) for lang in HOMES))


def at_most(digits: str, most: int) -> int:
    """The number that ASCII digits write, or `most` where it is larger; Python reads 4300 digits and no more."""
    digits = digits.lstrip("0") or "0"
    return min(int(digits), most) if len(digits) <= len(str(most)) else most


def status_for(method: str, headers: Mapping[str, str], largest: Largest) -> HTTPStatus | None:
    """Why a request is refused at the edge, if it is; header names are lower-case."""
    length = headers.get("content-length", "" if method in WITH_BODY else "0")
    if "transfer-encoding" in headers or not (length.isascii() and length.isdecimal()):
        return HTTPStatus.LENGTH_REQUIRED
    with_file = headers.get("content-type", "").partition(";")[0].strip().lower() == MULTIPART
    limit = largest.with_file if with_file else largest.body
    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if at_most(length, limit + 1) > limit else None


def reads_json(headers: Mapping[str, str]) -> bool:
    """Whether the client sent JSON or asks for it."""
    return "application/json" in f"{headers.get('content-type', '')} {headers.get('accept', '')}"


def language(path: str) -> str:
    """The language of an address of the API; French when it has none."""
    return "en" if path.startswith("/api/en/") else "fr"


# The same rules as the functions above; `tests/infra/test_refusals.py` holds the two against each other.
_VIEWER_FUNCTION: Final = """\
var LARGEST = %d;
var LARGEST_WITH_FILE = %d;
var WITH_BODY = %s;
var HEADERS = %s;
var SAID = %s;
function refused(status, request) {
  var given = request.headers;
  var read = ['content-type', 'accept'].map(function (name) { return given[name] ? given[name].value : ''; });
  var json = read.join(' ').includes('application/json');
  var said = SAID[status][request.uri.startsWith('/api/en/') ? 'en' : 'fr'];
  var type = json ? 'application/problem+json' : 'text/html; charset=utf-8';
  var headers = Object.assign({'content-type': {value: type}}, HEADERS);
  return {statusCode: Number(status), headers: headers, body: {encoding: 'text', data: json ? said[1] : said[0]}};
}
function handler(event) {
  var request = event.request;
  var given = request.headers['content-length'];
  var length = given ? given.value : WITH_BODY.includes(request.method) ? '' : '0';
  if (request.headers['transfer-encoding'] || !/^[0-9]+$/.test(length)) {
    return refused('411', request);
  }
  var type = request.headers['content-type'];
  var withFile = type && type.value.split(';')[0].trim().toLowerCase() === 'multipart/form-data';
  return Number(length) > (withFile ? LARGEST_WITH_FILE : LARGEST) ? refused('413', request) : request;
}
"""


def viewer_function(headers: Mapping[str, str], largest: Largest) -> str:
    """The CloudFront function that refuses; it answers with the headers of its route."""
    said = {
        str(int(status)): {
            lang: [refusal(lang, status).page, refusal(lang, status).problem] for lang in HOMES
        }
        for status in KEYS
    }
    sent = {name.lower(): {"value": value} for name, value in headers.items()}
    return _VIEWER_FUNCTION % (
        largest.body,
        largest.with_file,
        json.dumps(WITH_BODY),
        _indented(sent),
        _indented(said),
    )


def _indented(value: object) -> str:
    return json.dumps(value, indent=1)
