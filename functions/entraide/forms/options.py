"""The closed lists of the questionnaire (numbers as in `domain-review.md` 3.2). Their words are the editors'."""

from __future__ import annotations

from enum import StrEnum


class HelpWith(StrEnum):
    """Q1."""

    CONTRIBUTIONS = "contributions"
    BENEFITS = "benefits"
    HEALTH = "health"
    RETIREMENT = "retirement"
    HELP_ME = "help-me"


class Happened(StrEnum):
    """Q2."""

    FEWER_CUSTOMERS = "fewer-customers"
    UNPAID = "unpaid"
    DAMAGE = "damage"
    DISASTER = "disaster"
    MY_HEALTH = "my-health"
    CARING = "caring"
    FAMILY = "family"
    BASIC_NEEDS = "basic-needs"
    STOPPING = "stopping"
    DISPUTE = "dispute"
    OTHER = "other"
    NOT_SAID = "not-said"


class CannotWait(StrEnum):
    """Q3."""

    LETTER = "letter"
    SEIZURE = "seizure"
    EVICTION = "eviction"
    NOTHING_LEFT = "nothing-left"
    NO = "no"


class State(StrEnum):
    """Q9: the activity today."""

    RUNNING = "running"
    SLOWED = "slowed"
    SUSPENDED = "suspended"
    STOPPED = "stopped"
    COURT = "court"
    UNKNOWN = "unknown"


class Main(StrEnum):
    """Q10: is it the main activity."""

    YES = "yes"
    ALSO_EMPLOYEE = "also-employee"
    ALSO_PENSION = "also-pension"
    UNKNOWN = "unknown"


class Known(StrEnum):
    """Yes, no, or not known."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class WorkKind(StrEnum):
    """Q12: how the place of work is to be understood."""

    PREMISES = "premises"
    AT_HOME = "at-home"
    NO_FIXED_PLACE = "no-fixed-place"
    UNKNOWN = "unknown"


class HomeKind(StrEnum):
    """Q13."""

    SAME = "same"
    OTHER = "other"
    ABROAD = "abroad"


class ContributionsMatter(StrEnum):
    """Q14."""

    NEXT_INSTALMENT = "next-instalment"
    BEHIND = "behind"
    BROKEN_SCHEDULE = "broken-schedule"
    WRONG_AMOUNT = "wrong-amount"
    MISSING_DECLARATION = "missing-declaration"
    REFUND = "refund"
    ACCOUNT = "account"
    UNKNOWN = "unknown"


class Owed(StrEnum):
    """Q15: bands, in euros."""

    UNDER_1000 = "under-1000"
    UNDER_5000 = "under-5000"
    UNDER_15000 = "under-15000"
    OVER_15000 = "over-15000"
    UNKNOWN = "unknown"


class Letter(StrEnum):
    """Q16: the latest letter from the collecting body."""

    NONE = "none"
    REMINDER = "reminder"
    FORMAL_NOTICE = "formal-notice"
    ENFORCEMENT_ORDER = "enforcement-order"
    SEIZURE = "seizure"
    UNKNOWN = "unknown"


class AskedFor(StrEnum):
    """Q17."""

    SCHEDULE = "schedule"
    RECALCULATION = "recalculation"
    WAIVER = "waiver"
    AID = "aid"
    NOTHING = "nothing"


class Reply(StrEnum):
    """What came of it."""

    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"


class Household(StrEnum):
    """Q18."""

    ALONE = "alone"
    COUPLE = "couple"
    UNKNOWN = "unknown"


class Income(StrEnum):
    """Q19: against six months ago."""

    SAME = "same"
    DOWN = "down"
    DOWN_BY_HALF = "down-by-half"
    NONE = "none"
    UNKNOWN = "unknown"


class BenefitsMatter(StrEnum):
    """Q20."""

    HOUSING = "housing"
    LOW_INCOME = "low-income"
    CHILDREN = "children"
    SEPARATION = "separation"
    UNKNOWN = "unknown"


class Cover(StrEnum):
    """Q21."""

    IN_ORDER = "in-order"
    STOPPED = "stopped"
    NO_TOP_UP = "no-top-up"
    UNKNOWN = "unknown"


class SickPay(StrEnum):
    """Q22."""

    NO_PROBLEM = "no-problem"
    NOT_PAID = "not-paid"
    NEVER_APPLIED = "never-applied"
    WORKING_ANYWAY = "working-anyway"
    NOT_CONCERNED = "not-concerned"
    UNKNOWN = "unknown"


class CarePutOff(StrEnum):
    """Q23."""

    YES = "yes"
    NO = "no"
    NOT_SAID = "not-said"


class RetirementWhen(StrEnum):
    """Q24."""

    PLANNED = "planned"
    RETIRED = "retired"
    UNDERSTAND = "understand"
    UNKNOWN = "unknown"


class RetirementMatter(StrEnum):
    """Q26."""

    MISSING_PERIODS = "missing-periods"
    UNPAID = "unpaid"
    NO_ANSWER = "no-answer"
    SURVIVOR = "survivor"
    HOME = "home"
    OTHER = "other"


class Language(StrEnum):
    """Q29: the language to write and speak in."""

    FR = "fr"
    EN = "en"


class BestTime(StrEnum):
    """Q29: when to call."""

    ANY = "any"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Support(StrEnum):
    """Q29: what makes the talk possible."""

    SIGN_LANGUAGE = "sign-language"
    OTHER_LANGUAGE = "other-language"
    SOMEONE_WITH_ME = "someone-with-me"
    LARGE_PRINT = "large-print"


class Helper(StrEnum):
    """Q30."""

    NOBODY = "nobody"
    ACCOUNTANT = "accountant"
    SOCIAL_WORKER = "social-worker"
    RELATIVE = "relative"
    OTHER = "other"
