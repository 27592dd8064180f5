"""Requests for aids by people who do not exist."""

from __future__ import annotations

from answers import Pairs

WORKER: Pairs = [
    ("activity.position", "own-name"),
    ("activity.family", "craft"),
    ("activity.micro", "no"),
    ("activity.main", "yes"),
    ("activity.siret", "356 000 000 00048"),
    ("activity.started.month", "3"),
    ("activity.started.year", "2019"),
    ("activity.employees", "none"),
    ("activity.court", "no"),
    ("places.work.postal_code", "10000"),
    ("places.work.commune", "10387"),
    ("places.home_kind", "other"),
    ("places.home.postal_code", "33000"),
    ("places.home.commune", "33063"),
    ("places.street", "12 rue des Lilas"),
    ("you.first_name", "Camille"),
    ("you.family_name", "Exemple"),
    ("you.phone", "06 12 34 56 78"),
]
"""A craftsperson who works in Troyes and lives in Bordeaux."""

AFFILIATION: Pairs = [("affiliation.over_a_year", "yes"), ("affiliation.paid", "yes")]
HOUSEHOLD: Pairs = [("household.household", "couple"), ("household.housing", "tenant")]
LETTER: Pairs = [("contributions.letter", "reminder"), ("contributions.schedule", "no")]
EVENT: Pairs = [
    ("event.kind", "lost-customer"),
    ("event.month.month", "6"),
    ("event.month.year", "2026"),
    ("event.course", "going-on"),
    ("event.tried", "schedule"),
]
BUDGET: Pairs = [
    ("resources.activity", "800"),
    ("resources.partner", "1 234,50"),
    ("charges.housing", "700"),
    ("charges.energy", "120"),
]
"""2,034.50 euros come in, 820 go out."""

DEBTS: Pairs = [
    ("debts.list.0.creditor", "bank"),
    ("debts.list.0.amount", "4000"),
    ("debts.list.0.plan", "yes"),
    ("debts.list.1.creditor", "landlord"),
    ("debts.list.1.amount", "900"),
    ("debts.list.1.arrears", "900"),
]

AFE_STEP: Pairs = [
    ("afe.use", "equipment"),
    ("afe.amount", "1500"),
    ("afe.paper", "quote"),
    ("afe.insurance", "not-asked"),
    ("afe.bank", "refused"),
    ("afe.otherwise", "Je perds les marchés de l’hiver."),
]

ACED: Pairs = [
    *WORKER,
    *AFFILIATION,
    *EVENT,
    *LETTER,
    *HOUSEHOLD,
    *BUDGET,
    *DEBTS,
    ("aced.periods", "both"),
    ("aced.amount", "3200"),
    ("aced.by_period.0.start.month", "4"),
    ("aced.by_period.0.start.year", "2026"),
    ("aced.by_period.0.amount", "1 180"),
    ("aced.share", "part"),
    ("aced.could_pay", "500"),
    ("aced.recalculation", "yes"),
    ("aced.with_afe", "no"),
]
AFE: Pairs = [*WORKER, *AFFILIATION, *EVENT, *LETTER, *HOUSEHOLD, *BUDGET, *DEBTS, *AFE_STEP]
FCI: Pairs = [
    *WORKER,
    *AFFILIATION,
    *HOUSEHOLD,
    ("disaster.kind", "flood"),
    ("disaster.day.day", "3"),
    ("disaster.day.month", "11"),
    ("disaster.day.year", "2026"),
    ("disaster.place.postal_code", "10000"),
    ("disaster.place.commune", "10387"),
    ("disaster.hit", "premises"),
    ("disaster.hit", "tools"),
    ("disaster.restart", "three-months"),
    ("disaster.needs", "Un générateur et une pompe."),
    ("disaster.insured", "no"),
    ("disaster.certificate", "unknown"),
    ("disaster.other_aid", "no"),
]
ADR: Pairs = [
    *WORKER,
    *LETTER,
    *HOUSEHOLD,
    *BUDGET,
    ("adr.born.month", "4"),
    ("adr.born.year", "1963"),
    ("adr.chief", "head"),
    ("adr.craft_or_trade", "yes"),
    ("adr.years", "31"),
    ("adr.quarters", "124"),
    ("adr.not_taxed_last_year", "yes"),
    ("adr.not_taxed_year_before", "yes"),
    ("adr.already", "no"),
    ("adr.continuing", "no"),
]

AIDS = {"aced": ACED, "afe": AFE, "fci": FCI, "adr": ADR}
"""By the form's id."""
