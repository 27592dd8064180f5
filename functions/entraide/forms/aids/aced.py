"""Help with contributions (ACED), with AFE at once if the worker wants (`domain-review.md` 3.3)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from entraide.agencies.vocabulary import Need
from entraide.forms import options as o
from entraide.forms.aids import common as c
from entraide.forms.aids import options as a
from entraide.forms.aids.afe import AfeStep
from entraide.forms.aids.exits import CONTACT, EXITS, TOTALS
from entraide.forms.conditions import answer
from entraide.forms.definition import Alert, AtLeastOne, Exit, Form, Informs, Question, Step, Total, When
from entraide.forms.privacy import EVERY_BODY, Privacy
from entraide.forms.review import CONSENT, Review
from entraide.forms.values.dates import Month
from entraide.forms.values.euros import Euros
from entraide.forms.values.yesno import YesNo

WITH_AFE: Final = answer("aced.with_afe", "yes")


class AcedStep(Step):
    """Which contributions; those of employees are not included."""

    periods: Annotated[a.Periods | None, c.SHOWN] = None
    amount: Annotated[Euros | None, c.MONEY] = None
    share: Annotated[a.Share | None, c.SHOWN] = None
    could_pay: Annotated[
        Euros | None,
        Question(
            Privacy.FINANCIAL,
            EVERY_BODY,
            when=answer("aced.share", a.Share.PART),
            required=False,
            commission=c.ROUNDED,
        ),
    ] = None
    recalculation: Annotated[
        YesNo | None,
        Question(Privacy.PLAIN, EVERY_BODY, when=~answer("worker.micro", o.Known.YES), commission=c.AS_IS),
    ] = None
    back_to_normal: Annotated[Month | None, c.MAY_BE_SHOWN] = None
    with_afe: Annotated[
        YesNo | None,
        Question(
            Privacy.PLAIN,
            EVERY_BODY,
            informs=(Informs("needs", ("yes",), Need.AFE),),
            commission=c.AS_IS,
        ),
    ] = None


class Aced(Form):
    """The whole or a part of the personal contributions owed to Urssaf."""

    id: ClassVar[str] = "aced"
    version: ClassVar[int] = 1
    needs: ClassVar[frozenset[Need]] = frozenset({Need.ACED})

    worker: c.Worker = c.Worker()
    affiliation: c.Affiliation = c.Affiliation()
    aced: AcedStep = AcedStep()
    afe: Annotated[AfeStep, When(WITH_AFE)] = AfeStep()
    event: c.EventStep = c.EventStep()
    letter: c.LetterStep = c.LetterStep()
    business: c.Business = c.Business()
    household: c.Household = c.Household()
    resources: c.Resources = c.Resources()
    charges: c.Charges = c.Charges()
    debts: c.Debts = c.Debts()
    person: c.Person = c.Person()
    review: Review = Review()

    exits: ClassVar[tuple[Exit, ...]] = EXITS
    alerts: ClassVar[tuple[Alert, ...]] = (*c.WARNINGS, *c.LETTERS)
    at_least_one: ClassVar[tuple[AtLeastOne, ...]] = CONTACT
    totals: ClassVar[tuple[Total, ...]] = TOTALS
    consent: ClassVar[str] = CONSENT
