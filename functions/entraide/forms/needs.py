"""What the questionnaire asks about each need that was ticked (Q14 to Q26 of `domain-review.md` 3.2)."""

from __future__ import annotations

from typing import Annotated, Final

from entraide.agencies.vocabulary import Activity, PensionPayer
from entraide.forms import options as o
from entraide.forms.conditions import answer
from entraide.forms.definition import Informs, Question, Step
from entraide.forms.privacy import FOR_BENEFITS, FOR_CONTRIBUTIONS, FOR_HEALTH, FOR_RETIREMENT, Privacy
from entraide.forms.values.count import Count
from entraide.forms.values.dates import Day, Month
from entraide.forms.values.text import ShortText

CONTRIBUTIONS: Final = answer("happening.needs", o.HelpWith.CONTRIBUTIONS)
BENEFITS: Final = answer("happening.needs", o.HelpWith.BENEFITS)
HEALTH: Final = answer("happening.needs", o.HelpWith.HEALTH)
RETIREMENT: Final = answer("happening.needs", o.HelpWith.RETIREMENT)
OWES: Final = CONTRIBUTIONS & answer(
    "contributions.matter", o.ContributionsMatter.BEHIND, o.ContributionsMatter.BROKEN_SCHEDULE
)
TIMED_LETTER: Final = answer(
    "contributions.letter", o.Letter.FORMAL_NOTICE, o.Letter.ENFORCEMENT_ORDER, o.Letter.SEIZURE
)
ASKED: Final = CONTRIBUTIONS & answer(
    "contributions.asked", o.AskedFor.SCHEDULE, o.AskedFor.RECALCULATION, o.AskedFor.WAIVER, o.AskedFor.AID
)


class Contributions(Step):
    """Contributions, or the account with the collecting body (Q14 to Q17)."""

    matter: Annotated[
        tuple[o.ContributionsMatter, ...] | None,
        Question(Privacy.PLAIN, FOR_CONTRIBUTIONS, when=CONTRIBUTIONS),
    ] = None
    owed: Annotated[o.Owed | None, Question(Privacy.FINANCIAL, FOR_CONTRIBUTIONS, when=OWES)] = None
    owed_since: Annotated[
        Month | None,
        Question(Privacy.FINANCIAL, FOR_CONTRIBUTIONS, when=OWES, required=False, not_after_today=True),
    ] = None
    letter: Annotated[
        o.Letter | None,
        Question(
            Privacy.PLAIN,
            FOR_CONTRIBUTIONS,
            when=CONTRIBUTIONS | answer("happening.cannot_wait", o.CannotWait.LETTER, o.CannotWait.SEIZURE),
        ),
    ] = None
    letter_received: Annotated[
        Day | None,
        Question(Privacy.PLAIN, FOR_CONTRIBUTIONS, when=TIMED_LETTER, required=False, not_after_today=True),
    ] = None
    asked: Annotated[
        tuple[o.AskedFor, ...] | None, Question(Privacy.PLAIN, FOR_CONTRIBUTIONS, when=CONTRIBUTIONS)
    ] = None
    reply: Annotated[
        o.Reply | None, Question(Privacy.PLAIN, FOR_CONTRIBUTIONS, when=ASKED, required=False)
    ] = None


class Benefits(Step):
    """Social benefits (Q18 to Q20)."""

    household: Annotated[o.Household | None, Question(Privacy.PLAIN, FOR_BENEFITS, when=BENEFITS)] = None
    dependants: Annotated[
        Count | None, Question(Privacy.PLAIN, FOR_BENEFITS, when=BENEFITS, required=False)
    ] = None
    income: Annotated[o.Income | None, Question(Privacy.FINANCIAL, FOR_BENEFITS, when=BENEFITS)] = None
    matter: Annotated[
        tuple[o.BenefitsMatter, ...] | None, Question(Privacy.PLAIN, FOR_BENEFITS, when=BENEFITS)
    ] = None
    known_to_caf: Annotated[
        o.Known | None, Question(Privacy.PLAIN, FOR_BENEFITS, when=BENEFITS, required=False)
    ] = None


class Health(Step):
    """Healthcare and sick pay (Q21 to Q23). No reason, no name of an illness is asked."""

    cover: Annotated[o.Cover | None, Question(Privacy.HEALTH, FOR_HEALTH, when=HEALTH)] = None
    sick_pay: Annotated[o.SickPay | None, Question(Privacy.HEALTH, FOR_HEALTH, when=HEALTH)] = None
    put_off: Annotated[o.CarePutOff | None, Question(Privacy.HEALTH, FOR_HEALTH, when=HEALTH)] = None


class Retirement(Step):
    """Retirement (Q24 to Q26)."""

    when: Annotated[o.RetirementWhen | None, Question(Privacy.PLAIN, FOR_RETIREMENT, when=RETIREMENT)] = None
    planned: Annotated[
        Month | None,
        Question(
            Privacy.PLAIN,
            FOR_RETIREMENT,
            when=RETIREMENT & answer("retirement.when", o.RetirementWhen.PLANNED),
            required=False,
        ),
    ] = None
    payer: Annotated[
        PensionPayer | None,
        Question(
            Privacy.PLAIN,
            FOR_RETIREMENT,
            when=RETIREMENT
            & answer(
                "activity.family",
                Activity.LIBERAL,
                Activity.REGULATED,
                Activity.HEALTH_PROFESSION,
                Activity.LAWYER,
            ),
            informs=(Informs("pension_payer"),),
        ),
    ] = None
    fund: Annotated[
        ShortText | None,
        Question(
            Privacy.PLAIN,
            FOR_RETIREMENT,
            when=RETIREMENT & answer("retirement.payer", PensionPayer.OWN_FUND, PensionPayer.BOTH),
            required=False,
        ),
    ] = None
    matter: Annotated[
        tuple[o.RetirementMatter, ...] | None,
        Question(Privacy.PLAIN, FOR_RETIREMENT, when=RETIREMENT),
    ] = None
