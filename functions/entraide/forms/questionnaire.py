"""The Entraide questionnaire, which prepares a Help! request (`domain-review.md` 3.2; what is never asked: 3.1)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from entraide.agencies.vocabulary import Activity, Position
from entraide.forms import homes
from entraide.forms import options as o
from entraide.forms.conditions import Condition, answer
from entraide.forms.definition import Alert, AtLeastOne, Exit, Form, Informs, Proposals, Question, Step
from entraide.forms.letters import LETTERS
from entraide.forms.needs import Benefits, Contributions, Health, Retirement
from entraide.forms.people import You
from entraide.forms.privacy import (
    COORDINATOR,
    EVERY_BODY,
    FOR_CONTRIBUTIONS,
    FOR_HOME,
    FOR_RETIREMENT,
    Privacy,
)
from entraide.forms.review import CONSENT, Review
from entraide.forms.values.codes import FormCode
from entraide.forms.values.dates import Month
from entraide.forms.values.place import Place
from entraide.forms.values.siret import Siret
from entraide.forms.values.text import ShortText
from entraide.forms.values.yesno import YesNo

WORKING: Final = answer(
    "activity.position", Position.OWN_NAME, Position.MANAGER, Position.SPOUSE, Position.NOT_SURE
)
NO_LONGER: Final = answer("activity.position", Position.RETIRED, Position.WIDOWED)
STILL_ACTIVE: Final = answer(
    "activity.state", o.State.RUNNING, o.State.SLOWED, o.State.SUSPENDED, o.State.COURT, o.State.UNKNOWN
)


class Happening(Step):
    """What is happening."""

    needs: Annotated[
        tuple[o.HelpWith, ...] | None,
        Question(Privacy.PLAIN, COORDINATOR, required=False, informs=(Informs("needs"),)),
    ] = None
    situations: Annotated[
        tuple[o.Happened, ...] | None,
        Question(
            Privacy.PLAIN,
            EVERY_BODY,
            required=False,
            health_options=frozenset({o.Happened.MY_HEALTH, o.Happened.CARING}),
            seconds=20,
        ),
    ] = None
    cannot_wait: Annotated[o.CannotWait | None, Question(Privacy.PLAIN, EVERY_BODY)] = None


class ActivityStep(Step):
    """The activity."""

    position: Annotated[
        Position | None, Question(Privacy.PLAIN, EVERY_BODY, informs=(Informs("position"),))
    ] = None
    family: Annotated[
        Activity | None,
        Question(Privacy.PLAIN, EVERY_BODY, when=WORKING, informs=(Informs("activity"),)),
    ] = None
    micro: Annotated[o.Known | None, Question(Privacy.PLAIN, FOR_CONTRIBUTIONS, when=WORKING)] = None
    siret: Annotated[
        Siret | None, Question(Privacy.IDENTIFYING, FOR_CONTRIBUTIONS, when=WORKING, required=False)
    ] = None
    started: Annotated[
        Month | None,
        Question(Privacy.PLAIN, FOR_CONTRIBUTIONS, when=WORKING, required=False, not_after_today=True),
    ] = None
    state: Annotated[o.State | None, Question(Privacy.PLAIN, EVERY_BODY, when=WORKING)] = None
    stopped: Annotated[
        Month | None,
        Question(
            Privacy.PLAIN,
            EVERY_BODY,
            when=answer("activity.state", o.State.STOPPED),
            required=False,
            not_after_today=True,
        ),
    ] = None
    main: Annotated[
        o.Main | None,
        Question(
            Privacy.PLAIN,
            FOR_CONTRIBUTIONS | FOR_RETIREMENT,
            when=STILL_ACTIVE,
            informs=(Informs("draws_pension", (o.Main.ALSO_PENSION,)),),
        ),
    ] = None
    employer: Annotated[
        YesNo | None,
        Question(
            Privacy.PLAIN,
            FOR_CONTRIBUTIONS,
            when=WORKING & answer("happening.needs", o.HelpWith.CONTRIBUTIONS),
        ),
    ] = None


class Places(Step):
    """Where. Two addresses decide who is competent, and both are asked as communes (`domain.md` 1.6)."""

    work_kind: Annotated[o.WorkKind | None, Question(Privacy.PLAIN, FOR_CONTRIBUTIONS, when=~NO_LONGER)] = (
        None
    )
    work: Annotated[Place | None, Question(Privacy.PLAIN, EVERY_BODY, informs=(Informs("work"),))] = None
    """For every body: it may be the home too, and the CPAM of a health profession goes by it (review, M2)."""
    home_kind: Annotated[
        o.HomeKind | None,
        Question(Privacy.PLAIN, FOR_HOME, informs=homes.HOME_KIND),
    ] = None
    home: Annotated[
        Place | None,
        Question(Privacy.PLAIN, FOR_HOME, when=homes.ELSEWHERE, informs=homes.HOME),
    ] = None
    country: Annotated[
        ShortText | None,
        Question(Privacy.PLAIN, FOR_HOME, when=homes.ABROAD),
    ] = None


class Questionnaire(Form):
    """One form for every need: of the steps about needs, only those that were ticked are shown."""

    id: ClassVar[str] = "questionnaire"
    version: ClassVar[int] = 1

    happening: Happening = Happening()
    activity: ActivityStep = ActivityStep()
    places: Places = Places()
    contributions: Contributions = Contributions()
    benefits: Benefits = Benefits()
    health: Health = Health()
    retirement: Retirement = Retirement()
    you: You = You()
    review: Review = Review()

    exits: ClassVar[tuple[Exit, ...]] = (
        Exit("paid-head", answer("activity.position", Position.PAID_HEAD)),
        Exit("farmer", answer("activity.position", Position.FARMER)),
        Exit("artist", answer("activity.position", Position.ARTIST)),
    )
    alerts: ClassVar[tuple[Alert, ...]] = (
        Alert("letter", answer("happening.cannot_wait", o.CannotWait.LETTER), "happening.cannot_wait"),
        Alert("seizure", answer("happening.cannot_wait", o.CannotWait.SEIZURE), "happening.cannot_wait"),
        Alert("eviction", answer("happening.cannot_wait", o.CannotWait.EVICTION), "happening.cannot_wait"),
        Alert(
            "nothing-left",
            answer("happening.cannot_wait", o.CannotWait.NOTHING_LEFT)
            | answer("happening.situations", o.Happened.BASIC_NEEDS),
            "happening.cannot_wait",
        ),
        *LETTERS,
        Alert(
            "no-fixed-place",
            answer("places.work_kind", o.WorkKind.NO_FIXED_PLACE),
            "places.work",
            urgent=False,
        ),
    )
    urgent: ClassVar[Condition] = answer(
        "happening.cannot_wait", *(each for each in o.CannotWait if each is not o.CannotWait.NO)
    )
    at_least_one: ClassVar[tuple[AtLeastOne, ...]] = (
        AtLeastOne(("happening.needs", "happening.situations"), FormCode.REQUIRED_NEED),
        AtLeastOne(("you.email", "you.phone"), FormCode.REQUIRED_CONTACT),
    )
    proposals: ClassVar[Proposals | None] = Proposals(
        path="happening.needs",
        unsure=o.HelpWith.HELP_ME,
        source="happening.situations",
        table={
            o.Happened.FEWER_CUSTOMERS: (o.HelpWith.CONTRIBUTIONS,),
            o.Happened.UNPAID: (o.HelpWith.CONTRIBUTIONS,),
            o.Happened.DAMAGE: (o.HelpWith.CONTRIBUTIONS,),
            o.Happened.DISASTER: (o.HelpWith.CONTRIBUTIONS,),
            o.Happened.MY_HEALTH: (o.HelpWith.HEALTH,),
            o.Happened.CARING: (o.HelpWith.HEALTH,),
            o.Happened.FAMILY: (o.HelpWith.BENEFITS,),
            o.Happened.BASIC_NEEDS: (o.HelpWith.BENEFITS,),
            o.Happened.STOPPING: (o.HelpWith.CONTRIBUTIONS, o.HelpWith.BENEFITS),
        },
    )
    consent: ClassVar[str] = CONSENT
    typical: ClassVar[tuple[dict[str, tuple[str, ...]], ...]] = tuple(
        {
            "happening.needs": (need,),
            "activity.position": (Position.OWN_NAME,),
            "activity.state": (o.State.SLOWED,),
            "places.home_kind": (o.HomeKind.OTHER,),
            "contributions.matter": (o.ContributionsMatter.BEHIND,),
            "activity.family": (Activity.TRADE,),
        }
        for need in (o.HelpWith.CONTRIBUTIONS, o.HelpWith.BENEFITS, o.HelpWith.HEALTH, o.HelpWith.RETIREMENT)
    )
