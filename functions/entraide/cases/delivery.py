"""Bringing a destination to its body's queue, and seeing that it is taken from there."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from entraide.cases.model import Clock, Destination, Outbox, Queues, Status

TAKE_WITHIN: Final = timedelta(days=4)
"""How long a body may leave a request in its queue before somebody is told: a long weekend passes."""

SEND_AGAIN_AFTER: Final = timedelta(days=12)
"""A queue forgets a message after 14 days (`infra/queues.py`). Two days before, it is sent again, and so once in
every life of a message: no oftener, so that a body that comes back finds each request once or twice, and no more."""


def deliver(destination: Destination, queues: Queues, outbox: Outbox, clock: Clock) -> None:
    """Sends, and only then marks: a stop in between sends twice, which taking undoes, but never not at all.

    Raises `NotSentError` and `StoreUnavailableError`; the destination then stays pending.
    """
    queues.send(destination)
    outbox.mark_dispatched(destination, clock.now())


def deliver_again(destination: Destination, queues: Queues, outbox: Outbox, clock: Clock) -> None:
    """Sends once more what nobody has taken; taking knows the destination by its id.

    Raises `NotSentError` and `StoreUnavailableError`.
    """
    queues.send(destination)
    outbox.mark_sent_again(destination, clock.now())


def is_untaken(destination: Destination) -> bool:
    """Whether it lies in the queue of its body, as far as anybody knows."""
    return destination.status is Status.DISPATCHED


def must_be_sent_again(destination: Destination, now: datetime) -> bool:
    """Whether the queue is about to forget a message that nobody has taken."""
    last = destination.sent_again_at or destination.dispatched_at
    return is_untaken(destination) and last is not None and now - last >= SEND_AGAIN_AFTER
