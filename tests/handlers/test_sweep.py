"""What waits is sent, oldest first, within bounds, and one body's queue keeps no other waiting."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import count
from pathlib import Path
from types import SimpleNamespace

import pytest

from entraide.cases.delivery import TAKE_WITHIN
from entraide.handlers import sweep as function
from entraide.handlers.sweep import GRACE, Swept, remind, sweep, tell_untaken
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


def reminded(parts: Parts, most: int = 100) -> dict[str, int]:
    return dict(remind(parts.outgoing(), lambda: True, most))


def test_what_nobody_takes_is_told_of_after_a_long_weekend(parts: Parts) -> None:
    parts.commit("caf-10", "cpam-10", key="the first key")
    parts.commit("caf-10", key="the second key")
    parts.clock.advance(timedelta(minutes=1))
    run(parts)

    parts.clock.advance(TAKE_WITHIN)
    assert {} == reminded(parts)

    parts.clock.advance(timedelta(seconds=1))
    assert {"caf-10": 2, "cpam-10": 1} == reminded(parts)
    assert 3 == len(parts.sent())


def test_what_was_taken_is_looked_at_once(parts: Parts) -> None:
    (first, _) = parts.commit("caf-10", "cpam-10")
    parts.clock.advance(timedelta(minutes=1))
    run(parts)
    taken = first["dynamodb"]["NewImage"]["id"]["S"]
    parts.store.change(taken, taken_at=parts.clock.now())
    parts.clock.advance(TAKE_WITHIN + timedelta(seconds=1))

    assert {"cpam-10": 1} == reminded(parts)
    assert {taken} == parts.store.settled
    assert {"cpam-10": 1} == reminded(parts)


def test_a_message_lives_on_while_nobody_takes_it(parts: Parts) -> None:
    parts.commit("caf-10")
    parts.clock.advance(timedelta(minutes=1))
    run(parts)
    times = []
    for day in range(1, 40):
        parts.clock.advance(timedelta(days=1))
        before = len(parts.sent())
        reminded(parts)
        times += [day] * (len(parts.sent()) - before)

    assert [12, 24, 36] == times
    assert ["destination-sent-again"] * 3 == [
        each["message"] for each in parts.events() if "again" in each["message"]
    ]


def test_what_is_beyond_one_run_is_sent_again_in_the_next(parts: Parts) -> None:
    parts.commit("caf-10", "caf-20", "caf-30")
    parts.clock.advance(timedelta(minutes=1))
    run(parts)
    parts.clock.advance(timedelta(days=12))

    reminded(parts, most=2)
    assert ["caf-10", "caf-20"] == parts.sent()[3:]
    reminded(parts, most=2)
    assert ["caf-10", "caf-20", "caf-30"] == parts.sent()[3:]


def test_a_queue_that_refuses_is_tried_again_in_the_next_run(parts: Parts) -> None:
    parts.commit("caf-10")
    parts.clock.advance(timedelta(minutes=1))
    run(parts)
    parts.clock.advance(timedelta(days=13))
    parts.queues.closed = {"caf-10"}
    reminded(parts)
    parts.queues.closed = set()

    reminded(parts)
    assert 2 == len(parts.sent())


def test_the_networks_that_are_late_are_told(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(function, "BUILT", built)

    tell_untaken({"caf-10": 2, "caf-35": 1, "cps-977": 4, "of-before": 1}, "prod")
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert {("caf", 3.0), ("msa-cps", 4.0), ("unknown", 1.0)} == {
        (each["network"], each["Untaken"][0]) for each in told
    }
    assert {"sweep-prod"} == {each["service"] for each in told}
    assert [["service", "network"]] == told[0]["_aws"]["CloudWatchMetrics"][0]["Dimensions"]


def test_each_stage_has_figures_of_its_own(
    parts: Parts, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(function, "outgoing", lambda _: parts.outgoing())
    monkeypatch.setattr(function, "settings", lambda: SimpleNamespace(stage="prod"))
    context = SimpleNamespace(get_remaining_time_in_millis=lambda: 50_000)

    function.handler({}, context)

    assert '"service":"sweep-prod"' in capsys.readouterr().out
