"""What `make run` says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from infra.local import __main__ as running
from infra.local.deploy import DeployError


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("all", "Every body is shown as connected: this is a demonstration."),
        (
            "all-but:caf-10,cpam-10",
            "Every body but caf-10, cpam-10 is shown as connected: this is a demonstration.",
        ),
        ("file", "The bodies are connected as infra/connected.yml says."),
    ],
)
def test_it_says_which_bodies_are_connected(setting: str, said: str) -> None:
    assert said == running.shown_as_connected(setting)


def test_a_failed_deployment_ends_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(_port: int, *, as_built: bool) -> None:
        assert as_built
        raise DeployError("entraide-local ended as ROLLBACK_COMPLETE: QueueCaf10:\nno reason given")

    monkeypatch.setattr("sys.argv", ["run", "--as-built"])
    monkeypatch.setattr(running, "STATE", tmp_path)
    monkeypatch.setattr(running, "run", run)
    monkeypatch.setattr(running, "chosen_port", int)

    with pytest.raises(SystemExit) as end:
        running.main()

    said = str(end.value.code)
    assert said.startswith("entraide-local ended as ROLLBACK_COMPLETE: QueueCaf10: no reason given. If ")
    assert "\n" not in said
    assert f"remove {tmp_path}/" in said
