"""A form as its template needs it: words, what was typed, errors, and what depends on what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from entraide.agencies.places import Gazetteer
from entraide.forms.checking import Problem
from entraide.forms.definition import Form
from entraide.forms.estimate import minutes
from entraide.forms.reading import Raw
from entraide.forms.reflection import FormStep, digest, steps
from entraide.pages.addresses import form_address
from entraide.pages.paper_titles import paper_titles
from entraide.pages.question_view import Drawing, QuestionView
from entraide.pages.words import Words


@dataclass(frozen=True, slots=True)
class StepView:
    """A step with its questions."""

    slug: str
    title: str
    questions: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True)
class FormView:
    """All that the form's template shows."""

    id: str
    lang: str
    action: str
    title: str
    intro: str
    version: str
    minutes: int
    prepare: tuple[str, ...]
    steps: tuple[StepView, ...]
    carried: tuple[tuple[str, str], ...] = ()
    """Hidden inputs that travel along: the submission key, an exit that was passed."""
    notice_title: str = ""
    notice_body: str = ""
    errors: tuple[QuestionView, ...] = ()
    general_errors: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


def version_mark(form: type[Form]) -> str:
    """Version and digest, carried by every page so that an older one is recognised."""
    return f"{form.version}.{digest(form)[:12]}"


def form_view(
    form: type[Form],
    words: Words,
    raw: Raw | None = None,
    errors: Mapping[str, Problem] | None = None,
    gazetteer: Gazetteer | None = None,
    carried: tuple[tuple[str, str], ...] = (),
    notice: str = "",
) -> FormView:
    """The view of a form, empty or with what was typed.

    `notice` is the key of a notice of `interface.form`: `proposed`, `old_version`, `our_mistake`, or nothing.
    """
    drawing = Drawing(form, words, raw or Raw({}, {}), errors or {}, gazetteer)
    drawn = tuple(_step(drawing, each) for each in steps(form) if not each.at_review)
    at_fault = tuple(each for step in drawn for asked in step.questions for each in asked.at_fault)
    apart = drawing.errors.keys() - {each.path for each in at_fault}
    return FormView(
        id=form.id,
        lang=words.lang,
        action=form_address(form.id, words.lang),
        title=words.text("forms", form.id, "title"),
        intro=words.text("forms", form.id, "intro"),
        version=version_mark(form),
        minutes=minutes(form),
        prepare=tuple(words.node("forms", form.id, "prepare")),
        steps=drawn,
        carried=carried,
        notice_title=words.optional("interface", "form", f"{notice}_title"),
        notice_body=words.optional("interface", "form", f"{notice}_body"),
        errors=at_fault,
        general_errors=tuple(drawing.message(each) for path, each in drawing.errors.items() if path in apart),
        papers=paper_titles(form.papers, words),
    )


def _step(drawing: Drawing, step: FormStep) -> StepView:
    title = drawing.words.text("forms", drawing.form.id, "steps", step.name, "title")
    return StepView(step.name, title, tuple(drawing.question(each) for each in step.fields))
