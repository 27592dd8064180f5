"""Help with contributions (ACED), with AFE at once if the worker wants (`domain-review.md` 3.3)."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, ClassVar, Final

from entraide.agencies.vocabulary import Need
from entraide.forms import options as o
from entraide.forms.aids import common as c
from entraide.forms.aids import options as a
from entraide.forms.aids import papers
from entraide.forms.aids.afe import AfeStep
from entraide.forms.aids.exits import CONTACT, EXITS, TOTALS
from entraide.forms.conditions import answer
from entraide.forms.definition import (
    Alert,
    AtLeastOne,
    Exit,
    ForCommission,
    Form,
    Informs,
    Paper,
    Question,
    Row,
    Step,
    Total,
    When,
)
from entraide.forms.letters import LETTERS
from entraide.forms.privacy import FOR_CONTRIBUTIONS, Privacy
from entraide.forms.review import CONSENT, Review
from entraide.forms.values.dates import Month
from entraide.forms.values.euros import Euros
from entraide.forms.values.yesno import YesNo

WITH_AFE: Final = answer("aced.with_afe", "yes")
EMPLOYS: Final = answer(
    "activity.employees", a.Employees.ONE_OR_TWO, a.Employees.UNDER_10, a.Employees.TEN_OR_MORE
)
OLDER: Final = answer("aced.periods", a.Periods.OLDER, a.Periods.BOTH)
SHOWN: Final = replace(c.SHOWN, audience=FOR_CONTRIBUTIONS)
MONEY: Final = replace(c.MONEY, audience=FOR_CONTRIBUTIONS)
"""Contributions are told to the body that collects them, and not to the one that may have the AFE request."""


class Period(Row):
    """A month or a quarter of contributions, and what is owed for it."""

    start: Annotated[
        Month | None, Question(Privacy.FINANCIAL, FOR_CONTRIBUTIONS, commission=ForCommission.YEAR)
    ] = None
    amount: Annotated[Euros | None, MONEY] = None


class AcedStep(Step):
    """Which contributions; those of employees are not included."""

    periods: Annotated[a.Periods | None, SHOWN] = None
    amount: Annotated[Euros | None, MONEY] = None
    by_period: Annotated[
        tuple[Period, ...] | None,
        replace(MONEY, when=OLDER, commission=ForCommission.AS_IS),
    ] = None
    share: Annotated[a.Share | None, SHOWN] = None
    could_pay: Annotated[
        Euros | None,
        replace(MONEY, when=answer("aced.share", a.Share.PART)),
    ] = None
    recalculation: Annotated[
        o.Known | None,
        replace(SHOWN, when=~answer("activity.micro", o.Known.YES)),
    ] = None
    back_to_normal: Annotated[Month | None, replace(SHOWN, required=False)] = None
    with_afe: Annotated[
        YesNo | None,
        replace(c.SHOWN, informs=(Informs("needs", ("yes",), Need.AFE),)),
    ] = None


class Aced(Form):
    """The whole or a part of the personal contributions owed to Urssaf."""

    id: ClassVar[str] = "aced"
    version: ClassVar[int] = 1
    needs: ClassVar[frozenset[Need]] = frozenset({Need.ACED})

    activity: c.Worker = c.Worker()
    affiliation: c.Affiliation = c.Affiliation()
    aced: AcedStep = AcedStep()
    afe: Annotated[AfeStep, When(WITH_AFE)] = AfeStep()
    event: c.EventStep = c.EventStep()
    contributions: c.LetterStep = c.LetterStep()
    business: c.Business = c.Business()
    household: c.Household = c.Household()
    resources: c.Resources = c.Resources()
    charges: c.Charges = c.Charges()
    debts: c.Debts = c.Debts()
    places: c.Places = c.Places()
    you: c.Person = c.Person()
    review: Review = Review()

    exits: ClassVar[tuple[Exit, ...]] = EXITS
    alerts: ClassVar[tuple[Alert, ...]] = (
        Alert("employees", EMPLOYS, "activity.employees", urgent=False),
        *c.WARNINGS,
        *LETTERS,
    )
    at_least_one: ClassVar[tuple[AtLeastOne, ...]] = CONTACT
    totals: ClassVar[tuple[Total, ...]] = TOTALS
    papers: ClassVar[tuple[Paper, ...]] = (
        papers.TAX,
        papers.STATEMENT,
        papers.EVENT,
        papers.quote(WITH_AFE),
        papers.bank(WITH_AFE),
        papers.OTHER,
    )
    consent: ClassVar[str] = CONSENT
