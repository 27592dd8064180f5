"""The closed lists of the aid forms (`domain-review.md` 3.3). Their words are the editors'."""

from __future__ import annotations

from enum import StrEnum


class Employees(StrEnum):
    """Number of employees, in bands."""

    NONE = "none"
    ONE_OR_TWO = "one-or-two"
    UNDER_10 = "under-10"
    TEN_OR_MORE = "ten-or-more"


class Housing(StrEnum):
    """How the person is housed."""

    TENANT = "tenant"
    OWNER_WITH_LOAN = "owner-with-loan"
    OWNER = "owner"
    LODGED = "lodged"
    UNKNOWN = "unknown"


class Age(StrEnum):
    """Age bands of dependants."""

    UNDER_6 = "under-6"
    UNDER_18 = "under-18"
    ADULT = "adult"


class Savings(StrEnum):
    """Savings of the household, in euros."""

    UNDER_1000 = "under-1000"
    UNDER_5000 = "under-5000"
    OVER_5000 = "over-5000"
    NOT_SAID = "not-said"


class Creditor(StrEnum):
    """Whom a debt is owed to."""

    URSSAF = "urssaf"
    TAX = "tax"
    BANK = "bank"
    LANDLORD = "landlord"
    SUPPLIER = "supplier"
    OTHER = "other"


class Event(StrEnum):
    """What caused the difficulty."""

    HEALTH = "health"
    ACCIDENT = "accident"
    WORKS = "works"
    LOST_CUSTOMER = "lost-customer"
    UNPAID = "unpaid"
    FAMILY = "family"
    DISASTER = "disaster"
    OTHER = "other"


class Course(StrEnum):
    """Whether the cause is over."""

    OVER = "over"
    GOING_ON = "going-on"
    UNKNOWN = "unknown"


class Tried(StrEnum):
    """What was tried before."""

    SCHEDULE = "schedule"
    RECALCULATION = "recalculation"
    BANK = "bank"
    INSURANCE = "insurance"
    CCSF = "ccsf"
    OTHER_AID = "other-aid"
    NOTHING = "nothing"


class Periods(StrEnum):
    """Which contributions ACED is asked for."""

    CURRENT = "current"
    OLDER = "older"
    BOTH = "both"
    UNKNOWN = "unknown"


class Share(StrEnum):
    """How much of them."""

    ALL = "all"
    PART = "part"
    UNKNOWN = "unknown"


class Use(StrEnum):
    """What AFE is asked for."""

    EQUIPMENT = "equipment"
    RENT = "rent"
    SUPPLIERS = "suppliers"
    LIVING = "living"
    DEREGISTRATION = "deregistration"
    OTHER = "other"


class Paper(StrEnum):
    """Whether a quote or an invoice is at hand."""

    QUOTE = "quote"
    INVOICE = "invoice"
    NEITHER = "neither"


class Answered(StrEnum):
    """What came of a claim or an application."""

    NOT_ASKED = "not-asked"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Hit(StrEnum):
    """What a disaster damaged."""

    PREMISES = "premises"
    TOOLS = "tools"
    HOME = "home"
    NOTHING = "nothing"
    """Struck all the same: the road is cut, there is no power, the customers are gone."""


class Restart(StrEnum):
    """When work is expected to start again after a disaster."""

    NEVER_STOPPED = "never-stopped"
    TWO_WEEKS = "two-weeks"
    THREE_MONTHS = "three-months"
    LATER = "later"
    NOT_AGAIN = "not-again"
    UNKNOWN = "unknown"


class DisasterKind(StrEnum):
    """Which disaster."""

    FLOOD = "flood"
    STORM = "storm"
    FIRE = "fire"
    DROUGHT = "drought"
    EARTH = "earth"
    OTHER = "other"


class Chief(StrEnum):
    """Head of the business, or spouse working in it."""

    HEAD = "head"
    SPOUSE = "spouse"


class Property(StrEnum):
    """Property other than the home, in bands."""

    NONE = "none"
    UNDER_50000 = "under-50000"
    OVER_50000 = "over-50000"
    NOT_SAID = "not-said"


class Difficulty(StrEnum):
    """What the guide asks about: each points to a help."""

    CONTRIBUTIONS = "contributions"
    CASH = "cash"
    DISASTER = "disaster"
    RETIRING = "retiring"
    HEALTH = "health"
    CARING = "caring"
    AGEING_AT_HOME = "ageing-at-home"
    FAMILY = "family"
