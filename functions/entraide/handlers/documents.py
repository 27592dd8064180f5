"""The documents of a case: where to send them, and where each of them stands.

A browser sends a file straight to S3, which leads it back here. The function can give leave to put a file in
quarantine, and can read none.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any, Final, Protocol

from entraide.cases.model import CaseReader, Document, StoredCase, StoreUnavailableError
from entraide.cases.papers import Papers, papers_of_case
from entraide.cases.uploads import Upload, is_upload, tried_out
from entraide.forms.definition import Paper
from entraide.forms.registry import FORMS
from entraide.handlers.boundary import answered
from entraide.handlers.desk import Desk, Drawn, Link, fresh_key, mistake_page
from entraide.handlers.opening import named_in, not_shown, opened
from entraide.handlers.public import public_desk
from entraide.handlers.runtime import BUILT, LambdaContext, read_uploads, settings
from entraide.handlers.web import (
    BadRequestError,
    Request,
    Response,
    language,
    read_request,
    see_other,
    unread,
)
from entraide.pages.addresses import documents_address, follow_address, receipt_address
from entraide.pages.documents_view import cure, documents_view, why
from entraide.pages.words import LANGUAGES, Words
from entraide.storage.buckets import Slots
from entraide.storage.client import dynamodb_client, s3_client
from entraide.storage.reader import DynamoCaseReader
from entraide.storage.serialisation import UnreadableItemError

LOOKS: Final = 6
"""How often the page of a file looks for its fate before it says that it is being checked."""
BETWEEN_LOOKS: Final = 0.7
"""Seconds: most files are settled in two or three."""


class SendsFiles(Protocol):
    """Gives leave to send a file."""

    def fields(self, upload: Upload, redirect: str) -> dict[str, str]:
        """The hidden inputs of its form."""
        ...


def handler(event: Mapping[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Entry point of the function `documents`."""
    return answered(
        "documents-answered",
        context,
        lambda: answer(event, composition()),
        lambda: mistake_page(BUILT, event),
    )


@dataclass(frozen=True, slots=True)
class Counter:
    """What the pages of documents work with."""

    desk: Desk
    reader: CaseReader
    slots: SendsFiles
    site: str
    """The site's origin."""
    uploads: str
    """Where files are sent to."""
    wait: Callable[[float], None]


@cache
def composition() -> Counter:
    """The composition root."""
    read, uploads = settings(), read_uploads()
    reader = DynamoCaseReader(dynamodb_client(), read.tables)
    slots = Slots(s3_client(), uploads.quarantine)
    return Counter(public_desk(read), reader, slots, read.site_origin, uploads.origin, time.sleep)


def answer(event: Mapping[str, Any], counter: Counter) -> Response:
    """The answer to a request, whatever it is."""
    lang, desk = language(event), counter.desk
    words = desk.words(lang)
    try:
        request = read_request(event)
    except BadRequestError as bad:
        return desk.message(unread(event), words, bad.status, bad.message)
    if lang not in LANGUAGES or "reference" not in request.path or _of_no_file(request):
        return desk.message(request, words, HTTPStatus.NOT_FOUND, "not_found")
    if request.method not in ("GET", "HEAD"):
        return desk.wrong_method(request, words, "GET, HEAD")
    try:
        return _opened(request, counter, words)
    except (StoreUnavailableError, UnreadableItemError) as error:
        return not_shown(desk, request, words, error)


def _of_no_file(request: Request) -> bool:
    return "upload" in request.path and not is_upload(request.path["upload"])


def _opened(request: Request, counter: Counter, words: Words) -> Response:
    reference, code = named_in(request)
    stored = opened(counter.reader, counter.desk.macs, reference, code)
    form = FORMS.get(stored.case.form) if stored else None
    if stored is None or form is None:
        # The receipt's page asks for the code.
        return see_other(receipt_address(words.lang, reference) if reference else follow_address(words.lang))
    pages = Documents(counter, words, stored, papers_of_case(form, stored))
    return pages.upload(request.path["upload"]) if "upload" in request.path else pages.all(request)


@dataclass(frozen=True, slots=True)
class Documents:
    """The pages of an opened case."""

    counter: Counter
    words: Words
    stored: StoredCase
    papers: Papers

    @property
    def address(self) -> str:
        """Of the list of documents."""
        return documents_address(self.words.lang, self.stored.case.reference)

    @property
    def receipt(self) -> str:
        """Address of the receipt, to go back to."""
        return receipt_address(self.words.lang, self.stored.case.reference)

    def all(self, request: Request) -> Response:
        """What is missing, and a form for each document."""
        desk = self.counter.desk
        if not self.papers.readable:
            return desk.message(request, self.words, HTTPStatus.NOT_FOUND, "not_found")
        now = desk.clock.now()
        view = documents_view(self.papers, self.words, desk.directory, now, self._fields)
        names = {
            "view": view,
            "reference": self.stored.case.reference,
            "address": self.counter.uploads,
            "words": self.words.node("documents"),
            "rules": self.words.html("documents", "rules", "markdown"),
            "back": self.receipt,
        }
        title = self.words.text("documents", "title")
        return desk.page(self.words, title, Drawn("documents.html", names), Link(self.address))

    def upload(self, id_: str) -> Response:
        """Where a file stands. It waits a little for the answer, so that most people need not ask again."""
        document = self._settled(id_)
        dropped = document is None and tried_out(self.stored.documents)
        refused = dropped or (document and document.flaw)
        state = "refused" if refused else "accepted" if document else "pending"
        said = self.words.node("documents", "upload", state)
        paper = self.words.optional("documents", "papers", document.paper, "title") if document else ""
        flaw = document.flaw if document else None
        here = f"{self.address}/files/{id_}"
        names = {
            "state": said,
            "body": said["body"].replace("{paper}", paper),
            "why": why(flaw, self.words) if flaw else self.words.text("documents", "full") if dropped else "",
            "cure": cure(flaw, self.words) if flaw else "",
            "words": self.words.node("documents"),
            "again": here if state == "pending" else self.address,
            "again_label": self.words.text("documents", "again" if state == "pending" else "list"),
            "back": self.receipt,
        }
        return self.counter.desk.page(self.words, said["title"], Drawn("upload.html", names), Link(here))

    def _settled(self, id_: str) -> Document | None:
        stored: StoredCase | None = self.stored
        for look in range(LOOKS):
            if look:
                self.counter.wait(BETWEEN_LOOKS)
                stored = self.counter.reader.read(self.stored.case.reference)
            found = next((each for each in (stored.documents if stored else ()) if each.id == id_), None)
            if found:
                return found
        return None

    def _fields(self, paper: Paper) -> dict[str, str]:
        upload = Upload(self.stored.case.reference, paper.code, fresh_key())
        return self.counter.slots.fields(upload, f"{self.counter.site}{self.address}/files/{upload.id}")
