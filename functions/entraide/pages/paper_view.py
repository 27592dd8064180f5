"""A form as it is printed, empty: every question with a number and every option with a letter, conditions in words.

It comes from the same model and the same words as the page, so that a new question is on paper too.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase

from markupsafe import Markup

from entraide.forms.conditions import ALWAYS, AllOf, Always, AnyOf, Condition, Is, Not, leaves
from entraide.forms.controls import Control
from entraide.forms.definition import Form
from entraide.forms.reflection import FormField, FormStep, fields, steps
from entraide.pages.display import question_keys
from entraide.pages.words import Words

AT = ("interface", "paper")


@dataclass(frozen=True, slots=True)
class PaperOption:
    """A box to tick."""

    letter: str
    label: str


@dataclass(frozen=True, slots=True)
class PaperBox:
    """Something to read once an answer is given: an alert, or the right address elsewhere."""

    condition: str
    title: str
    body: Markup


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question, and the room for its answer."""

    number: int
    label: str
    hint: str
    mark: str
    condition: str
    control: Control
    options: tuple[PaperOption, ...]
    parts: tuple[str, ...]
    columns: tuple[PaperQuestion, ...]
    boxes: tuple[PaperBox, ...]


@dataclass(frozen=True, slots=True)
class PaperStep:
    """Questions under one heading."""

    title: str
    condition: str
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True, slots=True)
class PaperView:
    """All that the template prints."""

    title: str
    intro: str
    prepare: tuple[str, ...]
    steps: tuple[PaperStep, ...]
    consent: str
    """The sentence to agree to; empty where the form asks nothing about health."""
    consent_hint: str


def paper_view(form: type[Form], words: Words) -> PaperView:
    """The form on paper."""
    drawing = _Paper(form, words)
    consent = fields(form).get(form.consent)
    asked = drawing.written(consent) if consent else ()
    return PaperView(
        title=words.text("forms", form.id, "title"),
        intro=words.text("forms", form.id, "intro"),
        prepare=tuple(words.node("forms", form.id, "prepare")),
        steps=tuple(drawing.step(each) for each in steps(form) if not each.at_review),
        consent=words.text(*asked, "label") if consent else "",
        consent_hint=words.optional(*asked, "hint") if consent else "",
    )


def paper_address(form: type[Form], words: Words) -> str:
    """Where the printed form stands: below the form itself; nothing for a form that only advises."""
    if form.advises:
        return ""
    return f"{words.text('forms', form.id, 'address')}{words.text(*AT, 'slug')}/"


class _Paper:
    def __init__(self, form: type[Form], words: Words) -> None:
        self._form = form
        self._words = words
        asked = [path for path, each in fields(form).items() if not each.at_review]
        self._numbers = {path: number for number, path in enumerate(asked, start=1)}

    def written(self, asked: FormField) -> tuple[str, ...]:
        return question_keys(self._form.id, asked)

    def step(self, step: FormStep) -> PaperStep:
        """A condition that all its questions share is said once, under the heading."""
        firsts = {_parts(each.question.when)[:1] for each in step.fields}
        shared = next(iter(firsts)) if len(firsts) == 1 else ()
        title = self._words.text("forms", self._form.id, "steps", step.name, "title")
        questions = (self._question(each, _parts(each.question.when)[len(shared) :]) for each in step.fields)
        return PaperStep(title, self._only_if(shared), tuple(questions))

    def _question(self, asked: FormField, conditions: tuple[Condition, ...]) -> PaperQuestion:
        at = self.written(asked)
        return PaperQuestion(
            number=self._numbers[asked.path],
            label=self._words.text(*at, "label"),
            hint=self._words.optional(*at, "hint"),
            mark=self._words.text("interface", "form", "required" if asked.question.required else "optional"),
            condition=self._only_if(conditions),
            control=asked.widget.control,
            options=self._options(asked, at),
            parts=tuple(self._words.text("interface", "form", each) for each in asked.widget.parts),
            columns=tuple(self._column(each, (*at, "columns", each.name)) for each in asked.columns),
            boxes=tuple(self._boxes(asked.path)),
        )

    def _column(self, asked: FormField, at: tuple[str, ...]) -> PaperQuestion:
        label = self._words.optional(*at, "short") or self._words.text(*at, "label")
        options = self._options(asked, at)
        return PaperQuestion(0, label, "", "", "", asked.widget.control, options, (), (), ())

    def _options(self, asked: FormField, at: tuple[str, ...]) -> tuple[PaperOption, ...]:
        labels = [self._words.text(*at, "options", each) for each in asked.options]
        return tuple(PaperOption(*each) for each in zip(ascii_lowercase, labels, strict=False))

    def _boxes(self, path: str) -> list[PaperBox]:
        """What to read here: alerts where the page has them, exits after the last question that they look at."""
        form = self._form
        alerts = [("alerts", each.code, each.when) for each in form.alerts if each.after == path]
        exits = [("exits", each.code, each.when) for each in form.exits if self._last(each.when) == path]
        return [self._box(*each) for each in (*alerts, *exits)]

    def _box(self, kind: str, code: str, when: Condition) -> PaperBox:
        at = ("forms", self._form.id, kind, code)
        body = self._words.html(*at, "markdown")
        return PaperBox(self._only_if(_parts(when), "if"), self._words.text(*at, "title"), body)

    def _last(self, when: Condition) -> str:
        return max((each.path for each in leaves(when)), key=self._numbers.__getitem__)

    def _only_if(self, conditions: tuple[Condition, ...], key: str = "only_if") -> str:
        said = [self._said(each) for each in conditions]
        return self._words.text(*AT, key, condition=self._joined(said, "and")) if said else ""

    def _said(self, condition: Condition, *, negated: bool = False) -> str:
        match condition:
            case Is(path, values):
                return self._words.text(
                    *AT, "not_ticked" if negated else "ticked", boxes=self._codes(path, values)
                )
            case Not(inner):
                return self._said(inner, negated=not negated)
            case AllOf(inner) | AnyOf(inner):
                together = isinstance(condition, AllOf) is not negated
                said = [self._said(each, negated=negated) for each in inner if each != ALWAYS]
                return self._joined(said, "and" if together else "or")
            case Always():
                raise ValueError("what always holds is no condition to print")

    def _codes(self, path: str, values: tuple[str, ...]) -> str:
        """`3a, 3b ou 3d`; the number alone for a question that is one box."""
        asked, number = fields(self._form)[path], self._numbers[path]
        letters = dict(zip(asked.options, ascii_lowercase, strict=False))
        codes = [f"{number}{letters[each]}" for each in values if each in letters]
        return self._joined(codes or [str(number)], "or", comma=True)

    def _joined(self, said: list[str], key: str, *, comma: bool = False) -> str:
        *before, last = said
        between = ", " if comma else f" {self._words.text(*AT, key)} "
        return f"{between.join(before)} {self._words.text(*AT, key)} {last}" if before else last


def _parts(condition: Condition) -> tuple[Condition, ...]:
    """What must all hold; empty for a question that is always asked."""
    if isinstance(condition, AllOf):
        return tuple(part for each in condition.conditions for part in _parts(each))
    return () if isinstance(condition, Always) else (condition,)
