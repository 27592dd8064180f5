"""Every minute: what was committed and has not reached its queue is sent. The guarantee behind `dispatch`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, Final

from aws_lambda_powertools import Metrics
from aws_lambda_powertools.metrics import MetricUnit

from entraide.handlers.outgoing import Outgoing, outgoing
from entraide.handlers.runtime import LambdaContext, settings

GRACE: Final = timedelta(seconds=30)
"""The stream gets this long before the sweep steps in."""
MOST_PER_RUN: Final = 1000
STOP_AT_MILLISECONDS: Final = 5000


@dataclass(slots=True)
class Swept:
    """What a run found."""

    sent: int = 0
    failed: int = 0
    oldest_seconds: int = 0
    """Age of the oldest destination that waited; 0 when none did."""


def handler(_event: Mapping[str, Any], context: LambdaContext) -> dict[str, int]:
    """Entry point of the function `sweep`."""
    out = outgoing(context)
    swept = sweep(out, lambda: context.get_remaining_time_in_millis() > STOP_AT_MILLISECONDS)
    out.log.info("swept", **asdict(swept))
    metrics = Metrics(namespace="Entraide", service=f"sweep-{settings().stage}")
    metrics.add_metric("OldestPending", MetricUnit.Seconds, swept.oldest_seconds)
    metrics.add_metric("SweepSent", MetricUnit.Count, swept.sent)
    metrics.add_metric("SweepFailed", MetricUnit.Count, swept.failed)
    metrics.flush_metrics()
    return asdict(swept)


def sweep(out: Outgoing, may_go_on: Callable[[], bool], most: int = MOST_PER_RUN) -> Swept:
    """Sends what waits, oldest first, `most` destinations at most and while `may_go_on`.

    A body whose queue refuses is left alone until the next run, so that it does not keep the others waiting.
    """
    swept = Swept()
    refusing: set[str] = set()
    now = out.clock.now()
    for destination in out.outbox.pending(now - GRACE):
        committed_at = destination.committed_at or now
        swept.oldest_seconds = max(swept.oldest_seconds, int((now - committed_at).total_seconds()))
        if swept.sent >= most or not may_go_on():
            break
        if destination.body in refusing:
            continue
        if out.deliver(destination):
            swept.sent += 1
        else:
            swept.failed += 1
            refusing.add(destination.body)
    return swept
