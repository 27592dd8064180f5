"""Exceptional financial aid (AFE); also asked inside the ACED form (`domain-review.md` 3.3)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from entraide.agencies.vocabulary import Need
from entraide.forms.aids import common as c
from entraide.forms.aids import options as a
from entraide.forms.aids import papers
from entraide.forms.aids.exits import CONTACT, EXITS, TOTALS
from entraide.forms.definition import (
    Alert,
    AtLeastOne,
    Exit,
    ForCommission,
    Form,
    Informs,
    Paper,
    Question,
    Step,
    Total,
)
from entraide.forms.letters import LETTERS
from entraide.forms.privacy import EVERY_BODY, FOR_HEALTH, Privacy
from entraide.forms.review import CONSENT, Review
from entraide.forms.values.euros import Euros
from entraide.forms.values.text import FreeText
from entraide.forms.values.yesno import YesNo


class AfeStep(Step):
    """What the money is for."""

    use: Annotated[tuple[a.Use, ...] | None, c.SHOWN] = None
    amount: Annotated[Euros | None, c.MONEY] = None
    paper: Annotated[a.Paper | None, c.SHOWN] = None
    insurance: Annotated[a.Answered | None, c.SHOWN] = None
    bank: Annotated[a.Answered | None, c.SHOWN] = None
    otherwise: Annotated[
        FreeText | None,
        Question(Privacy.IDENTIFYING, EVERY_BODY, required=False, commission=ForCommission.CLEARED_TEXT),
    ] = None
    invalidity: Annotated[
        YesNo | None,
        Question(
            Privacy.HEALTH, FOR_HEALTH, required=False, informs=(Informs("invalidity_pension", ("yes",)),)
        ),
    ] = None
    """Asked for the routing alone: with an invalidity pension the request goes to the CPAM (`domain-review.md` M3)."""


class Afe(Form):
    """Money for a cash problem that threatens the business."""

    id: ClassVar[str] = "afe"
    version: ClassVar[int] = 1
    needs: ClassVar[frozenset[Need]] = frozenset({Need.AFE})

    activity: c.Worker = c.Worker()
    affiliation: c.Affiliation = c.Affiliation()
    afe: AfeStep = AfeStep()
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
    alerts: ClassVar[tuple[Alert, ...]] = (*c.WARNINGS, *LETTERS)
    at_least_one: ClassVar[tuple[AtLeastOne, ...]] = CONTACT
    totals: ClassVar[tuple[Total, ...]] = TOTALS
    papers: ClassVar[tuple[Paper, ...]] = (
        papers.TAX,
        papers.STATEMENT,
        papers.EVENT,
        papers.quote(),
        papers.bank(),
        papers.OTHER,
    )
    consent: ClassVar[str] = CONSENT
