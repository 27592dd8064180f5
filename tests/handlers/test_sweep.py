"""What waits is sent, oldest first, within bounds, and one body's queue keeps no other waiting."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from types import SimpleNamespace

import pytest

from entraide.handlers import sweep as function
from entraide.handlers.sweep import GRACE, Swept, sweep
from outgoing_parts import Parts


@pytest.fixture
def parts() -> Parts:
    return Parts()


def run(parts: Parts, most: int = 100, turns: int | None = None) -> Swept:
    left = count() if turns is None else range(turns)
    going = iter(left)
    return sweep(parts.outgoing(), lambda: next(going, None) is not None, most)


def test_what_the_stream_forgot_is_sent(parts: Parts) -> None:
    parts.commit("urssaf-bretagne", "caf-35")
    parts.clock.advance(timedelta(minutes=2))

    assert Swept(sent=2, oldest_seconds=120) == run(parts)
    assert ["urssaf-bretagne", "caf-35"] == parts.sent()
    assert Swept() == run(parts)


def test_the_stream_gets_its_time_first(parts: Parts) -> None:
    parts.commit("caf-35")

    parts.clock.advance(GRACE)
    assert Swept() == run(parts)

    parts.clock.advance(timedelta(seconds=1))
    assert Swept(sent=1, oldest_seconds=31) == run(parts)


def test_the_oldest_go_first_and_the_rest_in_the_next_run(parts: Parts) -> None:
    for minute in range(5):
        parts.commit(f"caf-{minute}0", key=f"key number {minute}")
        parts.clock.advance(timedelta(minutes=1))

    assert Swept(sent=3, oldest_seconds=300) == run(parts, most=3)
    assert ["caf-00", "caf-10", "caf-20"] == parts.sent()
    run(parts, most=3)
    assert ["caf-00", "caf-10", "caf-20", "caf-30", "caf-40"] == parts.sent()


def test_it_stops_in_time(parts: Parts) -> None:
    parts.commit("caf-10", "caf-20", "caf-30")
    parts.clock.advance(timedelta(minutes=2))

    assert run(parts, turns=2).sent == 2


def test_a_queue_that_refuses_is_tried_once_and_keeps_no_other_waiting(parts: Parts) -> None:
    parts.queues.closed = {"caf-10"}
    for number in range(3):
        parts.commit("caf-10", key=f"key number {number}")
    parts.commit("cpam-10", key="the last key")
    parts.clock.advance(timedelta(hours=1))

    assert Swept(sent=1, failed=1, oldest_seconds=3600) == run(parts)
    assert ["cpam-10"] == parts.sent()

    parts.queues.closed = set()
    assert run(parts).sent == 3


def test_each_stage_has_figures_of_its_own(
    parts: Parts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(function, "outgoing", lambda _: parts.outgoing())
    monkeypatch.setattr(function, "settings", lambda: SimpleNamespace(stage="prod"))
    context = SimpleNamespace(get_remaining_time_in_millis=lambda: 50_000)

    function.handler({}, context)

    assert '"service":"sweep-prod"' in capsys.readouterr().out
