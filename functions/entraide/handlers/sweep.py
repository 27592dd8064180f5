"""Every minute: what was committed and has not reached its queue is sent. The guarantee behind `dispatch`.

And what reached its queue and was not taken from it is told of, and sent again before the queue forgets it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, Final

from aws_lambda_powertools import Metrics, single_metric
from aws_lambda_powertools.metrics import MetricUnit

from entraide.agencies.directory import Directory
from entraide.cases.delivery import TAKE_WITHIN, is_untaken, must_be_sent_again
from entraide.handlers.outgoing import Outgoing, outgoing
from entraide.handlers.runtime import BUILT, LambdaContext, settings

GRACE: Final = timedelta(seconds=30)
"""The stream gets this long before the sweep steps in."""
MOST_PER_RUN: Final = 1000
STOP_AT_MILLISECONDS: Final = 5000
NAMESPACE: Final = "Entraide"
UNKNOWN: Final = "unknown"
"""In the place of the network, for a body that has left the directory since."""


@dataclass(slots=True)
class Swept:
    """What a run found."""

    sent: int = 0
    failed: int = 0
    oldest_seconds: int = 0
    """Age of the oldest destination that waited; 0 when none did."""


def handler(_event: Mapping[str, Any], context: LambdaContext) -> dict[str, int]:
    """Entry point of the function `sweep`."""
    out, stage = outgoing(context), settings().stage

    def may_go_on() -> bool:
        return context.get_remaining_time_in_millis() > STOP_AT_MILLISECONDS

    swept = sweep(out, may_go_on)
    untaken = remind(out, may_go_on)
    told = {**asdict(swept), "untaken": untaken.total()}
    out.log.info("swept", **told)
    metrics = Metrics(namespace=NAMESPACE, service=f"sweep-{stage}")
    metrics.add_metric("OldestPending", MetricUnit.Seconds, swept.oldest_seconds)
    metrics.add_metric("SweepSent", MetricUnit.Count, swept.sent)
    metrics.add_metric("SweepFailed", MetricUnit.Count, swept.failed)
    metrics.flush_metrics()
    tell_untaken(untaken, stage)
    return told


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


def remind(out: Outgoing, may_go_on: Callable[[], bool], most: int = MOST_PER_RUN) -> Counter[str]:
    """How many requests each body has left in its queue for too long; those about to be forgotten are sent again.

    Changes `most` destinations at most, oldest first. What was taken meanwhile is looked at once, and never again.
    """
    late: Counter[str] = Counter()
    now, changed = out.clock.now(), 0
    for destination in out.outbox.untaken(now - TAKE_WITHIN):
        if changed >= most or not may_go_on():
            break
        if not is_untaken(destination):
            changed += out.settle(destination)
            continue
        late[destination.body] += 1
        if must_be_sent_again(destination, now):
            changed += out.deliver_again(destination)
    return late


def tell_untaken(late: Mapping[str, int], stage: str) -> None:
    """One figure for each network that is late; `infra/queues.yaml` has the alarms."""
    if not late:
        return
    directory = Directory.load(BUILT)
    networks: Counter[str] = Counter()
    for body, count in late.items():
        known = directory.bodies.get(body)
        networks[known.network if known else UNKNOWN] += count
    for network, count in networks.items():
        with single_metric("Untaken", MetricUnit.Count, count, namespace=NAMESPACE) as metric:
            metric.add_dimension("service", f"sweep-{stage}")
            metric.add_dimension("network", network)
