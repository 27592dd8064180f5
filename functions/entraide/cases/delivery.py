"""Bringing a destination to its body's queue."""

from __future__ import annotations

from entraide.cases.model import Clock, Destination, Outbox, Queues


def deliver(destination: Destination, queues: Queues, outbox: Outbox, clock: Clock) -> None:
    """Sends, and only then marks: a stop in between sends twice, which taking undoes, but never not at all.

    Raises `NotSentError` and `StoreUnavailableError`; the destination then stays pending.
    """
    queues.send(destination)
    outbox.mark_dispatched(destination, clock.now())
