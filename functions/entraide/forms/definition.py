"""A form as a Pydantic model: steps of questions, each with its privacy class, audience and condition.

A question is one annotated line of a step::

    siret: Annotated[Siret | None, Question(IDENTIFYING, FOR_CONTRIBUTIONS, when=ACTIVE, required=False)] = None

From it come the page, the checks, the review, the JSON Schema, what each body sees and what is masked in logs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from entraide.agencies.vocabulary import Need
from entraide.forms.conditions import ALWAYS, Condition
from entraide.forms.privacy import Audience, Privacy
from entraide.forms.values.codes import FormCode


class DefinitionError(Exception):
    """A form is not well defined; the sentence says which question and what to do."""


@dataclass(frozen=True, slots=True)
class Informs:
    """The field of `agencies.situation.Situation` that an answer fills.

    With `values`, the field is a yes/no one: whether one of these options was chosen; with a `need` too, that need is
    added to those of the form.
    """

    field: str
    values: tuple[str, ...] = ()
    need: Need | None = None


class ForCommission(StrEnum):
    """What the commission's packet shows of an answer; what is not declared is withheld (`domain-review.md` M8)."""

    WITHHELD = "withheld"
    AS_IS = "as-is"
    ROUNDED = "rounded"
    MONTH = "month"
    YEAR = "year"
    AGE_BAND = "age-band"
    REGION = "region"
    """The département where enough files share it, else the region."""
    CLEARED_TEXT = "cleared-text"
    """Free text, once the investigator has cleared it."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a question declares beside its type.

    `health_options` are the options that say something about health in a question that is otherwise of another class.
    """

    privacy: Privacy
    audience: Audience
    when: Condition = ALWAYS
    required: bool = True
    informs: tuple[Informs, ...] = ()
    health_options: frozenset[str] = frozenset()
    not_after_today: bool = False
    commission: ForCommission = ForCommission.WITHHELD
    seconds: int | None = None
    """How long an answer takes, when the control's usual time is wrong."""


class Model(BaseModel):
    """Answers cannot be changed, nothing that was not asked is taken, and no error repeats an answer."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Row(Model):
    """Questions that are asked again for each of several things: each debt, each dependant."""


class Step(Model):
    """Questions that are asked together."""

    at_review: ClassVar[bool] = False
    """Asked on the review page, once it is known which bodies are concerned."""


@dataclass(frozen=True, slots=True)
class When:
    """Beside a step in its form: the whole step is asked only when the condition holds."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Alert:
    """A calm box shown as soon as `when` holds, before anything is sent. Its words are under `alerts` by `code`."""

    code: str
    when: Condition
    after: str
    """Path of the question below which it stands."""
    urgent: bool = True


@dataclass(frozen=True, slots=True)
class Exit:
    """The person belongs elsewhere: the page gives the right address and nothing is stored."""

    code: str
    when: Condition
    may_continue: bool = True


@dataclass(frozen=True, slots=True)
class AtLeastOne:
    """One of several questions must be answered; the error stands at the first."""

    paths: tuple[str, ...]
    code: FormCode


@dataclass(frozen=True, slots=True)
class Total:
    """An amount computed from others and shown on the review page; its words are under `totals` by `code`."""

    code: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to add to a request once it is sent; its words are in `_documents.yml` by `code`.

    A request without one that is `expected` is incomplete, and is dealt with all the same.
    """

    code: str
    needs: frozenset[Need]
    """What it is for: a body that has one of these needs in a case may read it, and no other."""
    when: Condition = ALWAYS
    expected: bool = True


@dataclass(frozen=True, slots=True)
class Proposals:
    """Needs to propose to who ticked `unsure`, from the options ticked at `source`."""

    path: str
    unsure: str
    source: str
    table: Mapping[str, tuple[str, ...]]


class Form(Model):
    """A form: its fields are steps, in order."""

    id: ClassVar[str]
    version: ClassVar[int]
    needs: ClassVar[frozenset[Need]] = frozenset()
    """Needs that the form itself stands for; the questionnaire asks for them instead."""
    advises: ClassVar[bool] = False
    """The answers give advice (`aids/fit.py`) and nothing is stored."""
    exits: ClassVar[tuple[Exit, ...]] = ()
    alerts: ClassVar[tuple[Alert, ...]] = ()
    at_least_one: ClassVar[tuple[AtLeastOne, ...]] = ()
    proposals: ClassVar[Proposals | None] = None
    totals: ClassVar[tuple[Total, ...]] = ()
    papers: ClassVar[tuple[Paper, ...]] = ()
    urgent: ClassVar[Condition] = ~ALWAYS
    """When a request cannot wait. The bodies are told so in their queues: only what all of them read may decide."""
    consent: ClassVar[str] = ""
    """Path of the tick that consents to the sending of health answers."""
    typical: ClassVar[tuple[Mapping[str, tuple[str, ...]], ...]] = ({},)
    """Usual answers to the questions that others depend on; the time to fill in is the longest of these."""
