"""Requests, submissions and destinations for tests; each call may change what it needs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from entraide.agencies.situation import Choice, Reason, Referral
from entraide.agencies.vocabulary import Need, Role
from entraide.cases.history import received
from entraide.cases.identity import answers_mac, code_mac, identify
from entraide.cases.intake import Request
from entraide.cases.model import Case, Destination, Macs, Submission
from fakes import FakeMacs

NOON = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)
ANSWERS = json.dumps(
    {"you": {"family_name": "Éléonore d’Été", "email": "eleonore@example.org"}}, ensure_ascii=False
)
URSSAF = Choice(
    body="urssaf-champagne-ardenne",
    roles=frozenset({Role.COORDINATOR, Role.CONTRIBUTIONS}),
    needs=frozenset({Need.CONTRIBUTIONS}),
    reasons=(
        Reason("contributions.urssaf", (("commune", "Troyes"), ("departement", "Aube")), "0123456789ab"),
    ),
    territory="10",
)
CAF = Choice(
    body="caf-10",
    roles=frozenset({Role.BENEFITS}),
    needs=frozenset({Need.BENEFITS}),
    reasons=(Reason("benefits.caf", (), "0123456789ab"),),
    territory="10",
)
REFERRAL = Referral(
    "own-fund", frozenset({Need.RETIREMENT}), (Reason("retirement.own-fund", (), "0123456789ab"),)
)


def request(**changes: Any) -> Request:  # noqa: ANN401 - any field of Request
    usual = Request(
        key="0123456789ABCDEFGHJKMNPQRS",
        form="questionnaire",
        form_version=1,
        form_digest="d" * 64,
        lang="fr",
        answers=ANSWERS,
        choices=(URSSAF, CAF),
        referrals=(REFERRAL,),
        at=NOON,
    )
    return replace(usual, **changes)


def destination(number: int = 1, reference: str = "EN-0000-0000", **changes: Any) -> Destination:  # noqa: ANN401
    usual = Destination(
        id=f"{reference}-{number}",
        reference=reference,
        body=CAF.body,
        roles=CAF.roles,
        needs=CAF.needs,
        territory=CAF.territory,
        reasons=CAF.reasons,
        form="questionnaire",
        form_version=1,
        committed_at=NOON,
    )
    return replace(usual, **changes)


def submission(
    key: str = "0123456789ABCDEFGHJKMNPQRS",
    answers: str = ANSWERS,
    at: datetime = NOON,
    bodies: tuple[str, ...] = ("urssaf-champagne-ardenne", "caf-10"),
    *,
    again: bool = False,
    macs: Macs | None = None,
) -> Submission:
    macs = macs or FakeMacs()
    known = identify(key, macs)
    reference = known.reference
    case = Case(
        reference=reference,
        form="questionnaire",
        form_version=1,
        form_digest="d" * 64,
        lang="fr",
        created_at=at,
        answers=answers,
        code_mac=code_mac(reference, known.code, macs),
        referrals=(REFERRAL,),
    )
    destinations = tuple(
        destination(number, reference, body=body, committed_at=at)
        for number, body in enumerate(bodies, start=1)
    )
    first = received(reference, at, ("questionnaire", 1, "d" * 64), destinations, macs)
    fingerprint = answers_mac("questionnaire", answers, bodies, macs)
    return Submission(case, destinations, known.key_mac, fingerprint, again, (first,))
