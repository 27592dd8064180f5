"""Support on retiring (ADR); its availability is to be confirmed (`domain-review.md` 2.2)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from entraide.agencies.vocabulary import Need
from entraide.forms import options as o
from entraide.forms.aids import common as c
from entraide.forms.aids import options as a
from entraide.forms.aids import papers
from entraide.forms.aids.exits import CONTACT, EXITS, TOTALS
from entraide.forms.aids.fit import NOT_CRAFT_OR_TRADE
from entraide.forms.conditions import answer
from entraide.forms.definition import (
    Alert,
    AtLeastOne,
    Exit,
    ForCommission,
    Form,
    Paper,
    Question,
    Step,
    Total,
)
from entraide.forms.letters import LETTERS
from entraide.forms.privacy import EVERY_BODY, Privacy
from entraide.forms.review import CONSENT, Review
from entraide.forms.values.count import Count, Quarters
from entraide.forms.values.dates import Month
from entraide.forms.values.euros import Euros

MONTH: Final = Question(Privacy.PLAIN, EVERY_BODY, required=False, commission=ForCommission.YEAR)


CRAFT_OR_TRADE: Final = answer("adr.craft_or_trade", o.Known.YES)
OTHER_CAREER: Final = answer("adr.craft_or_trade", o.Known.NO) | (NOT_CRAFT_OR_TRADE & ~CRAFT_OR_TRADE)
"""What the guide concludes from today's activity, until the person tells of the career."""


class AdrStep(Step):
    """The career and the retirement. Month and year of birth are asked here and nowhere else."""

    born: Annotated[
        Month | None,
        Question(Privacy.IDENTIFYING, EVERY_BODY, not_after_today=True, commission=ForCommission.AGE_BAND),
    ] = None
    retirement: Annotated[Month | None, MONTH] = None
    notice: Annotated[Month | None, MONTH] = None
    chief: Annotated[a.Chief | None, c.SHOWN] = None
    craft_or_trade: Annotated[o.Known | None, c.SHOWN] = None
    years: Annotated[Count | None, c.MAY_BE_SHOWN] = None
    quarters: Annotated[Quarters | None, c.MAY_BE_SHOWN] = None
    not_taxed_last_year: Annotated[o.Known | None, c.SHOWN] = None
    not_taxed_year_before: Annotated[o.Known | None, c.SHOWN] = None
    owed: Annotated[Euros | None, c.MONEY] = None
    pension: Annotated[Euros | None, c.MONEY] = None
    sale: Annotated[Euros | None, c.MONEY] = None
    property: Annotated[
        a.Property | None, Question(Privacy.FINANCIAL, EVERY_BODY, required=False, commission=c.AS_IS)
    ] = None
    already: Annotated[o.Known | None, c.SHOWN] = None
    continuing: Annotated[o.Known | None, c.SHOWN] = None


class Adr(Form):
    """For craftspeople and traders of modest means who cannot pay their last contributions."""

    id: ClassVar[str] = "adr"
    version: ClassVar[int] = 1
    needs: ClassVar[frozenset[Need]] = frozenset({Need.ADR})

    adr: AdrStep = AdrStep()
    activity: c.Worker = c.Worker()
    contributions: c.LetterStep = c.LetterStep()
    household: c.Household = c.Household()
    resources: c.Resources = c.Resources()
    charges: c.Charges = c.Charges()
    places: c.Places = c.Places()
    you: c.Person = c.Person()
    review: Review = Review()

    exits: ClassVar[tuple[Exit, ...]] = EXITS
    alerts: ClassVar[tuple[Alert, ...]] = (
        Alert("not-craft-or-trade", OTHER_CAREER, "adr.craft_or_trade", urgent=False),
        Alert(
            "taxed",
            answer("adr.not_taxed_last_year", o.Known.NO) | answer("adr.not_taxed_year_before", o.Known.NO),
            "adr.not_taxed_year_before",
            urgent=False,
        ),
        Alert("already", answer("adr.already", o.Known.YES), "adr.already", urgent=False),
        *LETTERS,
    )
    at_least_one: ClassVar[tuple[AtLeastOne, ...]] = CONTACT
    totals: ClassVar[tuple[Total, ...]] = TOTALS
    papers: ClassVar[tuple[Paper, ...]] = (
        papers.TAX,
        papers.NOTICE,
        papers.CAREER,
        papers.STATEMENT,
        papers.OTHER,
    )
    consent: ClassVar[str] = CONSENT
