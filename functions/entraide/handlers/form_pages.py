"""Pages on which somebody's answers travel: their language switch is a submit button, so that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Final

from entraide.forms.definition import Form
from entraide.handlers.desk import Button, Drawn, site_page
from entraide.handlers.web import Response
from entraide.pages.addresses import form_address
from entraide.pages.form_view import FormView
from entraide.pages.kept_view import NOTHING_LOADED, LoadedView
from entraide.pages.review_view import Pairs
from entraide.pages.words import Words, other_language

_CARRIED: Final = ("_key", "_continue", "_offered")


def carried(meta: Mapping[str, str]) -> Pairs:
    """What goes from page to page beside the answers: the submission key, and what was decided on the way."""
    return tuple((name, meta[name]) for name in _CARRIED if name in meta)


def answers_page(
    built: Path,
    words: Words,
    form: type[Form],
    title: str,
    drawn: Drawn,
    status: HTTPStatus = HTTPStatus.OK,
    switch: str = "check",
) -> Response:
    """A page with answers of a form; `switch` is what its language switch does in the other language."""
    button = Button(form_address(form.id, other_language(words.lang)), switch)
    ui = words.node("interface", "form")
    return site_page(built, words, title, replace(drawn, names={**drawn.names, "ui": ui}), button, status)


def form_page(
    built: Path, words: Words, form: type[Form], view: FormView, loaded: LoadedView = NOTHING_LOADED
) -> Response:
    """The form itself; 422, and said in the title, when something in it must be mended."""
    wrong = bool(view.errors or view.general_errors or loaded.error)
    title = words.text("interface", "form", "title_error", title=view.title) if wrong else view.title
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    names = {"form": view, "standalone": True, "loaded": loaded, "paper": None}
    return answers_page(built, words, form, title, Drawn("form.html", names), status, "redraw")
