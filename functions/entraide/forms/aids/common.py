"""The block that the aid forms share; asked once when two aids are requested together.

Steps and questions that the questionnaire asks too bear its names: they share its words (`infra/shared_words.py`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Final

from entraide.agencies.vocabulary import Activity, Position
from entraide.forms import homes
from entraide.forms import options as o
from entraide.forms.aids import options as a
from entraide.forms.aids.fit import CONDITIONS
from entraide.forms.conditions import answer, leaves
from entraide.forms.definition import Alert, ForCommission, Informs, Question, Row, Step
from entraide.forms.privacy import EVERY_BODY, Privacy
from entraide.forms.values.dates import Month
from entraide.forms.values.email import Email
from entraide.forms.values.euros import Euros
from entraide.forms.values.phone import FrenchPhone
from entraide.forms.values.place import Place
from entraide.forms.values.siret import Siret
from entraide.forms.values.text import FamilyName, FreeText, GivenName, ShortText, Street
from entraide.forms.values.yesno import YesNo

AS_IS, ROUNDED = ForCommission.AS_IS, ForCommission.ROUNDED
MONEY: Final = Question(Privacy.FINANCIAL, EVERY_BODY, required=False, commission=ROUNDED)
"""An amount that may be left out; the commission sees it rounded."""
SHOWN: Final = Question(Privacy.PLAIN, EVERY_BODY, commission=AS_IS)
"""A required choice that tells nothing of who the person is."""
MAY_BE_SHOWN: Final = Question(Privacy.PLAIN, EVERY_BODY, required=False, commission=AS_IS)
BEFORE_TODAY: Final = Question(
    Privacy.PLAIN, EVERY_BODY, required=False, not_after_today=True, commission=ForCommission.YEAR
)
"""A month that somebody may no longer know."""
SCHEDULED: Final = answer("contributions.schedule", o.Known.YES)
COUPLE: Final = answer("household.household", o.Household.COUPLE)


class Worker(Step):
    """The activity."""

    position: Annotated[
        Position | None,
        Question(Privacy.PLAIN, EVERY_BODY, informs=(Informs("position"),), commission=AS_IS),
    ] = None
    family: Annotated[
        Activity | None,
        Question(Privacy.PLAIN, EVERY_BODY, informs=(Informs("activity"),), commission=AS_IS),
    ] = None
    micro: Annotated[o.Known | None, SHOWN] = None
    main: Annotated[
        o.Main | None,
        Question(
            Privacy.PLAIN,
            EVERY_BODY,
            informs=(Informs("draws_pension", (o.Main.ALSO_PENSION,)),),
            commission=AS_IS,
        ),
    ] = None
    siret: Annotated[Siret | None, Question(Privacy.IDENTIFYING, EVERY_BODY, required=False)] = None
    started: Annotated[Month | None, BEFORE_TODAY] = None
    employees: Annotated[a.Employees | None, SHOWN] = None
    court: Annotated[o.Known | None, SHOWN] = None


class Affiliation(Step):
    """Conditions that are told as warnings and never block (`domain.md` 2.4)."""

    over_a_year: Annotated[o.Known | None, SHOWN] = None
    paid: Annotated[o.Known | None, SHOWN] = None


class Business(Step):
    """The business's money, in euros."""

    turnover_last_year: Annotated[Euros | None, MONEY] = None
    turnover_year_before: Annotated[Euros | None, MONEY] = None
    turnover_three_months: Annotated[Euros | None, MONEY] = None
    income_last_year: Annotated[Euros | None, MONEY] = None
    cash: Annotated[Euros | None, MONEY] = None
    fixed_costs: Annotated[Euros | None, MONEY] = None
    supplier_arrears: Annotated[Euros | None, MONEY] = None


class Dependant(Row):
    """Someone who lives on the household's income; no name."""

    age: Annotated[a.Age | None, Question(Privacy.PLAIN, EVERY_BODY, commission=AS_IS)] = None


class Household(Step):
    """Who lives on the income."""

    household: Annotated[o.Household | None, SHOWN] = None
    dependants: Annotated[tuple[Dependant, ...] | None, MAY_BE_SHOWN] = None
    housing: Annotated[a.Housing | None, SHOWN] = None


class Resources(Step):
    """What comes in each month, in euros."""

    activity: Annotated[Euros | None, MONEY] = None
    partner: Annotated[Euros | None, replace(MONEY, when=COUPLE)] = None
    benefits: Annotated[Euros | None, MONEY] = None
    pensions: Annotated[Euros | None, MONEY] = None
    other: Annotated[Euros | None, MONEY] = None
    savings: Annotated[
        a.Savings | None, Question(Privacy.FINANCIAL, EVERY_BODY, required=False, commission=AS_IS)
    ] = None


class Charges(Step):
    """What goes out each month, in euros."""

    housing: Annotated[Euros | None, MONEY] = None
    energy: Annotated[Euros | None, MONEY] = None
    insurance: Annotated[Euros | None, MONEY] = None
    maintenance: Annotated[Euros | None, MONEY] = None
    credit: Annotated[Euros | None, MONEY] = None
    transport: Annotated[Euros | None, MONEY] = None
    other: Annotated[Euros | None, MONEY] = None


class Debt(Row):
    """One debt."""

    creditor: Annotated[a.Creditor | None, Question(Privacy.FINANCIAL, EVERY_BODY, commission=AS_IS)] = None
    amount: Annotated[Euros | None, Question(Privacy.FINANCIAL, EVERY_BODY, commission=ROUNDED)] = None
    arrears: Annotated[Euros | None, MONEY] = None
    plan: Annotated[
        YesNo | None, Question(Privacy.FINANCIAL, EVERY_BODY, required=False, commission=AS_IS)
    ] = None
    instalment: Annotated[Euros | None, MONEY] = None


class Debts(Step):
    """What is owed, one line for each debt."""

    list: Annotated[
        tuple[Debt, ...] | None, Question(Privacy.FINANCIAL, EVERY_BODY, required=False, commission=AS_IS)
    ] = None


class EventStep(Step):
    """What happened, and what comes next."""

    kind: Annotated[
        a.Event | None,
        Question(Privacy.PLAIN, EVERY_BODY, health_options=frozenset({a.Event.HEALTH}), commission=AS_IS),
    ] = None
    month: Annotated[Month | None, BEFORE_TODAY] = None
    course: Annotated[a.Course | None, SHOWN] = None
    recovery: Annotated[
        FreeText | None,
        Question(Privacy.IDENTIFYING, EVERY_BODY, required=False, commission=ForCommission.CLEARED_TEXT),
    ] = None
    tried: Annotated[tuple[a.Tried, ...] | None, Question(Privacy.PLAIN, EVERY_BODY, commission=AS_IS)] = None
    tried_result: Annotated[
        FreeText | None,
        Question(Privacy.IDENTIFYING, EVERY_BODY, required=False, commission=ForCommission.CLEARED_TEXT),
    ] = None


class LetterStep(Step):
    """How far the collection has come, and the schedule that may be running (`domain-review.md` G8)."""

    letter: Annotated[o.Letter | None, SHOWN] = None
    schedule: Annotated[o.Known | None, SHOWN] = None
    instalment: Annotated[
        Euros | None,
        Question(Privacy.FINANCIAL, EVERY_BODY, when=SCHEDULED, required=False, commission=ROUNDED),
    ] = None
    kept_up: Annotated[
        o.Known | None, Question(Privacy.PLAIN, EVERY_BODY, when=SCHEDULED, commission=AS_IS)
    ] = None


class Places(Step):
    """Two addresses decide who is competent, as in the questionnaire; the law asks for a postal address too."""

    work: Annotated[
        Place | None,
        Question(Privacy.PLAIN, EVERY_BODY, informs=(Informs("work"),), commission=ForCommission.REGION),
    ] = None
    home_kind: Annotated[
        o.HomeKind | None,
        Question(Privacy.PLAIN, EVERY_BODY, informs=homes.HOME_KIND),
    ] = None
    home: Annotated[
        Place | None,
        Question(Privacy.IDENTIFYING, EVERY_BODY, when=homes.ELSEWHERE, informs=homes.HOME),
    ] = None
    country: Annotated[
        ShortText | None,
        Question(Privacy.IDENTIFYING, EVERY_BODY, when=homes.ABROAD),
    ] = None
    street: Annotated[Street | None, Question(Privacy.IDENTIFYING, EVERY_BODY)] = None


class Person(Step):
    """Who asks. The aid is personal: a helper may type, the worker asks."""

    first_name: Annotated[GivenName | None, Question(Privacy.IDENTIFYING, EVERY_BODY)] = None
    family_name: Annotated[FamilyName | None, Question(Privacy.IDENTIFYING, EVERY_BODY)] = None
    email: Annotated[Email | None, Question(Privacy.CONTACT, EVERY_BODY, required=False)] = None
    phone: Annotated[FrenchPhone | None, Question(Privacy.CONTACT, EVERY_BODY, required=False)] = None
    language: Annotated[o.Language | None, Question(Privacy.CONTACT, EVERY_BODY, required=False)] = None


WARNINGS: Final = tuple(
    Alert(code, when, next(leaves(when)).path, urgent=False) for code, when, _ in CONDITIONS
)
"""The guide's own rules for ACED, AFE and FCI, told beforehand and never enforced."""
