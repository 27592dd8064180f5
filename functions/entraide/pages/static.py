"""The form as the site's build places it in a page: empty, complete, and usable without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from entraide.forms.definition import Form
from entraide.forms.registry import FORMS
from entraide.pages.addresses import follow_address, form_address
from entraide.pages.form_view import form_view
from entraide.pages.kept_view import NOTHING_LOADED
from entraide.pages.paper_view import paper_address, paper_view
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
    address = paper_address(FORMS[form_id], words)
    paper = (address, words.text("interface", "paper", "link")) if address else None
    names = {"form": view, "standalone": False, "loaded": NOTHING_LOADED, "paper": paper}
    return render(built, "form.html", ui=words.node("interface", "form"), **names)


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A form to print, as a page of the site; its title is text, the rest is HTML."""

    address: str
    other_address: str
    """That of the page in the other language."""
    title: str
    main: str
    switch: str


def static_papers(built: Path, lang: str) -> tuple[PaperPage, ...]:
    """The forms to print in a language: all those that ask for something to be sent."""
    return tuple(_paper(built, form, lang) for form in FORMS.values() if not form.advises)


def _paper(built: Path, form: type[Form], lang: str) -> PaperPage:
    words = load_words(built, lang).of_form(form.id)
    other = load_words(built, other_language(lang))
    view, paper = paper_view(form, words), words.node("interface", "paper")
    names = {
        "view": view,
        "paper": paper,
        "ui": words.node("interface", "form"),
        "statement": paper["statement"],
        "channel": words.html("interface", "receipt", "channel", "markdown"),
    }
    there = paper_address(form, other)
    label = words.text("interface", "form", "other_language")
    return PaperPage(
        address=paper_address(form, words),
        other_address=there,
        title=words.text("interface", "paper", "title", title=view.title),
        main=render(built, "paper.html", **names),
        switch=render(built, "switch_link.html", address=there, other=other.lang, label=label),
    )


def static_switch(built: Path, form_id: str, lang: str) -> str:
    """The language switch of a page with a form: a submit button, so that what was typed goes along."""
    words = load_words(built, lang)
    return render(
        built,
        "switch.html",
        address=form_address(form_id, other_language(lang)),
        action="redraw",
        other=other_language(lang),
        label=words.text("interface", "form", "other_language"),
        check=words.text("interface", "form", "check"),
    )


def static_follow(built: Path, lang: str) -> str:
    """The two fields that open a request, for the page of the site on following it."""
    words = load_words(built, lang).node("interface", "follow")
    names = {"action": follow_address(lang), "reference": "", "error": ""}
    return render(built, "follow_form.html", words=words, **names)
