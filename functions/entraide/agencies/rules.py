"""The rules of routing, each with its source, and the referrals.

Their words are in `content/{fr,en}/forms/_rules.yml`. Below, "review" is `domain-review.md`, "domain" is
`domain.md`, CSS the Code de la sécurité sociale.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Rule(StrEnum):
    """Why a body was chosen, or an address told."""

    source: str
    """Where the rule was read."""

    def __new__(cls, code: str, source: str) -> Self:
        """A rule is its code, and remembers its source."""
        rule = str.__new__(cls, code)
        rule._value_ = code
        rule.source = source
        return rule

    COORDINATOR_WORK = "coordinator.work", "review 1.1 G1: Urssaf of the place of work"
    COORDINATOR_HOME = "coordinator.home", "review 1.1 G1, for who has no place of work any more"
    COORDINATOR_ALONE = "coordinator.no-need", "review 3.2: no need but a situation, the Urssaf coordinates"

    CONTRIBUTIONS_WORK = "contributions.work", "CSS L213-1; domain 1.6"
    CONTRIBUTIONS_HOME = "contributions.home", "domain 1.6, without a place of work: a person looks"
    AID_WORK = "aid.work", "CSS L612-4; domain 2.5: Urssaf of the place of work"
    AID_HOME = "aid.home", "CSS L612-4, without a place of work: a person looks"
    AFE_INVALIDITY = "afe.invalidity", "review 2.1 M3 (ameli.fr): invalidity pension, CPAM"
    FCI_PENSION = "fci.pension", "review 2.1 M3 (secu-independants.fr): working retired, Carsat"

    BENEFITS_HOME = "benefits.home", "CSS L212-1, L752-7; domain 1.6"
    HEALTH_HOME = "health.home", "CSS L211-1; domain 1.6"
    HEALTH_PRACTICE = "health.practice", "review 2.1 M2 (ameli.fr): CPAM of the practice"
    HEALTH_CHOSEN = "health.chosen", "domain 1.3: several CPAM, the worker chooses"
    HEALTH_CANDIDATES = "health.candidates", "domain 1.3: several CPAM, a person at the Urssaf decides"
    HEALTH_CHOICE_IGNORED = "health.choice-ignored", "domain 1.3: not a CPAM of the territory"
    RETIREMENT_HOME = "retirement.home", "CSS L215-1; domain 1.6"
    RETIREMENT_GENERAL_PART = "retirement.general-part", "review 2.1 M1: periods in the general scheme"

    HOME_ABROAD = "home.abroad", "review 2.5: not decidable by home, a person at the Urssaf"
    HOME_UNKNOWN = "home.unknown", "domain 1.6: the home decides, and was not given"

    TERRITORY_CGSS = "territory.cgss", "CSS L752-4: one CGSS does the work of Urssaf, CPAM and Carsat"
    TERRITORY_SAINT_MARTIN = "territory.saint-martin", "CSS L752-1: the bodies of Guadeloupe"
    TERRITORY_MAYOTTE = "territory.mayotte", "review 2.5: the CSSM runs all branches"
    TERRITORY_SAINT_BARTHELEMY = "territory.saint-barthelemy", "CSS L752-1: one fund, a person decides"
    TERRITORY_SAINT_PIERRE = "territory.saint-pierre-et-miquelon", "review 2.5: one fund, a person decides"
    TERRITORY_SAINT_PIERRE_PENSION = (
        "territory.saint-pierre-et-miquelon-pension",
        "review 2.5 (secu-independants.fr): complementary pension run by Urssaf Île-de-France",
    )
    TERRITORY_ILE_DE_FRANCE = "territory.ile-de-france", "CSS L215-3: retirement is the Cnav’s"
    TERRITORY_SEIGNANX = "territory.seignanx", "domain 1.3: once attached to Bayonne, present status unknown"
    TERRITORY_SHARED_OFFICE = "territory.shared-office", "review 2.5; CSS L216-4: common bodies, one address"

    EXIT_PAID_HEAD = "exit.paid-head", "review 2.4: company heads with employee status are not in the scheme"
    EXIT_FARMER = "exit.farmer", "CSS L611-1 1°: farmers are under the MSA"
    EXIT_ARTIST = "exit.artist", "CSS L382-1: artist-authors are in the general scheme"

    FUND_PROFESSION = "fund.profession", "CSS L640-1, L631-1: a pension section of their own"
    FUND_LAWYERS = "fund.lawyers", "CSS L651-1: lawyers have the CNBF"
    FUND_STATED = "fund.stated", "review 2.1 M1: the worker says that a fund of the profession pays"
    FUND_CONTRIBUTIONS = "fund.contributions", "review 2.4: sections may collect their own contributions"
    SICK_PAY_LAWYERS = "sick-pay.lawyers", "CSS L622-1: lawyers have no general-scheme sick pay"
    PLACE_NONE = "place.none", "domain 1.6: no address in France, so no body by territory"


class Told(StrEnum):
    """An address told to the worker and not queued."""

    PENSION_FUND = "pension-fund"
    LAWYERS_FUND = "lawyers-fund"
    OWN_FUND = "own-fund"
    FUND_CONTRIBUTIONS = "fund-contributions"
    LAWYERS_SICK_PAY = "lawyers-sick-pay"
    PAID_HEAD = "paid-head"
    FARMER = "farmer"
    ARTIST = "artist"
    NO_PLACE = "no-place"
