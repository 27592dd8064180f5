"""A form as its template needs it: words, what was typed, errors, and what depends on what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from entraide.agencies.places import Gazetteer
from entraide.forms.checking import Problem
from entraide.forms.controls import Control
from entraide.forms.definition import Form
from entraide.forms.estimate import minutes
from entraide.forms.reading import Json, Raw, input_values
from entraide.forms.reflection import FormField, FormStep, digest, steps
from entraide.pages.digits import digits
from entraide.pages.paper_titles import paper_titles
from entraide.pages.words import Words


@dataclass(frozen=True, slots=True)
class Option:
    """A radio or a checkbox."""

    value: str
    label: str
    id: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A text input: the only one of a question, or one of several (day, month, year)."""

    name: str
    id: str
    label: str
    value: str
    size: str


@dataclass(frozen=True, slots=True)
class Box:
    """An alert that stands below a question, hidden until its condition holds."""

    code: str
    title: str
    body: Markup
    urgent: bool


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with its words and its answer as typed."""

    path: str
    slug: str
    control: Control
    label: str
    hint: str
    why: str
    mark: str
    error: str
    options: tuple[Option, ...]
    parts: tuple[Part, ...]
    communes: tuple[Option, ...]
    boxes: tuple[Box, ...]
    back: str
    """Where its own buttons post to, so that the page comes back at the question."""
    autocomplete: str
    inputmode: str
    rows: tuple[tuple[QuestionView, ...], ...] = ()

    @property
    def first_id(self) -> str:
        """The control that an error links to."""
        if self.rows:
            at_fault = (each.first_id for row in self.rows for each in row if each.error)
            return next(at_fault, self.rows[0][0].first_id)
        if self.error and len(self.communes) > 1:
            return self.communes[0].id
        return self.options[0].id if self.options else self.parts[0].id

    @property
    def described_by(self) -> str:
        """The ids of what explains the control, in reading order."""
        ids = [f"hint-{self.slug}"] if self.hint else []
        return " ".join([*ids, f"error-{self.slug}"] if self.error else ids)

    @property
    def grouped(self) -> bool:
        """Several controls under one question need a group with a name."""
        return bool(self.options or self.rows) or len(self.parts) > 1 or self.control is Control.PLACE

    @property
    def at_fault(self) -> tuple[QuestionView, ...]:
        """The question when it has an error of its own, and those of its rows that have."""
        inside = tuple(each for row in self.rows for each in row if each.error)
        return (self, *inside) if self.error else inside


@dataclass(frozen=True, slots=True)
class StepView:
    """A step with its questions."""

    slug: str
    number: int
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


def form_address(form: type[Form], lang: str) -> str:
    """Where a form is posted to."""
    return f"/api/{lang}/forms/{form.id}"


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

    `notice` is the key of a notice of `interface.form`: `proposed`, `old_version`, or nothing.
    """
    drawing = _Drawing(form, words, raw or Raw({}, {}), errors or {}, gazetteer)
    asked = [step for step in steps(form) if not step.at_review]
    drawn = tuple(drawing.step(number, step) for number, step in enumerate(asked, start=1))
    at_fault = tuple(each for step in drawn for asked in step.questions for each in asked.at_fault)
    apart = drawing.errors.keys() - {each.path for each in at_fault}
    return FormView(
        id=form.id,
        lang=words.lang,
        action=form_address(form, words.lang),
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


@dataclass(frozen=True, slots=True)
class _Drawing:
    form: type[Form]
    words: Words
    raw: Raw
    errors: Mapping[str, Problem]
    gazetteer: Gazetteer | None

    def step(self, number: int, step: FormStep) -> StepView:
        title = self.words.text("forms", self.form.id, "steps", step.name, "title")
        return StepView(step.name, number, title, tuple(self.question(each) for each in step.fields))

    def question(self, asked: FormField) -> QuestionView:
        written = ("forms", self.form.id, "steps", asked.step, "questions", asked.name)
        given = self.raw.answers.get(asked.path)
        if not asked.columns:
            return self._drawn(asked, written, given)
        rows = [row if isinstance(row, dict) else {} for row in given] if isinstance(given, list) else []
        drawn = tuple(self._row(asked, written, number, row) for number, row in enumerate(rows or [{}]))
        return replace(self._drawn(asked, written, None), parts=(), rows=drawn)

    def _row(
        self, asked: FormField, written: tuple[str, ...], number: int, row: dict[str, Json]
    ) -> tuple[QuestionView, ...]:
        """The questions of a row, under the names that tell its number."""
        numbered = (replace(each, path=f"{asked.path}.{number}.{each.path}") for each in asked.columns)
        return tuple(
            self._drawn(each, (*written, "columns", each.name), row.get(each.name)) for each in numbered
        )

    def _drawn(self, asked: FormField, written: tuple[str, ...], given: Json) -> QuestionView:
        typed = input_values(asked, given)
        problem = self.errors.get(asked.path)
        slug = slug_of(asked.path)
        return QuestionView(
            path=asked.path,
            slug=slug,
            control=asked.widget.control,
            label=self.words.text(*written, "label"),
            hint=self._hint(asked, written),
            why=self.words.optional(*written, "why"),
            mark=self.words.text("interface", "form", self._mark(asked)),
            error=self.message(problem) if problem else "",
            options=self._options(asked, written, slug, typed),
            parts=() if asked.options else self._parts(asked, slug, typed),
            communes=self._communes(asked, slug, given),
            boxes=tuple(self._boxes(asked)),
            back=f"{form_address(self.form, self.words.lang)}#q-{slug}",
            autocomplete=asked.widget.autocomplete,
            inputmode=asked.widget.inputmode,
        )

    def _hint(self, asked: FormField, written: tuple[str, ...]) -> str:
        hint, limit = self.words.optional(*written, "hint"), asked.widget.max_length
        if asked.widget.control is not Control.LONG_TEXT or not limit:
            return hint
        return f"{hint} {self.words.text('interface', 'form', 'characters', max=limit)}".strip()

    def _options(
        self, asked: FormField, written: tuple[str, ...], slug: str, typed: Mapping[str, list[str]]
    ) -> tuple[Option, ...]:
        ticked = typed.get(asked.path, [])
        return tuple(
            Option(each, self.words.text(*written, "options", each), f"f-{slug}-{each}", each in ticked)
            for each in asked.options
        )

    def message(self, problem: Problem) -> str:
        return self.words.text("errors", problem.code, **problem.inputs)

    def _mark(self, asked: FormField) -> str:
        if any(asked.path in rule.paths for rule in self.form.at_least_one):
            return "one_of"
        return "required" if asked.question.required else "optional"

    def _parts(self, asked: FormField, slug: str, typed: Mapping[str, list[str]]) -> tuple[Part, ...]:
        names = ("postal_code",) if asked.widget.control is Control.PLACE else asked.widget.parts
        if not names:
            value = typed.get(asked.path, [""])[0]
            return (Part(asked.path, f"f-{slug}", "", value, asked.widget.control),)
        return tuple(
            Part(
                name=f"{asked.path}.{name}",
                id=f"f-{slug}-{name}",
                label=self.words.text("interface", "form", name),
                value=typed.get(f"{asked.path}.{name}", [""])[0],
                size=name,
            )
            for name in names
        )

    def _communes(self, asked: FormField, slug: str, given: Json) -> tuple[Option, ...]:
        if asked.widget.control is not Control.PLACE or self.gazetteer is None or not isinstance(given, dict):
            return ()
        found = self.gazetteer.communes(digits(str(given.get("postal_code") or "")))
        picked = given.get("commune")
        return tuple(
            Option(each.code, each.name, f"f-{slug}-{each.code}", picked == each.code or len(found) == 1)
            for each in found
        )

    def _boxes(self, asked: FormField) -> list[Box]:
        return [
            Box(
                each.code,
                self.words.text("forms", self.form.id, "alerts", each.code, "title"),
                self.words.html("forms", self.form.id, "alerts", each.code, "markdown"),
                each.urgent,
            )
            for each in self.form.alerts
            if each.after == asked.path
        ]


def slug_of(path: str) -> str:
    """A question's path as part of an HTML id."""
    return path.replace(".", "-").replace("_", "-")
