"""What the functions answer in each state of each form, as whole pages: `states` gives them by name.

No browser and no cloud: somebody without JavaScript goes from page to page, which stand in the frame (`shell.*.html`)
of the built folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

from aid_answers import AIDS
from aid_requests import sent
from answers import CONTRIBUTIONS, HEALTH, Pairs, changed
from counter import Counter, api_event
from document_pages import FILE, add, asked
from entraide.cases.model import Outcome, StoreUnavailableError, Submission
from entraide.documents.verdict import Flaw
from entraide.forms.registry import FORMS
from entraide.handlers.rescue import button_again, form_again
from entraide.handlers.web import URLENCODED
from fakes import FakeStore
from rare_states import State, rare_states
from visitor import Visitor

GUIDED: Pairs = [
    ("difficulty.kinds", "contributions"),
    ("activity.position", "own-name"),
    ("activity.family", "trade"),
    ("activity.main", "yes"),
    ("affiliation.over_a_year", "yes"),
    ("affiliation.paid", "unknown"),
]
EVERYTHING: Pairs = [
    *changed(
        CONTRIBUTIONS,
        happening__cannot_wait="letter",
        places__home_kind="other",
        places__home__postal_code="59000",
        places__home__commune="59350",
        you__message="Bonjour,\nje voudrais être rappelée le soir.",
    ),
    ("happening.needs", "health"),
    ("happening.situations", "my-health"),
    *HEALTH,
]
"""Somebody whose review shows all that a review can show: an alert, two bodies, a choice, health answers."""
REQUESTS: dict[str, Pairs] = {"questionnaire": EVERYTHING, **AIDS}
"""A complete request for each form that is sent; the others answer with advice."""


class _NoStore(FakeStore):
    """A store that does not answer."""

    def commit(self, submission: Submission) -> Outcome:
        del submission
        raise StoreUnavailableError


def states(built: Path, lang: str) -> Iterator[State]:
    """Every state in a language."""
    for form in FORMS:
        pages = _sent(built, lang, form) if form in REQUESTS else _advised(built, lang, form)
        yield from ((f"{form}-{name}", html) for name, html in pages)
    yield from _apart(Counter(built), lang)
    yield from _kept(Counter(built), lang)
    yield from _documents(Counter(built), lang)
    yield from rare_states(built, lang)


def _advised(built: Path, lang: str, form: str) -> Iterator[State]:
    visitor = Visitor(Counter(built))
    yield "errors", visitor.open_form(lang, form).fill([]).html
    yield "advice", visitor.open_form(lang, form).fill(GUIDED).html


def _sent(built: Path, lang: str, form: str) -> Iterator[State]:
    pairs, visitor = REQUESTS[form], Visitor(Counter(built))
    yield "errors", visitor.open_form(lang, form).fill([]).html
    yield "redrawn", visitor.open_form(lang, form).fill(pairs, "redraw").html
    yield "exit", visitor.open_form(lang, form).fill(changed(pairs, activity__position="farmer")).html
    unplaced = [pair for pair in pairs if not pair[0].endswith(".commune")]
    yield "communes", visitor.open_form(lang, form).fill(unplaced, "find:places.work").html
    for number, button in enumerate(each for each in visitor.page.buttons if each.startswith("add:")):
        yield f"rows-{number}", visitor.open_form(lang, form).fill(pairs, button).html
    yield "review", visitor.open_form(lang, form).fill(pairs).html
    yield "no-body-left", visitor.press("send", review__bodies=["none"]).html
    yield "edit", visitor.press("edit").html
    yield "receipt", visitor.open_form(lang, form).fill(pairs).press("send").html
    yield "already-arrived", visitor.open_form(lang, form).fill(pairs).press("send").html
    for name, counter in (
        ("file-ready", Counter(built, "file")),
        ("unavailable", Counter(built, store=_NoStore())),
    ):
        yield name, Visitor(counter).open_form(lang, form).fill(pairs).press("send").html


def _apart(counter: Counter, lang: str) -> Iterator[State]:
    visitor = Visitor(counter)
    yield "follow", visitor.open(f"/api/{lang}/follow").html
    yield "follow-errors", counter.open([("reference", ""), ("code", "")], lang).body
    yield "follow-wrong", counter.open([("reference", "EN-0000-0000"), ("code", "ABCD-EFGH-JKLM")], lang).body
    yield "receipt-closed", counter.get({"lang": lang, "reference": "EN-0000-0000"}).body
    yield "unknown-form", counter.post([], lang, "nothing").body
    typed = urlencode(CONTRIBUTIONS).encode()
    event = api_event("POST", {"lang": lang, "form": "questionnaire"}, typed, {"content-type": URLENCODED})
    for name, kept in (
        ("form", form_again(event, counter.desk)),
        ("button", button_again(event, counter.built)),
    ):
        yield f"our-mistake-{name}", kept.body if kept else ""
    unsure = changed(CONTRIBUTIONS, happening__needs="help-me", happening__situations="stopping")
    yield "proposals", visitor.open_form(lang).fill(unsure).html


def _kept(counter: Counter, lang: str) -> Iterator[State]:
    """A form whose file was loaded again."""
    load = [("_action", "load")]
    saved = counter.post([*CONTRIBUTIONS, ("_action", "save")], lang).body
    for name, form, file in (
        ("loaded", "questionnaire", saved),
        ("loaded-into-another", "aced", saved),
        ("loaded-nothing", "questionnaire", ""),
        ("loaded-no-answers", "questionnaire", "Bonjour"),
    ):
        yield name, counter.post_file(load, file.encode(), lang, form).body


def _documents(counter: Counter, lang: str) -> Iterator[State]:
    """The documents of a request: asked for, a file on its way, and each fate of a file."""
    visitor = Visitor(counter)
    reference = sent(visitor, "adr", AIDS["adr"]).case.reference
    path = {"lang": lang, "reference": reference}
    stored = counter.store.cases[reference]
    yield "documents", asked(counter, visitor, path).body
    yield "document-checked", asked(counter, visitor, {**path, "upload": FILE}).body
    for fate in (None, *Flaw):
        add(counter, stored, fate)
        name = fate or "accepted"
        yield f"document-{name}", asked(counter, visitor, {**path, "upload": FILE}).body
        yield f"documents-{name}", asked(counter, visitor, path).body
    counter.clock.advance(timedelta(days=31))
    yield "documents-closed", asked(counter, visitor, path).body
