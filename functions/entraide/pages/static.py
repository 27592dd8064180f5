"""The form as the site's build places it in a page: empty, complete, and usable without JavaScript."""

from __future__ import annotations

from pathlib import Path

from entraide.forms.registry import FORMS
from entraide.pages.form_view import form_address, form_view
from entraide.pages.kept_view import NOTHING_LOADED
from entraide.pages.render import render
from entraide.pages.words import load_words, other_language


class UnknownFormError(KeyError):
    """No form has this id; the sentence lists those that there are."""


def static_form(built: Path, form_id: str, lang: str) -> str:
    """The HTML of a form, for a page of the site.

    Raises:
        UnknownFormError: no form has this id.
    """
    if form_id not in FORMS:
        raise UnknownFormError(f"there is no form `{form_id}`; there are: {', '.join(FORMS)}")
    words = load_words(built, lang).of_form(form_id)
    view = form_view(FORMS[form_id], words)
    names = {"form": view, "standalone": False, "loaded": NOTHING_LOADED}
    return render(built, "form.html", ui=words.node("interface", "form"), **names)


def static_switch(built: Path, form_id: str, lang: str) -> str:
    """The language switch of a page with a form: a submit button, so that what was typed goes along."""
    words = load_words(built, lang)
    return render(
        built,
        "switch.html",
        address=form_address(FORMS[form_id], other_language(lang)),
        action="redraw",
        other=other_language(lang),
        label=words.text("interface", "form", "other_language"),
        check=words.text("interface", "form", "check"),
    )


def static_follow(built: Path, lang: str) -> str:
    """The two fields that open a request, for the page of the site on following it."""
    words = load_words(built, lang).node("interface", "follow")
    names = {"action": f"/api/{lang}/follow", "reference": "", "error": ""}
    return render(built, "follow_form.html", words=words, **names)
