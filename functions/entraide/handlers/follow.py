"""Receipts and follow-up: where a request stands, with its reference and code, without an account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from http import HTTPStatus
from typing import Any, Final

from entraide.cases.identity import read_code, read_reference
from entraide.cases.model import CaseReader, StoredCase, StoreUnavailableError
from entraide.cases.papers import papers_of_case
from entraide.forms.definition import Form
from entraide.forms.registry import FORMS
from entraide.handlers.boundary import answered
from entraide.handlers.cookies import receipt_cookie
from entraide.handlers.desk import Desk, Drawn, Link, mistake_page
from entraide.handlers.opening import named_in, not_shown, opened
from entraide.handlers.public import public_desk
from entraide.handlers.runtime import BUILT, LambdaContext, settings
from entraide.handlers.web import (
    BadRequestError,
    Request,
    Response,
    language,
    read_fields,
    read_request,
    see_other,
    unread,
)
from entraide.pages.addresses import follow_address, receipt_address
from entraide.pages.documents_view import named, papers_note
from entraide.pages.receipt_view import receipt_view
from entraide.pages.words import LANGUAGES, Words
from entraide.storage.client import dynamodb_client
from entraide.storage.reader import DynamoCaseReader
from entraide.storage.serialisation import UnreadableItemError

PUT_BACK: Final = 40
"""Characters of what was typed as a reference, which is no longer than 12, that stand on the page again."""


def handler(event: Mapping[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Entry point of the function `follow`."""
    return answered(
        "follow-answered",
        context,
        lambda: answer(event, *composition()),
        lambda: mistake_page(BUILT, event),
    )


@cache
def composition() -> tuple[Desk, CaseReader]:
    """The composition root."""
    read = settings()
    return public_desk(read), DynamoCaseReader(dynamodb_client(), read.tables)


def answer(event: Mapping[str, Any], desk: Desk, reader: CaseReader) -> Response:
    """The answer to a request, whatever it is; all that no other function takes comes here."""
    lang = language(event)
    words = desk.words(lang)
    try:
        request = read_request(event)
    except BadRequestError as bad:
        return desk.message(unread(event), words, bad.status, bad.message)
    if lang not in LANGUAGES or "lang" not in request.path:
        return desk.message(request, words, HTTPStatus.NOT_FOUND, "not_found")
    try:
        return Follow(desk, reader, words).answer(request)
    except BadRequestError as bad:
        return desk.message(request, words, bad.status, bad.message)
    except (StoreUnavailableError, UnreadableItemError) as error:
        return not_shown(desk, request, words, error)


@dataclass(frozen=True, slots=True)
class Follow:
    """Opens cases to who knows their reference and code."""

    desk: Desk
    reader: CaseReader
    words: Words

    def answer(self, request: Request) -> Response:
        """A receipt, or the page that asks for its reference and code.

        Raises:
            BadRequestError: the body is not that of an HTML form.
            StoreUnavailableError: the case cannot be read now.
            UnreadableItemError: the case is not what was written.
        """
        reading = request.method in ("GET", "HEAD")
        if "reference" in request.path:
            allowed = "GET, HEAD"
            return self.receipt(request) if reading else self.desk.wrong_method(request, self.words, allowed)
        if reading:
            return self.ask()
        if request.method != "POST":
            return self.desk.wrong_method(request, self.words, "GET, HEAD, POST")
        return self.open(request)

    def receipt(self, request: Request) -> Response:
        """The receipt, opened by its cookie; without it, the reference and the code are asked for."""
        reference, code = named_in(request)
        stored = self._opened(reference, code)
        if stored is None:
            notice = self.words.text("interface", "receipt", "closed_cookie")
            return self.ask(reference, notice=notice)
        form = FORMS.get(stored.case.form)
        if form is None:
            gone = self.desk.message(
                request, self.words, HTTPStatus.GONE, "withdrawn", reference=stored.case.reference
            )
            return replace(gone, log={"withdrawn": stored.case.form})
        return self._show(form, stored, code)

    def ask(self, reference: str = "", *, error: str = "", notice: str = "") -> Response:
        """The page that asks for reference and code."""
        address = follow_address(self.words.lang)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
        words = self.words.node("interface", "follow")
        names = {"action": address, "reference": reference, "error": error, "notice": notice, "words": words}
        return self.desk.page(self.words, words["title"], Drawn("follow.html", names), Link(address), status)

    def open(self, request: Request) -> Response:
        """303 to the receipt when the code opens the case; the same answer whether either is wrong."""
        typed = dict(read_fields(request))
        reference = read_reference(typed.get("reference", ""))
        code = read_code(typed.get("code", ""))
        if self._opened(reference or "", code or "") is None:
            error = self.words.text("interface", "follow", "not_found")
            return self.ask(typed.get("reference", "")[:PUT_BACK], error=error)
        location = receipt_address(self.words.lang, str(reference))
        return see_other(location, (receipt_cookie(str(reference), str(code)),))

    def _opened(self, reference: str, code: str) -> StoredCase | None:
        return opened(self.reader, self.desk.macs, reference, code)

    def _show(self, form: type[Form], stored: StoredCase, code: str) -> Response:
        said = self.words.of_form(form.id)
        describer = self.desk.describer(form, said)
        now = self.desk.clock.now()
        view = receipt_view(describer, stored, code, now, demonstration=self.desk.demonstration)
        papers = papers_of_case(form, stored)
        words = said.node("interface", "receipt")
        names = {
            "receipt": view,
            "words": words,
            "keep": said.node("interface", "form", "keep"),
            "colon": self.words.colon,
            "needs_person": said.text("interface", "review", "needs_person"),
            "channel": said.html("interface", "receipt", "channel", "markdown"),
            "official": said.html("interface", "review", "official", "markdown"),
            "papers": said.html("interface", "receipt", "papers", "markdown"),
            "waiting": words["next_waiting"],
            "note": papers_note(papers, said, now),
            "asked": named(papers.asked, said),
            "documents": said.node("documents"),
        }
        switch = Link(receipt_address(self.words.lang, stored.case.reference))
        return self.desk.page(self.words, view.title, Drawn("receipt.html", names), switch)
