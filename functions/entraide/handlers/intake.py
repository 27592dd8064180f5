"""The steps that browsers and JSON clients share: check, route, store."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta, timezone
from typing import Final

from entraide.agencies.directory import Directory
from entraide.agencies.places import Gazetteer
from entraide.agencies.routing import route
from entraide.agencies.situation import Choice, Routing
from entraide.agencies.vocabulary import Role
from entraide.cases.intake import Received, take_in
from entraide.cases.intake import Request as CaseRequest
from entraide.cases.model import AlreadyArrived, CaseWriter, Clock, KeyReused, Macs
from entraide.forms.checking import Checked, check
from entraide.forms.definition import Form
from entraide.forms.reading import Raw
from entraide.forms.reflection import digest
from entraide.forms.review import BODIES, CPAM
from entraide.forms.situation import situation

_FIRST_TO_WAKE: Final = timezone(timedelta(hours=4), "Réunion")
"""Whose day it is that no date may be after. The day begins there, and an hour later in Mayotte, while it is still the
evening before in Paris: a letter that has come is not of the future. The price is that elsewhere a slip of one day goes
unseen late in the evening."""


@dataclass(frozen=True, slots=True)
class Intake:
    """Takes requests in."""

    directory: Directory
    gazetteer: Gazetteer
    macs: Macs
    writer: CaseWriter
    clock: Clock

    def check(self, form: type[Form], raw: Raw) -> Checked:
        """The answers after the rules of the form."""
        return check(form, raw, self.gazetteer, self.clock.now().astimezone(_FIRST_TO_WAKE).date())

    def route(self, checked: Checked) -> Routing:
        """Where the answers would go."""
        return route(situation(checked, self.gazetteer), self.directory)

    def sent(self, checked: Checked) -> Checked:
        """What goes out of these answers: those about health only with the person's consent, for routing too."""
        consented = bool(checked.values.get(checked.form.consent))
        return checked if consented else checked.without_health()

    def left_out(self, checked: Checked, routing: Routing) -> tuple[str, ...]:
        """Paths of the answers that do not go out whole; `routing` is that of what is sent.

        Those about health without consent, what was asked because of them, and what nobody sees who gets something.
        """
        kept = _read_by_somebody(self.sent(checked), routing).values
        return tuple(path for path, value in checked.values.items() if kept.get(path) != value)

    def store(
        self, checked: Checked, routing: Routing, key: str, lang: str, *, again: bool
    ) -> Received | KeyReused | AlreadyArrived:
        """Stores the request once, as it is sent; `routing` is that of what is sent.

        Raises:
            StoreUnavailableError: nothing is known to be stored; the same key may be sent again.
        """
        form, sent = checked.form, self.sent(checked)
        request = CaseRequest(
            key=key,
            form=form.id,
            form_version=form.version,
            form_digest=digest(form),
            lang=lang,
            answers=_stored(sent, routing).instance().model_dump_json(),
            choices=kept_choices(checked, routing),
            referrals=routing.referrals,
            at=self.clock.now(),
            again=again,
            urgent=sent.urgent,
        )
        return take_in(request, self.directory.is_connected, self.macs, self.writer)


def not_to_choose(checked: Checked, routing: Routing) -> tuple[str, ...]:
    """Paths of the answers that name a body which this request cannot go to, or something that is no body."""
    offered = _offered(routing)
    return tuple(path for path in offered if not set(_named(checked, path)) <= offered[path])


def _offered(routing: Routing) -> dict[str, set[str]]:
    """The bodies that may be chosen at the review, by question."""
    candidates = {each for choice in routing.choices for each in choice.candidates}
    settled = {each.body for each in routing.choices if Role.HEALTH in each.roles}
    return {CPAM: candidates | settled, BODIES: {each.body for each in routing.choices}}


def _named(checked: Checked, path: str) -> tuple[str, ...]:
    """The bodies that an answer names."""
    value = checked.values.get(path, ())
    return (value,) if isinstance(value, str) else value


def _read_by_somebody(checked: Checked, routing: Routing) -> Checked:
    """The answers that a body of the request sees; all of them where it goes to none and is its sender's alone."""
    roles = frozenset[Role]().union(*(each.roles for each in kept_choices(checked, routing)))
    return checked.read_by(roles) if roles else checked


def _stored(checked: Checked, routing: Routing) -> Checked:
    """The answers that somebody may read, without what names no body: an id is whatever has the shape of one."""
    values = dict(_read_by_somebody(checked, routing).values)
    if BODIES in values:
        values[BODIES] = tuple(each.body for each in kept_choices(checked, routing))
    if CPAM in not_to_choose(checked, routing):
        del values[CPAM]
    return replace(checked, values=values)


def unseen_bodies(checked: Checked, routing: Routing, offered: str | None) -> tuple[str, ...]:
    """The bodies that would get the request, or more of it than its sender has read: nothing is sent to those.

    `offered` are the choices of the page from which it is sent (`Choice.mark`, with spaces between), None where that
    page was none of ours. The health fund that is chosen among several stands on the page by its name.
    """
    if offered is None:
        return ()
    read_of = _marked(offered)
    kept = (each for each in kept_choices(checked, routing) if each.body != checked.values.get(CPAM))
    return tuple(each.body for each in kept if not {""} | each.needs <= read_of.get(each.body, set()))


def _marked(offered: str) -> dict[str, set[str]]:
    """What each body was asked for by the marks of a page; every body has also been asked for nothing."""
    marks = (each.partition(":") for each in offered.split())
    return {body: {"", *needs.split(",")} for body, _, needs in marks}


def with_new_bodies(checked: Checked, routing: Routing, offered: str | None) -> Checked:
    """The same answers, in which a body that was not on the page to be unticked counts as ticked.

    `offered` are the choices of that page (`unseen_bodies`). Choosing one's health fund there adds a body.
    """
    ticked = checked.values.get(BODIES)
    if ticked is None or offered is None:
        return checked
    seen = {*ticked, *_marked(offered)}
    new = (each.body for each in routing.choices if each.body not in seen)
    return replace(checked, values={**checked.values, BODIES: (*ticked, *new)})


def kept_choices(checked: Checked, routing: Routing) -> tuple[Choice, ...]:
    """The bodies that the worker did not untick."""
    ticked = checked.values.get(BODIES)
    return tuple(each for each in routing.choices if ticked is None or each.body in ticked)
