"""Emergency aid for disasters and severe weather (FCI): the shortest, since it is urgent (`domain-review.md` 3.3)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from entraide.agencies.vocabulary import Need
from entraide.forms import options as o
from entraide.forms.aids import common as c
from entraide.forms.aids import options as a
from entraide.forms.aids import papers
from entraide.forms.aids.exits import CONTACT, EXITS
from entraide.forms.conditions import ALWAYS, Condition, answer
from entraide.forms.definition import (
    Alert,
    AtLeastOne,
    Exit,
    ForCommission,
    Form,
    Paper,
    Question,
    Step,
)
from entraide.forms.privacy import EVERY_BODY, Privacy
from entraide.forms.review import CONSENT, Review
from entraide.forms.values.dates import Day
from entraide.forms.values.euros import Euros
from entraide.forms.values.place import Place
from entraide.forms.values.text import FreeText

DAY: Final = Question(
    Privacy.PLAIN, EVERY_BODY, required=False, not_after_today=True, commission=ForCommission.MONTH
)
DAMAGED: Final = answer("disaster.hit", a.Hit.PREMISES, a.Hit.TOOLS, a.Hit.HOME)
UNDAMAGED: Final = answer("disaster.hit", a.Hit.NOTHING) & ~DAMAGED
"""Told, and sent on all the same: the body alone decides what the aid is for (`domain.md` 2.4)."""
HOME_HIT: Final = answer("disaster.hit", a.Hit.HOME)
INSURED: Final = answer("disaster.insured", o.Known.YES)


class DisasterStep(Step):
    """What happened, what it damaged, what is needed in the next two weeks."""

    kind: Annotated[a.DisasterKind | None, c.SHOWN] = None
    day: Annotated[
        Day | None, Question(Privacy.PLAIN, EVERY_BODY, not_after_today=True, commission=ForCommission.MONTH)
    ] = None
    place: Annotated[Place | None, Question(Privacy.PLAIN, EVERY_BODY, commission=ForCommission.REGION)] = (
        None
    )
    hit: Annotated[tuple[a.Hit, ...] | None, c.SHOWN] = None
    home_is_seat: Annotated[
        o.Known | None, Question(Privacy.PLAIN, EVERY_BODY, when=HOME_HIT, commission=c.AS_IS)
    ] = None
    stopped_since: Annotated[Day | None, DAY] = None
    restart: Annotated[a.Restart | None, c.MAY_BE_SHOWN] = None
    needs: Annotated[
        FreeText | None,
        Question(Privacy.IDENTIFYING, EVERY_BODY, commission=ForCommission.CLEARED_TEXT),
    ] = None
    insured: Annotated[o.Known | None, c.SHOWN] = None
    claimed_on: Annotated[
        Day | None,
        Question(
            Privacy.PLAIN,
            EVERY_BODY,
            when=INSURED,
            required=False,
            not_after_today=True,
            commission=ForCommission.MONTH,
        ),
    ] = None
    advance: Annotated[
        Euros | None,
        Question(Privacy.FINANCIAL, EVERY_BODY, when=INSURED, required=False, commission=c.ROUNDED),
    ] = None
    damage: Annotated[Euros | None, c.MONEY] = None
    certificate: Annotated[o.Known | None, c.SHOWN] = None
    other_aid: Annotated[o.Known | None, c.SHOWN] = None


class Fci(Form):
    """For the most urgent needs after a disaster."""

    id: ClassVar[str] = "fci"
    version: ClassVar[int] = 1
    needs: ClassVar[frozenset[Need]] = frozenset({Need.FCI})

    disaster: DisasterStep = DisasterStep()
    activity: c.Worker = c.Worker()
    affiliation: c.Affiliation = c.Affiliation()
    household: c.Household = c.Household()
    places: c.Places = c.Places()
    you: c.Person = c.Person()
    review: Review = Review()

    exits: ClassVar[tuple[Exit, ...]] = EXITS
    alerts: ClassVar[tuple[Alert, ...]] = (
        Alert("undamaged", UNDAMAGED, "disaster.hit", urgent=False),
        Alert("pension", answer("activity.main", o.Main.ALSO_PENSION), "activity.main", urgent=False),
        *c.WARNINGS,
    )
    urgent: ClassVar[Condition] = ALWAYS
    at_least_one: ClassVar[tuple[AtLeastOne, ...]] = CONTACT
    papers: ClassVar[tuple[Paper, ...]] = (
        papers.damage(~UNDAMAGED),
        papers.TAX,
        papers.CLAIM,
        papers.CERTIFICATE,
        papers.bank(),
        papers.OTHER,
    )
    consent: ClassVar[str] = CONSENT
