"""Who reads its queue: nobody, unless the operator says so."""

from __future__ import annotations

import pytest

from entraide.agencies.connections import Connections, ConnectionSettingError, read_connections
from entraide.agencies.vocabulary import Connected

STATED = read_connections({"default": "no", "bodies": {"caf-10": "pilot", "cpam-10": "yes"}})


def test_the_file_is_read() -> None:
    assert Connected.PILOT == STATED.of("caf-10")
    assert Connected.YES == STATED.of("cpam-10")


def test_a_body_that_is_not_named_is_not_connected() -> None:
    assert Connected.NO == STATED.of("caf-51")


def test_the_default_of_the_file_counts() -> None:
    stated = read_connections({"default": "pilot", "bodies": {"caf-10": "no"}})
    assert [Connected.PILOT, Connected.NO] == [stated.of(body) for body in ("caf-51", "caf-10")]


@pytest.mark.parametrize(
    ("setting", "states"),
    [
        ("file", [Connected.PILOT, Connected.YES, Connected.NO]),
        ("all", [Connected.YES, Connected.YES, Connected.YES]),
        ("all-but:caf-10", [Connected.NO, Connected.YES, Connected.YES]),
        ("all-but:caf-10, cpam-51", [Connected.NO, Connected.YES, Connected.NO]),
    ],
)
def test_the_setting_of_the_place_decides(setting: str, states: list[Connected]) -> None:
    found = STATED.under(setting)
    assert states == [found.of(body) for body in ("caf-10", "cpam-10", "cpam-51")]


@pytest.mark.parametrize("setting", ["", "none", "ALL", "caf-10"])
def test_another_setting_is_refused_rather_than_guessed(setting: str) -> None:
    with pytest.raises(ConnectionSettingError, match="all-but"):
        Connections().under(setting)
