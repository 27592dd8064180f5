"""A question as its template needs it: words, what was typed, its error, and the boxes that stand below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from entraide.agencies.places import Gazetteer
from entraide.forms.checking import Problem, question_of
from entraide.forms.controls import Control
from entraide.forms.definition import Alert, Form
from entraide.forms.reading import Json, Raw, input_values
from entraide.forms.reflection import FormField, fields
from entraide.pages.addresses import form_address
from entraide.pages.digits import digits
from entraide.pages.display import counted, question_keys
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
    wrong_part: str = ""
    """Which of its inputs the error is about (`year`), where that is known."""

    @property
    def first_id(self) -> str:
        """The control that an error links to."""
        if self.rows:
            at_fault = (each.first_id for row in self.rows for each in row if each.error)
            return next(at_fault, self.rows[0][0].first_id)
        if self.error and len(self.communes) > 1:
            return self.communes[0].id
        wrong = (each.id for each in self.parts if each.size == self.wrong_part)
        return self.options[0].id if self.options else next(wrong, self.parts[0].id)

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
class Drawing:
    """Draws the questions of a form, empty or with what was typed and what is wrong with it."""

    form: type[Form]
    words: Words
    raw: Raw
    errors: Mapping[str, Problem]
    gazetteer: Gazetteer | None

    def question(self, asked: FormField) -> QuestionView:
        """A question, or one of several rows."""
        written = question_keys(self.form.id, asked)
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
            mark=self._mark(asked),
            error=self.message(problem) if problem else "",
            options=self._options(asked, written, slug, typed),
            parts=() if asked.options else self._parts(asked, slug, typed),
            communes=self._communes(asked, slug, given),
            boxes=tuple(self._boxes(asked)),
            back=f"{form_address(self.form.id, self.words.lang)}#q-{slug}",
            autocomplete=asked.widget.autocomplete,
            inputmode=asked.widget.inputmode,
            wrong_part=problem.inputs.get("part", "") if problem else "",
        )

    def _hint(self, asked: FormField, written: tuple[str, ...]) -> str:
        hint, limit = self.words.optional(*written, "hint"), asked.widget.max_length
        if asked.widget.control is not Control.LONG_TEXT or not limit:
            return hint
        most = self.words.text("interface", "form", "characters", max=counted(limit, self.words))
        return f"{hint} {most}".strip()

    def _options(
        self, asked: FormField, written: tuple[str, ...], slug: str, typed: Mapping[str, list[str]]
    ) -> tuple[Option, ...]:
        ticked = typed.get(asked.path, [])
        return tuple(
            Option(each, self.words.text(*written, "options", each), f"f-{slug}-{each}", each in ticked)
            for each in asked.options
        )

    def message(self, problem: Problem) -> str:
        """What is wrong, in a sentence."""
        return self.words.text("errors", problem.code, **problem.inputs)

    def _mark(self, asked: FormField) -> str:
        """Whether the question must be answered; those of a row, only where the row is used."""
        form, others = ("interface", "form"), self._instead(asked)
        if others:
            return self.words.text(*form, "one_of", others=others)
        if not asked.question.required:
            return self.words.text(*form, "optional")
        row_of = question_of(self.form, asked.path) or asked
        needed = row_of.path == asked.path or row_of.question.required
        return self.words.text(*form, "required" if needed else "required_in_row")

    def _instead(self, asked: FormField) -> str:
        """The questions of which an answer does as well."""
        rule = next((each for each in self.form.at_least_one if asked.path in each.paths), None)
        others = [fields(self.form)[path] for path in rule.paths if path != asked.path] if rule else []
        labels = (self.words.text(*question_keys(self.form.id, each), "label") for each in others)
        return ", ".join(labels)

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
            alert_box(self.form, each, self.words) for each in self.form.alerts if each.after == asked.path
        ]


def alert_box(form: type[Form], alert: Alert, words: Words) -> Box:
    """An alert of a form in words."""
    at = ("forms", form.id, "alerts", alert.code)
    return Box(alert.code, words.text(*at, "title"), words.html(*at, "markdown"), alert.urgent)


def slug_of(path: str) -> str:
    """A question's path as part of an HTML id."""
    return path.replace(".", "-").replace("_", "-")
