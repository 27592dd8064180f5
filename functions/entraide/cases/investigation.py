"""The body that instructs a request: it takes it, rules on the free texts, and closes it.

Each act is an event of the history, written in one transaction with what it changes. An act that is repeated changes
nothing and gives what the first one gave.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Protocol

from pydantic_core import PydanticCustomError

from entraide.cases.history import next_event
from entraide.cases.identity import is_destination
from entraide.cases.model import (
    Clock,
    Destination,
    Event,
    EventKind,
    Macs,
    StoredCase,
    StoreUnavailableError,
)
from entraide.cases.naming import CommuneName, named_in, naming
from entraide.forms.audience import seen_by
from entraide.forms.definition import ForCommission, Form
from entraide.forms.reflection import FormField
from entraide.forms.stored import stored_answers
from entraide.forms.values.text import Text

LONGEST_TEXT: Final = 2_000
_CLEARED: Final = Text(LONGEST_TEXT, lines=True)
"""A text as cleared: what the worker wrote, with what was put in the place of names."""
_ATTEMPTS: Final = 5

Forms = Mapping[str, type[Form]]
"""The forms that are open, by id."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, as the signature of the call says: nothing of it comes from the request."""

    name: str
    """The body (`urssaf-champagne-ardenne`) or the commission's instance (`grand-est`)."""
    who: str
    """The person, as the body names them when they sign in."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the investigator made of a free text."""

    path: str
    text: str
    """As the commission will read it; empty when it is withheld."""

    @property
    def cleared(self) -> bool:
        """Whether the commission reads it."""
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class HandedBack:
    """A decision of the commission as it came back to its case."""

    session: str
    outcome: str
    amount: str
    """Euros; empty when none was granted."""
    reason: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A case as a body that received it may work on it."""

    stored: StoredCase
    destination: Destination
    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    """By the question's path."""
    decisions: tuple[HandedBack, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What one act writes: the event that follows the last one, and what it changed."""

    event: Event
    after: Destination
    """The destination as it is from then on."""
    ruling: Ruling | None = None
    decision: HandedBack | None = None


class RefusedError(Exception):
    """The act is not possible; its text is a code whose words are in `content/*/forms/_agency.yml`."""

    def __init__(self, code: str, *about: str) -> None:
        super().__init__(code)
        self.code = code
        self.about = about
        """Paths or ids that the code is about."""


class CaseFiles(Protocol):
    """The cases of a body. Both methods raise `StoreUnavailableError`."""

    def open(self, destination: str) -> Opened | None:
        """The case of a destination's id; None when there is none."""
        ...

    def write(self, change: Change) -> bool:
        """One transaction. False, and nothing written, when another event came first: read again."""
        ...


def opened(files: CaseFiles, destination: str, caller: Caller) -> Opened:
    """The case of a destination, for the body it was sent to.

    Raises `RefusedError` (`case.unknown`): it is no id, nobody's, another body's, or was prepared and never sent.
    """
    found = files.open(destination) if is_destination(destination) else None
    if found is None or found.destination.body != caller.name or not found.destination.committed_at:
        raise RefusedError("case.unknown")
    return found


def next_change(found: Opened, kind: EventKind, at: datetime, macs: Macs, **details: str) -> Change:
    """The change that only adds an event about this destination."""
    stored = found.stored
    last = stored.history[-1] if stored.history else None
    told = (
        ("destination", found.destination.id),
        *((name, value) for name, value in details.items() if value),
    )
    event = next_event(stored.case.reference, last, kind, at, details=told, macs=macs)
    return Change(event, found.destination)


def form_of(forms: Forms, found: Opened) -> type[Form]:
    """The form of a case. Raises `RefusedError` (`case.old`) when it was withdrawn."""
    form = forms.get(found.stored.case.form)
    if form is None:
        raise RefusedError("case.old")
    return form


def changed(
    files: CaseFiles, forms: Forms, destination: str, caller: Caller, act: Callable[[Opened], Change | None]
) -> Opened:
    """The case after an act on it, which gives None where nothing is to be changed.

    When somebody else wrote in between, it is read and acted on again. Nothing is written in a case that could not be
    shown afterwards. Raises what the act raises, `RefusedError` and `StoreUnavailableError`.
    """
    for _ in range(_ATTEMPTS):
        found = opened(files, destination, caller)
        form_of(forms, found)
        change = act(found)
        if change is None:
            return found
        if files.write(change):
            return opened(files, destination, caller)
    raise StoreUnavailableError("busy")


@dataclass(frozen=True, slots=True)
class Investigation:
    """The acts of the body that instructs a case. Each raises `RefusedError` and `StoreUnavailableError`."""

    files: CaseFiles
    forms: Forms
    macs: Macs
    clock: Clock
    commune_name: CommuneName

    def take(self, destination: str, caller: Caller) -> Opened:
        """The body says that it has the request."""

        def taken(found: Opened) -> Change | None:
            if found.destination.taken_at:
                return None
            change = self._change(found, EventKind.TAKEN, caller)
            return replace(change, after=replace(found.destination, taken_at=change.event.at))

        return changed(self.files, self.forms, destination, caller, taken)

    def rule_on(self, destination: str, caller: Caller, path: str, text: str | None) -> Opened:
        """Clears a free text for the commission, as written or as edited; None withholds it.

        Refused: `case.not-taken`, `case.closed`, `case.listed` while the commission has it, `text.unknown`, the codes
        of a long text, and `text.names` with the paths of what still names the person.
        """

        def ruled(found: Opened) -> Change | None:
            form = form_of(self.forms, found)
            self._may_rule(found, form, path)
            ruling = Ruling(path, "" if text is None else self._clean(found, form, text))
            if found.rulings.get(path) == ruling:
                return None
            written = getattr(getattr(readable(found, form), path.partition(".")[0]), path.partition(".")[2])
            how = "withheld" if not ruling.cleared else "as-written" if ruling.text == written else "edited"
            change = self._change(found, EventKind.TEXT_RULED_ON, caller, path=path, ruling=how)
            return replace(change, ruling=ruling)

        return changed(self.files, self.forms, destination, caller, ruled)

    def close(self, destination: str, caller: Caller) -> Opened:
        """The body's part is done, and the worker knows. Refused: `case.not-taken`, `case.listed`."""

        def closed(found: Opened) -> Change | None:
            if found.destination.closed_at:
                return None
            _worked_on(found)
            change = self._change(found, EventKind.CLOSED, caller)
            return replace(change, after=replace(found.destination, closed_at=change.event.at))

        return changed(self.files, self.forms, destination, caller, closed)

    def _change(self, found: Opened, kind: EventKind, caller: Caller, **details: str) -> Change:
        return next_change(found, kind, self.clock.now(), self.macs, by=caller.who, **details)

    def _may_rule(self, found: Opened, form: type[Form], path: str) -> None:
        _worked_on(found)
        if path not in {each.path for each in free_texts(form, found.destination)}:
            raise RefusedError("text.unknown", path)

    def _clean(self, found: Opened, form: type[Form], text: str) -> str:
        try:
            cleaned = _CLEARED.parse(text)
        except PydanticCustomError as error:
            raise RefusedError(error.type) from error
        if names := named_in(cleaned, naming(form, readable(found, form), self.commune_name)):
            raise RefusedError("text.names", *names)
        return cleaned


def free_texts(form: type[Form], destination: Destination) -> tuple[FormField, ...]:
    """The questions whose answers the commission reads once they are cleared, as far as the body sees them."""
    seen = seen_by(form, destination.roles)
    return tuple(each for each in seen if each.question.commission is ForCommission.CLEARED_TEXT)


def readable(found: Opened, form: type[Form]) -> Form:
    """The answers as the form reads them today. Raises `RefusedError` (`case.old`) when it has changed too much."""
    answers = stored_answers(form, found.stored.case.answers)
    if answers is None:
        raise RefusedError("case.old")
    return answers.instance()


def _worked_on(found: Opened) -> None:
    if not found.destination.taken_at:
        raise RefusedError("case.not-taken")
    if found.destination.session:
        raise RefusedError("case.listed")
    if found.destination.closed_at:
        raise RefusedError("case.closed")
