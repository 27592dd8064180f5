"""Answers kept for later: the file that holds them, and what a page says when they come back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from entraide.forms.checking import Checked
from entraide.forms.keeping import Kept, TakenUp, Unreadable, kept_text
from entraide.forms.reflection import fields
from entraide.forms.registry import FORMS
from entraide.pages.display import moment
from entraide.pages.form_view import version_mark
from entraide.pages.review_view import Describer, hidden_inputs
from entraide.pages.words import Words

AT = ("interface", "form", "keep")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file for the person; its name tells the form and nothing of the person."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class LoadedView:
    """What is said once a file was loaded: what came back, or why nothing did."""

    error: str = ""
    title: str = ""
    said: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    """The questions whose answers came back."""


NOTHING_LOADED = LoadedView()


def kept_file(describer: Describer, checked: Checked, now: datetime) -> KeptFile:
    """The answers as typed, those of hidden questions left out: in words for people, then for taking them up again."""
    form = checked.form
    text = kept_text(form, version_mark(form), hidden_inputs(checked))
    lines = "\n".join(_lines(describer, checked, now))
    return KeptFile(f"entraide-{form.id}.txt", f"{lines}\n\n{text}\n")


def refused_view(why: Unreadable, words: Words) -> LoadedView:
    """What is said of a file that gives no answers."""
    return LoadedView(error=words.text(*AT, f"error_{why}"))


def loaded_view(describer: Describer, kept: Kept, taken: TakenUp) -> LoadedView:
    """What came back, question by question, and what did not and why."""
    words, form = describer.words, describer.form
    if not taken.found:
        return LoadedView(error=words.text(*AT, "error_nothing"))
    said = [words.text(*AT, "found", count=len(taken.found))]
    if kept.form != form.id:
        known = kept.form in FORMS
        title = words.text("forms", kept.form, "title") if known else words.text(*AT, "unknown_form")
        said.append(words.text(*AT, "other_form", title=title))
    elif kept.version != version_mark(form):
        said.append(words.text(*AT, "older"))
    if taken.left:
        said.append(words.text(*AT, "left", count=taken.left))
    labels = tuple(describer.label(fields(form)[path]) for path in taken.found)
    return LoadedView(title=words.text(*AT, "back"), said=tuple(said), labels=labels)


def _lines(describer: Describer, checked: Checked, now: datetime) -> Iterator[str]:
    words = describer.words
    title = words.text("forms", checked.form.id, "title")
    yield title
    yield words.text(*AT, "file_made", date=moment(now, words))
    yield words.text(*AT, "file_warning")
    yield words.text(*AT, "file_use", title=title)
    for step in describer.rows(checked, answered_only=True):
        yield f"\n{step.title}"
        for row in step.rows:
            yield f"- {row.label}{words.colon} {'; '.join(row.value.splitlines())}"
    yield f"\n{words.text(*AT, 'file_below')}"
