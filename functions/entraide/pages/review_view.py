"""The review page: the answers in words, the bodies with what each will see, what is asked last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from entraide.agencies.directory import Body, Directory, Verification
from entraide.agencies.places import Gazetteer
from entraide.agencies.situation import Choice, Reason, Referral, Routing
from entraide.agencies.vocabulary import Role
from entraide.forms.audience import seen_by
from entraide.forms.checking import Checked
from entraide.forms.definition import Form
from entraide.forms.papers import papers_of
from entraide.forms.reading import input_values
from entraide.forms.reflection import FormField, fields, steps
from entraide.forms.review import BODIES, CPAM
from entraide.forms.totals import totals
from entraide.pages.addresses import form_address
from entraide.pages.display import display, euros, question_keys
from entraide.pages.form_view import version_mark
from entraide.pages.paper_titles import paper_titles
from entraide.pages.question_view import Box, Option, alert_box, slug_of
from entraide.pages.words import Words

Pairs = tuple[tuple[str, str], ...]
"""Names and values of hidden inputs."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question and its answer in words."""

    label: str
    value: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A step with the questions that were shown."""

    slug: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class BodyView:
    """A body to which the case would go."""

    id: str
    name: str
    needs: tuple[str, ...]
    reasons: tuple[str, ...]
    sees: tuple[str, ...]
    coordinates: bool
    needs_person: bool
    prepared: bool
    checked: bool


@dataclass(frozen=True, slots=True)
class ReferralView:
    """An address to turn to oneself."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the review step."""

    path: str
    label: str
    hint: str
    why: str
    options: tuple[Option, ...] = ()
    labels: tuple[str, ...] = ()
    checked: bool = False


@dataclass(frozen=True, slots=True)
class ReviewView:
    """All that the review's template shows."""

    form: str
    action: str
    version: str
    hidden: Pairs
    steps: tuple[Rows, ...]
    boxes: tuple[Box, ...]
    bodies: tuple[BodyView, ...]
    bodies_path: str
    offered: str
    """What the bodies are asked for on this page, as `Choice.mark` with spaces between."""
    referrals: tuple[ReferralView, ...]
    cpam: Asked | None
    consent: Asked | None
    any_connected: bool
    notice: str
    error: str
    papers: tuple[str, ...]
    """Documents to add afterwards."""


@dataclass(frozen=True, slots=True)
class Describer:
    """Puts answers, bodies and reasons into words."""

    form: type[Form]
    words: Words
    directory: Directory
    gazetteer: Gazetteer

    def rows(self, checked: Checked, *, answered_only: bool = False) -> tuple[Rows, ...]:
        """The questions that were shown, by step; those of the review step are asked apart."""
        listed = []
        for step in steps(self.form):
            # What is stored was shown, also where the answer for which it was asked is not stored.
            asked = (each for each in step.fields if answered_only or checked.shown(each.path))
            rows = tuple(self._row(each, checked) for each in asked)
            kept = tuple(row for row in rows if row.value or not answered_only)
            if kept and not step.at_review:
                title = self.words.text("forms", self.form.id, "steps", step.name, "title")
                listed.append(Rows(step.name, title, kept))
        computed = self._totals(checked)
        return (*listed, computed) if computed.rows else tuple(listed)

    def _totals(self, checked: Checked) -> Rows:
        """What the form adds up; these rows cannot be changed, hence no anchor."""
        rows = tuple(
            Row(self.words.text("forms", self.form.id, "totals", each.code), euros(amount, self.words), "")
            for each, amount in totals(checked)
        )
        return Rows("totals", self.words.text("interface", "review", "totals_title"), rows)

    def needs(self, choice_needs: frozenset[Any]) -> tuple[str, ...]:
        """The needs in words; a case may have none but a situation to look at."""
        named = sorted(str(each) for each in choice_needs) or ["none"]
        return tuple(self.words.text("interface", "needs", each) for each in named)

    def reasons(self, reasons: tuple[Reason, ...]) -> tuple[str, ...]:
        """Why this body, in plain sentences; a rule given up since an older case was stored has none any more."""
        told = (self.words.optional("rules", "rules", each.rule, **dict(each.inputs)) for each in reasons)
        return tuple(filter(None, told))

    def referrals(self, referrals: tuple[Referral, ...]) -> tuple[ReferralView, ...]:
        """The addresses to turn to, but those that have no words any more: see `reasons`."""
        told = map(self._referral, referrals)
        return tuple(each for each in told if each.title)

    def _referral(self, referral: Referral) -> ReferralView:
        inputs = {name: value for reason in referral.reasons for name, value in reason.inputs}
        title, text = (
            self.words.optional("rules", "referrals", referral.code, each, **inputs)
            for each in ("title", "text")
        )
        return ReferralView(title, text)

    def label(self, asked: FormField) -> str:
        """The question as named on the review page."""
        at = question_keys(self.form.id, asked)
        return self.words.optional(*at, "short") or self.words.text(*at, "label")

    def named(self, body: Body) -> str:
        """What a body is called, and that this is to be confirmed.

        Where the directory knows an office, it is the address that it may not be sure of (`domain.md` 1.2).
        """
        name = body.name(self.words.lang)
        if body.status is not Verification.TO_VERIFY or body.city:
            return name
        return f"{name}\u00a0– {self.words.text('interface', 'receipt', 'to_confirm')}"

    def body(self, choice: Choice, checked: Checked) -> BodyView:
        """A body of the routing, with the answers that it will see; ticked unless the worker unticked it."""
        kept = checked.values.get(BODIES)
        answered = [each for each in seen_by(self.form, choice.roles) if each.path in checked.values]
        return BodyView(
            id=choice.body,
            name=self.named(self.directory.body(choice.body)),
            needs=self.needs(choice.needs),
            reasons=self.reasons(choice.reasons),
            sees=tuple(self.label(each) for each in answered if not each.at_review),
            coordinates=Role.COORDINATOR in choice.roles,
            needs_person=choice.needs_person,
            prepared=not self.directory.is_connected(choice.body),
            checked=kept is None or choice.body in kept,
        )

    def _row(self, asked: FormField, checked: Checked) -> Row:
        value = checked.values.get(asked.path)
        shown = display(asked, value, self.words, self.form.id, self.gazetteer)
        return Row(self.label(asked), shown, f"q-{slug_of(asked.path)}")


def typed_inputs(checked: Checked) -> Pairs:
    """All that was typed, to travel with a page from which the person may go back to the form."""
    return _inputs(checked, fields(checked.form).values())


def review_inputs(checked: Checked) -> Pairs:
    """What was chosen on the review page, to be found there again; consent is asked anew."""
    asked_last = (each for each in fields(checked.form).values() if each.at_review)
    return _inputs(checked, (each for each in asked_last if each.path != checked.form.consent))


def hidden_inputs(checked: Checked) -> Pairs:
    """The answers as typed, to travel with the page; hidden questions' answers are left behind."""
    asked_before = (each for each in fields(checked.form).values() if not each.at_review)
    return _inputs(checked, (each for each in asked_before if checked.shown(each.path)))


def _inputs(checked: Checked, questions: Iterable[FormField]) -> Pairs:
    return tuple(
        (name, value)
        for asked in questions
        for name, values in input_values(asked, checked.raw.answers.get(asked.path)).items()
        for value in values
    )


def review_view(
    describer: Describer,
    checked: Checked,
    routing: Routing,
    carried: Pairs,
    notice: str = "",
    error: str = "",
) -> ReviewView:
    """The view of the review page."""
    words, form = describer.words, describer.form
    bodies = tuple(describer.body(choice, checked) for choice in routing.choices)
    return ReviewView(
        form=form.id,
        action=form_address(form.id, words.lang),
        version=version_mark(form),
        hidden=(*carried, *hidden_inputs(checked)),
        steps=describer.rows(checked),
        boxes=tuple(alert_box(form, each, words) for each in checked.alerts),
        bodies=bodies,
        bodies_path=BODIES,
        offered=" ".join(each.mark for each in routing.choices),
        referrals=describer.referrals(routing.referrals),
        cpam=_cpam(describer, checked, routing),
        consent=_consent(describer, checked),
        any_connected=any(not each.prepared for each in bodies),
        notice=notice,
        error=error,
        papers=paper_titles(papers_of(checked), words),
    )


def _asked(describer: Describer, path: str) -> tuple[str, str, str]:
    at = question_keys(describer.form.id, fields(describer.form)[path])
    words = describer.words
    return words.text(*at, "label"), words.optional(*at, "hint"), words.text(*at, "why")


def _cpam(describer: Describer, checked: Checked, routing: Routing) -> Asked | None:
    candidates = tuple(dict.fromkeys(each for choice in routing.choices for each in choice.candidates))
    if not candidates:
        return None
    path = CPAM
    picked = checked.values.get(path, "")
    names = [(each, describer.named(describer.directory.body(each))) for each in candidates]
    names.append(("", describer.words.text("interface", "review", "cpam_unknown")))
    options = tuple(Option(id_, name, f"f-cpam-{id_ or 'unknown'}", id_ == picked) for id_, name in names)
    return Asked(path, *_asked(describer, path), options=options)


def _consent(describer: Describer, checked: Checked) -> Asked | None:
    path = checked.form.consent
    if not path or not checked.health_answers:
        return None
    labels = tuple(describer.label(fields(checked.form)[each]) for each in checked.health_answers)
    return Asked(path, *_asked(describer, path), labels=labels, checked=bool(checked.values.get(path)))
