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
class Edit:
    """A change of one file of the package."""

    file: str
    right: str
    wrong: str


@dataclass(frozen=True)
class Mutation:
    """Changes, and the test that must not stand them."""

    test: str
    edits: tuple[Edit, ...]


WAY = "tests/cloud/test_way.py::"
STORE = "tests/cloud/test_store.py::TestEmbedded::"
NEW = Edit(
    file="storage/writer.py",
    right='"attribute_not_exists(#key)"',
    wrong='"attribute_not_exists(#key) OR attribute_exists(#key)"',
)
NOT_ARRIVED = Edit(
    file="storage/writer.py",
    right='"attribute_not_exists(mark) OR expires_at <= :now"',
    wrong='"attribute_not_exists(mark) OR expires_at >= :now OR expires_at <= :now"',
)
MUTATIONS = {
    "the conditions of the transaction dropped": Mutation(
        WAY + "test_twenty_presses_make_one_case_and_one_message_for_each_body", (NEW, NOT_ARRIVED)
    ),
    "the condition on the key dropped": Mutation(
        STORE + "test_the_same_key_with_other_answers_is_refused", (NEW,)
    ),
    "the condition on the answers dropped": Mutation(
        STORE + "test_the_same_answers_under_a_new_key_are_not_stored_twice", (NOT_ARRIVED,)
    ),
    "marked before it is sent": Mutation(
        WAY + "test_a_dispatch_that_fails_in_the_middle_loses_nothing",
        (
            Edit(
                file="cases/delivery.py",
                right="    queues.send(destination)\n    outbox.mark_dispatched(destination, clock.now())\n",
                wrong="    outbox.mark_dispatched(destination, clock.now())\n    queues.send(destination)\n",
            ),
        ),
    ),
    "two bodies' queues swapped": Mutation(
        WAY + "test_each_body_gets_the_message_that_names_it",
        (
            Edit(
                file="messaging/queues.py",
                right="self._url(destination.body)",
                wrong='self._url({"caf-10": "cpam-10", "cpam-10": "caf-10"}.get(destination.body, "caf-10"))',
            ),
        ),
    ),
    "two bodies of the directory swapped": Mutation(
        "tests/agencies/test_routing.py::test_work_decides_for_contributions_and_the_aids_and_home_for_the_rest",
        (
            Edit(
                file="agencies/directory.py",
                right="return self.territories[departement]",
                wrong='return self.territories[{"33": "34", "34": "33"}.get(departement, departement)]',
            ),
        ),
    ),
    "the time of dispatch set again": Mutation(
        STORE + "test_the_time_of_dispatch_is_set_once",
        (
            Edit(
                file="storage/outbox.py",
                right='"attribute_exists(committed_at) AND attribute_not_exists(dispatched_at)"',
                wrong='"attribute_exists(committed_at)"',
            ),
        ),
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

    for edit in mutation.edits:
        file = copy / "entraide" / edit.file
        text = file.read_text(encoding="utf-8")
        assert text.count(edit.right) == 1
        file.write_text(text.replace(edit.right, edit.wrong), encoding="utf-8")

    assert RED == run(mutation.test, copy)
