"""Where a request goes: total and pure. Routing decides who is asked, never who is entitled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import reduce

from entraide.agencies.competence import AIDS, EXITS, Claim, Notice, Place, claims, notices
from entraide.agencies.directory import Directory
from entraide.agencies.places import Commune
from entraide.agencies.rules import Rule, Told
from entraide.agencies.situation import Choice, Reason, Referral, Routing, Situation
from entraide.agencies.territory import DECIDED_BY_A_PERSON, notes
from entraide.agencies.vocabulary import Need, Role


def route(situation: Situation, directory: Directory) -> Routing:
    """At least one choice or one referral, for any situation whose communes are of the gazetteer.

    A Help! case has a coordinator, which comes first. A request for aids alone has none: it goes to the body that
    examines it, and to no other. In both, the seat's body holds a need when nobody can tell which body is competent;
    the choice then says `needs_person`. There is no choice when all the needs are another fund's, or when there is no
    address in France.
    """
    return _Router(situation, directory).route()


class _Router:
    """One situation against one directory, which all the steps need."""

    def __init__(self, situation: Situation, directory: Directory) -> None:
        self._situation = situation
        self._directory = directory
        self._seat = situation.work or situation.home

    def route(self) -> Routing:
        told = [self._told(notice) for notice in notices(self._situation)]
        claimed = claims(self._situation)
        if not self._seat:
            return Routing((), (*told, *self._nowhere(claimed, told)))
        everything_is_told = self._situation.needs and not claimed and self._situation.position not in EXITS
        if everything_is_told:
            return Routing((), tuple(told))
        pieces = [self._piece(claim, self._seat) for claim in claimed]
        only_aids = bool(claimed) and self._situation.needs <= AIDS
        if not only_aids:
            pieces.insert(0, self._coordinator(self._seat))
        return Routing(self._one_address(_merged(pieces)), tuple(told))

    def _told(self, notice: Notice) -> Referral:
        return Referral(notice.told, notice.needs, (self._reason(notice.rule),))

    def _nowhere(self, claimed: tuple[Claim, ...], told: list[Referral]) -> Iterator[Referral]:
        left = frozenset(claim.need for claim in claimed)
        if left or not told:
            yield Referral(Told.NO_PLACE, left, (self._reason(Rule.PLACE_NONE),))

    def _coordinator(self, seat: Commune) -> Choice:
        rule = Rule.COORDINATOR_WORK if self._situation.work else Rule.COORDINATOR_HOME
        choice = self._choice(self._seat_body(seat), Role.COORDINATOR, frozenset(), rule, seat)
        if self._situation.position in EXITS:
            outside = self._reason(EXITS[self._situation.position][1])
            needs = self._situation.needs
            return replace(choice, needs=needs, reasons=(*choice.reasons, outside), needs_person=True)
        if not self._situation.needs:
            return replace(choice, reasons=(*choice.reasons, self._reason(Rule.COORDINATOR_ALONE)))
        return choice

    def _piece(self, claim: Claim, seat: Commune) -> Choice:
        commune = self._situation.work if claim.place is Place.WORK else self._situation.home
        if not commune:
            rule = Rule.HOME_ABROAD if self._situation.home_abroad else Rule.HOME_UNKNOWN
            return self._held(claim.need, seat, (self._reason(rule),))
        if claim.role is Role.HEALTH:
            return self._health(claim, commune, seat)
        (body,) = self._directory.territory(commune.departement).competent(claim.role)
        choice = self._choice(body, claim.role, frozenset({claim.need}), claim.rule, commune)
        return replace(choice, needs_person=choice.needs_person or claim.needs_person)

    def _health(self, claim: Claim, commune: Commune, seat: Commune) -> Choice:
        candidates = self._directory.cpam_candidates(commune)
        chosen = self._situation.cpam
        ignored = (self._reason(Rule.HEALTH_CHOICE_IGNORED),) if chosen and chosen not in candidates else ()
        if len(candidates) > 1 and chosen not in candidates:
            doubts = [Rule.HEALTH_CANDIDATES, *([Rule.TERRITORY_SEIGNANX] if self._doubtful(commune) else [])]
            reasons = (self._reason(rule, commune) for rule in doubts)
            return self._held(claim.need, seat, (*reasons, *ignored), candidates)
        body = chosen if chosen in candidates else candidates[0]
        choice = self._choice(body, claim.role, frozenset({claim.need}), claim.rule, commune)
        if len(candidates) == 1:
            return replace(choice, reasons=(*choice.reasons, *ignored))
        settled = self._reason(Rule.HEALTH_CHOSEN, commune)
        return replace(choice, reasons=(*choice.reasons, settled), candidates=candidates)

    def _held(
        self, need: Need, seat: Commune, reasons: tuple[Reason, ...], candidates: tuple[str, ...] = ()
    ) -> Choice:
        # It is told which need waits, and sees none of the answers meant for the body that is looked for.
        return Choice(
            body=self._seat_body(seat),
            roles=frozenset({Role.COORDINATOR}),
            needs=frozenset({need}),
            reasons=reasons,
            needs_person=True,
            candidates=candidates,
            territory=seat.departement,
        )

    def _choice(self, body: str, role: Role, needs: frozenset[Need], rule: Rule, commune: Commune) -> Choice:
        network = self._directory.body(body).network
        particular = notes(network, role, commune.departement, doubtful=self._doubtful(commune))
        return Choice(
            body=body,
            roles=frozenset({role}),
            needs=needs,
            reasons=tuple(self._reason(each, commune) for each in (rule, *particular)),
            needs_person=network in DECIDED_BY_A_PERSON,
            territory=commune.departement,
        )

    def _doubtful(self, commune: Commune) -> bool:
        return commune.code in self._directory.doubtful

    def _seat_body(self, seat: Commune) -> str:
        return self._directory.territory(seat.departement).urssaf

    def _one_address(self, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        return tuple(self._sharing(choice, {other.body for other in choices}) for choice in choices)

    def _sharing(self, choice: Choice, chosen: set[str]) -> Choice:
        host = self._directory.body(choice.body).shares_office_with
        if host not in chosen:
            return choice
        inputs = (("office", self._directory.body(host).short_name),)
        shared = Reason(Rule.TERRITORY_SHARED_OFFICE, inputs, self._directory.version)
        return replace(choice, reasons=(*choice.reasons, shared))

    def _reason(self, rule: Rule, commune: Commune | None = None) -> Reason:
        if not commune:
            return Reason(rule, (), self._directory.version)
        territory = self._directory.territory(commune.departement)
        looked_at = {"commune": commune.name, "departement": territory.name, "territory": commune.departement}
        return Reason(rule, tuple(looked_at.items()), self._directory.version)


def _merged(pieces: Iterable[Choice]) -> tuple[Choice, ...]:
    by_body: dict[str, list[Choice]] = {}
    for piece in pieces:
        by_body.setdefault(piece.body, []).append(piece)
    return tuple(reduce(_joined, same) for same in by_body.values())


def _joined(one: Choice, other: Choice) -> Choice:
    return replace(
        one,
        roles=one.roles | other.roles,
        needs=one.needs | other.needs,
        reasons=tuple(dict.fromkeys((*one.reasons, *other.reasons))),
        needs_person=one.needs_person or other.needs_person,
        candidates=tuple(dict.fromkeys((*one.candidates, *other.candidates))),
    )
