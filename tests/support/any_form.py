"""A form that nobody fills in: every control and every kind of condition, for what must hold for all forms."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, ClassVar

from entraide.agencies.vocabulary import Need
from entraide.forms.conditions import answer
from entraide.forms.definition import Alert, AtLeastOne, Exit, Form, Question, Row, Step, When
from entraide.forms.privacy import COORDINATOR, EVERY_BODY, FOR_BENEFITS, FOR_HEALTH, Privacy
from entraide.forms.reflection import FormField, steps
from entraide.forms.review import CONSENT, Review
from entraide.forms.values.codes import FormCode
from entraide.forms.values.count import Count
from entraide.forms.values.dates import Day, Month
from entraide.forms.values.email import Email
from entraide.forms.values.euros import Euros
from entraide.forms.values.phone import FrenchPhone
from entraide.forms.values.place import Place
from entraide.forms.values.siret import Siret
from entraide.forms.values.text import FreeText, Name, ShortText
from entraide.forms.values.yesno import Tick, YesNo
from entraide.pages.words import Words, load_words


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"
    BLUE = "blue"


class Ailment(StrEnum):
    NONE = "none"
    MINE = "mine"


ASKED = Question(Privacy.PLAIN, EVERY_BODY)
OPTIONAL = Question(Privacy.PLAIN, EVERY_BODY, required=False)
RED = answer("first.colour", Colour.RED)
LIKES_BLUE = answer("first.liked", Colour.BLUE)


class First(Step):
    colour: Annotated[Colour | None, ASKED] = None
    liked: Annotated[tuple[Colour, ...] | None, OPTIONAL] = None
    sure: Annotated[YesNo | None, ASKED] = None
    gift: Annotated[Tick | None, OPTIONAL] = None


class Second(Step):
    """Conditions of every kind, and conditions on questions that are themselves conditional."""

    both: Annotated[Colour | None, Question(Privacy.PLAIN, EVERY_BODY, when=RED & LIKES_BLUE)] = None
    either: Annotated[Colour | None, Question(Privacy.PLAIN, EVERY_BODY, when=RED | LIKES_BLUE)] = None
    neither: Annotated[YesNo | None, Question(Privacy.PLAIN, EVERY_BODY, when=~(RED | LIKES_BLUE))] = None
    unless: Annotated[
        Count | None, Question(Privacy.PLAIN, EVERY_BODY, when=~answer("second.both", Colour.GREEN))
    ] = None
    deep: Annotated[
        ShortText | None,
        Question(
            Privacy.IDENTIFYING,
            COORDINATOR,
            when=answer("second.either", Colour.GREEN)
            & ~answer("second.neither", "no")
            & answer("first.sure", "yes"),
        ),
    ] = None
    ticked: Annotated[Tick | None, Question(Privacy.PLAIN, EVERY_BODY, when=answer("first.gift", "yes"))] = (
        None
    )


class Debt(Row):
    to_whom: Annotated[ShortText | None, Question(Privacy.FINANCIAL, EVERY_BODY)] = None
    amount: Annotated[Euros | None, Question(Privacy.FINANCIAL, EVERY_BODY, required=False)] = None
    due: Annotated[Day | None, Question(Privacy.FINANCIAL, EVERY_BODY, required=False)] = None
    kinds: Annotated[tuple[Colour, ...] | None, Question(Privacy.FINANCIAL, EVERY_BODY, required=False)] = (
        None
    )


class Values(Step):
    name: Annotated[Name | None, Question(Privacy.IDENTIFYING, EVERY_BODY)] = None
    line: Annotated[ShortText | None, Question(Privacy.IDENTIFYING, COORDINATOR, required=False)] = None
    message: Annotated[FreeText | None, Question(Privacy.IDENTIFYING, COORDINATOR, required=False)] = None
    siret: Annotated[Siret | None, Question(Privacy.IDENTIFYING, FOR_BENEFITS, required=False)] = None
    phone: Annotated[FrenchPhone | None, Question(Privacy.CONTACT, EVERY_BODY, required=False)] = None
    email: Annotated[Email | None, Question(Privacy.CONTACT, EVERY_BODY, required=False)] = None
    amount: Annotated[Euros | None, Question(Privacy.FINANCIAL, FOR_BENEFITS, required=False)] = None
    born: Annotated[Day | None, Question(Privacy.IDENTIFYING, FOR_BENEFITS, not_after_today=True)] = None
    planned: Annotated[Month | None, OPTIONAL] = None
    number: Annotated[Count | None, OPTIONAL] = None
    place: Annotated[Place | None, ASKED] = None


class Money(Step):
    debts: Annotated[tuple[Debt, ...] | None, Question(Privacy.FINANCIAL, EVERY_BODY, required=False)] = None


class Health(Step):
    """Another step of this name is in another form."""

    ill: Annotated[Ailment | None, Question(Privacy.HEALTH, FOR_HEALTH)] = None
    mixed: Annotated[
        tuple[Colour, ...] | None,
        Question(Privacy.PLAIN, EVERY_BODY, required=False, health_options=frozenset({Colour.RED})),
    ] = None
    follow_up: Annotated[
        YesNo | None, Question(Privacy.PLAIN, EVERY_BODY, when=answer("body.ill", Ailment.MINE))
    ] = None


class AnyForm(Form):
    """See the module."""

    id: ClassVar[str] = "any-form"
    version: ClassVar[int] = 3
    needs: ClassVar[frozenset[Need]] = frozenset({Need.BENEFITS})

    first: First = First()
    second: Second = Second()
    values: Values = Values()
    money: Annotated[Money, When(answer("first.sure", "yes"))] = Money()
    body: Health = Health()
    review: Review = Review()

    exits: ClassVar[tuple[Exit, ...]] = (
        Exit("green", answer("second.both", Colour.GREEN)),
        Exit("blue", answer("second.both", Colour.BLUE), may_continue=False),
    )
    alerts: ClassVar[tuple[Alert, ...]] = (
        Alert("either", answer("second.either", Colour.RED), "second.either"),
        Alert("not-sure", ~answer("first.sure", "yes") & ~RED, "first.sure", urgent=False),
    )
    at_least_one: ClassVar[tuple[AtLeastOne, ...]] = (
        AtLeastOne(("values.phone", "values.email"), FormCode.REQUIRED_CONTACT),
    )
    consent: ClassVar[str] = CONSENT


def made_words(form: type[Form]) -> dict[str, Any]:
    """Words for a form that has none: each question is called by its path."""
    return {
        "title": form.id,
        "intro": form.id,
        "address": f"/help/{form.id}/",
        "prepare": ["nothing"],
        "steps": {
            step.name: {"title": step.name, "questions": {each.name: _words(each) for each in step.fields}}
            for step in steps(form)
        },
        "alerts": {
            each.code: {"title": each.code, "markdown": f"<p>{each.code}</p>"} for each in form.alerts
        },
        "exits": {each.code: {"title": each.code, "markdown": f"<p>{each.code}</p>"} for each in form.exits},
    }


def _words(asked: FormField) -> dict[str, Any]:
    words: dict[str, Any] = {"label": asked.path, "why": "because"}
    if asked.options:
        words["options"] = {each: each for each in asked.options}
    if asked.columns:
        words["columns"] = {each.name: _words(each) for each in asked.columns}
    return words


def words_of(built: Path, lang: str) -> Words:
    """The compiled words of a language, and those made for `AnyForm`."""
    tree = load_words(built, lang).tree
    return Words(lang, {**tree, "forms": {**tree["forms"], AnyForm.id: made_words(AnyForm)}})
