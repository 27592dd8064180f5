"""The history of a case: events in a keyed hash chain. None can be changed, moved or taken out unseen.

A link is the MAC over the link before it and the event. Without the key, which never leaves its keeper,
nobody who can write the table can make a link that holds.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable
from datetime import datetime

from entraide.cases.model import Destination, Event, EventKind, Macs


def received(
    reference: str, at: datetime, form: tuple[str, int, str], destinations: Iterable[Destination], macs: Macs
) -> Event:
    """The first event: which form (id, version, digest) went to which bodies."""
    name, version, digest = form
    details = [("form", name), ("form_version", str(version)), ("form_digest", digest)]
    details += [("destination", f"{each.id} {each.body}") for each in destinations]
    return next_event(reference, None, EventKind.RECEIVED, at, details=details, macs=macs)


def next_event(
    reference: str,
    last: Event | None,
    kind: EventKind,
    at: datetime,
    *,
    details: Iterable[tuple[str, str]],
    macs: Macs,
) -> Event:
    """The event that follows `last`, linked to it."""
    number, before = (last.number + 1, last.link) if last else (1, "")
    unlinked = Event(number, kind, at, tuple(details), link="")
    return Event(number, kind, at, unlinked.details, _link(reference, before, unlinked, macs))


def first_broken(reference: str, events: Iterable[Event], macs: Macs) -> int | None:
    """The place (from 1) of the first event that is not as it was written, or None.

    Events taken from the end are not seen here: only whoever knows how many there were can tell.
    """
    before = ""
    for place, event in enumerate(events, start=1):
        right = _link(reference, before, event, macs)
        if event.number != place or not hmac.compare_digest(right, event.link):
            return place
        before = event.link
    return None


def _link(reference: str, before: str, event: Event, macs: Macs) -> str:
    content = [before, reference, event.number, event.kind, event.at.isoformat(), event.details]
    return macs.mac("history", json.dumps(content, separators=(",", ":")).encode()).hex()
