"""`POST /api/{lang}/forms/{form}`: reads, checks, shows for review, and stores once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from typing import Any

from entraide.forms.registry import FORMS
from entraide.handlers.boundary import answered
from entraide.handlers.desk import Desk, mistake_page
from entraide.handlers.html_flow import HtmlFlow
from entraide.handlers.intake import Intake
from entraide.handlers.json_flow import JsonFlow
from entraide.handlers.public import public_desk
from entraide.handlers.rescue import button_again, form_again
from entraide.handlers.runtime import BUILT, LambdaContext, settings
from entraide.handlers.web import BadRequestError, Response, language, read_request, see_other, unread
from entraide.pages.words import LANGUAGES
from entraide.storage.client import dynamodb_client
from entraide.storage.writer import DynamoCaseWriter


def handler(event: Mapping[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Entry point of the function `submit`."""
    return answered(
        "submit-answered",
        context,
        lambda: answer(event, *composition()),
        lambda: form_again(event, composition()[0]),
        lambda: button_again(event, BUILT),
        lambda: mistake_page(BUILT, event),
    )


@cache
def composition() -> tuple[Desk, Intake]:
    """The composition root: the only place that knows technologies."""
    read = settings()
    desk = public_desk(read)
    writer = DynamoCaseWriter(dynamodb_client(tries=1), read.tables)
    return desk, Intake(desk.directory, desk.gazetteer, desk.macs, writer, desk.clock)


def answer(event: Mapping[str, Any], desk: Desk, intake: Intake) -> Response:
    """The answer to a request, whatever it is."""
    lang = language(event)
    words = desk.words(lang)
    try:
        request = read_request(event)
    except BadRequestError as bad:
        return desk.message(unread(event), words, bad.status, bad.message)
    form = FORMS.get(request.path.get("form", ""))
    if form is None or lang not in LANGUAGES:
        return desk.message(request, words, HTTPStatus.NOT_FOUND, "not_found")
    if request.method in ("GET", "HEAD"):
        return see_other(words.text("forms", form.id, "address"))
    if request.method != "POST":
        return desk.wrong_method(request, words, "GET, HEAD, POST")
    words = words.of_form(form.id)
    if request.is_json:
        return JsonFlow(desk, intake, words, form).answer(request)
    try:
        return HtmlFlow(desk, intake, words, form).answer(request)
    except BadRequestError as bad:
        return desk.message(request, words, bad.status, bad.message)
