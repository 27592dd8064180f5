"""What `submit` shows when it has broken on what somebody sent: all that was typed, once more.

No rule looks at the answers here, for a rule may be what broke.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from entraide.forms.checking import Checked
from entraide.forms.definition import Form
from entraide.forms.reading import read_pairs
from entraide.forms.registry import FORMS
from entraide.handlers.desk import Desk, Drawn
from entraide.handlers.form_pages import answers_page, carried, form_page
from entraide.handlers.web import BadRequestError, Response, language, read_request, read_sent
from entraide.pages.addresses import form_address
from entraide.pages.form_view import form_view
from entraide.pages.review_view import Pairs, review_inputs
from entraide.pages.words import LANGUAGES, Words, load_words

_ACTION: Final = "_action"


@dataclass(frozen=True, slots=True)
class Typed:
    """An HTML form as it was sent."""

    form: type[Form]
    words: Words
    pairs: Pairs


def form_again(event: Mapping[str, Any], desk: Desk) -> Response | None:
    """The form with every answer in it and the submission key, so that sending again makes no second request.

    None when no HTML form came, or none that can be read.
    """
    typed = _typed(event, desk.built)
    if typed is None:
        return None
    meta = {name: value for name, value in typed.pairs if name.startswith("_")}
    unchecked = Checked(typed.form, {}, {}, read_pairs(typed.form, typed.pairs))
    travels = (*carried(meta), *review_inputs(unchecked))
    view = form_view(
        typed.form, typed.words, unchecked.raw, {}, desk.gazetteer, travels, notice="our_mistake"
    )
    return form_page(
        desk.built, typed.words, typed.form, replace(view, version=meta.get("_version", view.version))
    )


def button_again(event: Mapping[str, Any], built: Path) -> Response | None:
    """For when even the form cannot be drawn, or the function not start: what was sent, as it came, behind two buttons.

    Needs the words alone. None as for `form_again`.
    """
    typed = _typed(event, built)
    if typed is None:
        return None
    words = typed.words
    title = words.text("interface", "messages", "our_mistake", "title")
    action = next((value for name, value in typed.pairs if name == _ACTION), "check")
    names = {
        "title": title,
        "body": words.text("interface", "form", "our_mistake_body"),
        "buttons": [
            (words.text("interface", "messages", "retry"), action),
            (words.text("interface", "already", "back"), "edit"),
        ],
        "link": None,
        "hidden": [(name, value) for name, value in typed.pairs if name != _ACTION],
        "action": form_address(typed.form.id, words.lang),
    }
    drawn = Drawn("question.html", names)
    return answers_page(built, words, typed.form, title, drawn, HTTPStatus.INTERNAL_SERVER_ERROR)


def _typed(event: Mapping[str, Any], built: Path) -> Typed | None:
    lang = language(event)
    try:
        request = read_request(event)
        form = FORMS.get(request.path.get("form", ""))
        if form is None or lang not in LANGUAGES or request.method != "POST" or request.wants_json:
            return None
        pairs, _ = read_sent(request)
    except BadRequestError:
        return None
    return Typed(form, load_words(built, lang).of_form(form.id), tuple(pairs))
