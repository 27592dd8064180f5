"""The tests would see it: each of these changes to a copy of the source turns one of them red."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = [pytest.mark.cloud, pytest.mark.prove]

ROOT = Path(__file__).parents[2]
GREEN, RED = 0, 1


@dataclass(frozen=True)
class Mutation:
    """A change of one file, and the test that must not stand it."""

    file: str
    right: str
    wrong: str
    test: str


MUTATIONS = {
    "the condition of the transaction dropped": Mutation(
        file="storage/writer.py",
        right='"attribute_not_exists(#key)"',
        wrong='"attribute_not_exists(#key) OR attribute_exists(#key)"',
        test="tests/cloud/test_way.py::test_twenty_presses_make_one_case_and_one_message_for_each_body",
    ),
    "marked before it is sent": Mutation(
        file="cases/delivery.py",
        right="    queues.send(destination)\n    outbox.mark_dispatched(destination, clock.now())\n",
        wrong="    outbox.mark_dispatched(destination, clock.now())\n    queues.send(destination)\n",
        test="tests/cloud/test_way.py::test_a_dispatch_that_fails_in_the_middle_loses_nothing",
    ),
    "two bodies swapped": Mutation(
        file="messaging/queues.py",
        right="QueueUrl=self._url(destination.body)",
        wrong='QueueUrl=self._url({"caf-10": "cpam-10", "cpam-10": "caf-10"}.get(destination.body, destination.body))',
        test="tests/cloud/test_way.py::test_each_body_gets_the_message_that_names_it",
    ),
    "the answers' fingerprint not looked at": Mutation(
        file="storage/writer.py",
        right='"attribute_not_exists(mark) OR expires_at <= :now"',
        wrong='"attribute_not_exists(mark) OR expires_at >= :now OR expires_at <= :now"',
        test="tests/cloud/test_store.py::TestEmbedded::test_the_same_answers_under_a_new_key_are_not_stored_twice",
    ),
    "the time of dispatch set again": Mutation(
        file="storage/outbox.py",
        right='"attribute_exists(committed_at) AND attribute_not_exists(dispatched_at)"',
        wrong='"attribute_exists(committed_at)"',
        test="tests/cloud/test_store.py::TestEmbedded::test_the_time_of_dispatch_is_set_once",
    ),
}


def run(test: str, functions: Path) -> int:
    """The end of pytest on one test, with the package taken from `functions`."""
    environment = {**os.environ, "PYTHONPATH": str(functions), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", test]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True).returncode


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_turns_a_test_red(name: str, tmp_path: Path) -> None:
    mutation = MUTATIONS[name]
    copy = tmp_path / "functions"
    shutil.copytree(ROOT / "functions", copy, ignore=shutil.ignore_patterns("__pycache__"))
    assert GREEN == run(mutation.test, copy)

    file = copy / "entraide" / mutation.file
    text = file.read_text(encoding="utf-8")
    assert text.count(mutation.right) == 1
    file.write_text(text.replace(mutation.right, mutation.wrong), encoding="utf-8")

    assert RED == run(mutation.test, copy)
