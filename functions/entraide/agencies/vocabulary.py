"""The closed lists that forms ask about and that routing decides on (`domain-review.md` 3.2)."""

from __future__ import annotations

from enum import StrEnum


class Need(StrEnum):
    """What a worker asks help with. Each need has one kind of competent body (`domain.md` 2.2)."""

    CONTRIBUTIONS = "contributions"
    BENEFITS = "benefits"
    HEALTH = "health"
    RETIREMENT = "retirement"
    ACED = "aced"
    AFE = "afe"
    FCI = "fci"
    ADR = "adr"


class Role(StrEnum):
    """The part a body plays in a case; it sees the questions meant for its roles and no others."""

    CONTRIBUTIONS = "contributions"
    BENEFITS = "benefits"
    HEALTH = "health"
    RETIREMENT = "retirement"
    COORDINATOR = "coordinator"


class Position(StrEnum):
    """Who the person is in the scheme (Q4)."""

    OWN_NAME = "own-name"
    MANAGER = "manager"
    SPOUSE = "spouse"
    PAID_HEAD = "paid-head"
    FARMER = "farmer"
    ARTIST = "artist"
    RETIRED = "retired"
    WIDOWED = "widowed"
    NOT_SURE = "not-sure"


class Activity(StrEnum):
    """Family of activity, apart from the micro scheme (Q5)."""

    CRAFT = "craft"
    TRADE = "trade"
    LIBERAL = "liberal"
    REGULATED = "regulated"
    HEALTH_PROFESSION = "health-profession"
    LAWYER = "lawyer"
    OTHER = "other"


class PensionPayer(StrEnum):
    """Who pays or will pay the pension (Q25)."""

    GENERAL = "general"
    OWN_FUND = "own-fund"
    BOTH = "both"
    UNKNOWN = "unknown"


class Network(StrEnum):
    """The network that a body belongs to, as in `data/agencies.csv`."""

    URSSAF = "urssaf"
    CAF = "caf"
    CPAM = "cpam"
    CARSAT = "carsat"
    CNAV = "cnav"
    CRAMIF = "cramif"
    CGSS = "cgss"
    CSSM = "cssm"
    CPS = "cps"
    MSA_CPS = "msa-cps"


class Connected(StrEnum):
    """Whether a body has agreed to read its queue; nobody has unless the operator says so."""

    NO = "no"
    PILOT = "pilot"
    YES = "yes"
