"""What the writer does when DynamoDB is busy, silent, or refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    EndpointConnectionError,
    NoCredentialsError,
    ReadTimeoutError,
)

from entraide.cases.model import Accepted, KeyReused, ReferenceTakenError, StoreUnavailableError, Submission
from entraide.storage.patience import Patience
from entraide.storage.tables import Tables
from entraide.storage.writer import DynamoCaseWriter
from failing import error
from samples import NOON, submission

TABLES = Tables("cases", "destinations", "marks")
SENT = submission()
LOST = ReadTimeoutError(endpoint_url="http://127.0.0.1")
MARK = {
    "reference": {"S": SENT.case.reference},
    "answers_mac": {"S": SENT.answers_mac},
    "at": {"S": "2026-11-22T12:00:00.123456Z"},
}


class Scripted:
    """A DynamoDB client whose transactions end as told, the last one for ever; `marks` are what it stores."""

    def __init__(self, ends: Iterable[Exception | None], marks: dict[str, Any] | None = None) -> None:
        self.ends = list(ends)
        self.marks = marks or {}
        self.tokens: list[str] = []
        self.reads: list[str] = []
        self.items: list[Any] = []

    def transact_write_items(self, *, TransactItems: list[Any], ClientRequestToken: str) -> None:  # noqa: N803
        self.items = TransactItems
        self.tokens.append(ClientRequestToken)
        end = self.ends.pop(0) if len(self.ends) > 1 else self.ends[0]
        if end:
            raise end

    def get_item(self, *, TableName: str, Key: dict[str, Any], ConsistentRead: bool) -> dict[str, Any]:  # noqa: N803
        assert ConsistentRead
        self.reads.append(TableName)
        found = self.marks.get(Key["mark"]["S"])
        if isinstance(found, Exception):
            raise found
        return {"Item": found} if found else {}


def cancelled(*reasons: str) -> ClientError:
    return error("TransactionCanceledException", *reasons)


CONDITION = cancelled("ConditionalCheckFailed", "None", "None", "None")
CONFLICT = cancelled("None", "TransactionConflict", "None", "None")
KEY = f"KEY#{SENT.key_mac}"


def writer(client: Any, wait: Callable[[float], None] = lambda _: None) -> DynamoCaseWriter:  # noqa: ANN401
    return DynamoCaseWriter(client, TABLES, Patience(wait=wait))


@pytest.mark.parametrize(
    "passing",
    [
        CONFLICT,
        cancelled("None", "ThrottlingError", "TransactionConflict"),
        cancelled("ProvisionedThroughputExceeded", "None"),
        error("TransactionInProgressException"),
        error("ThrottlingException"),
        error("RequestLimitExceeded"),
        error("InternalServerError", status=500),
        error("Unknown", status=503),
        LOST,
        ConnectionClosedError(endpoint_url="http://127.0.0.1"),
        EndpointConnectionError(endpoint_url="http://127.0.0.1"),
    ],
)
def test_it_insists_while_dynamodb_is_busy(passing: Exception) -> None:
    client = Scripted([passing, passing, None])

    outcome = writer(client).commit(SENT)

    assert Accepted(SENT.case.reference, replayed=False, at=NOON) == outcome
    assert len(client.tokens) == 3


def test_every_try_of_one_sending_has_the_same_token_and_every_sending_another() -> None:
    client = Scripted([CONFLICT, LOST, None])

    writer(client).commit(SENT)
    writer(client).commit(SENT)

    assert len(set(client.tokens[:3])) == 1
    assert len(set(client.tokens)) == 2


def test_every_mark_expires_and_nothing_else() -> None:
    client = Scripted([None])

    writer(client).commit(SENT)

    written = [each["Put"] for each in client.items]
    times = {
        each["Item"]["mark"]["S"].partition("#")[0]: int(each["Item"]["expires_at"]["N"])
        for each in written
        if each["TableName"] == TABLES.marks
    }
    kept = {"KEY": timedelta(days=366), "ANSWERS": timedelta(hours=24)}
    assert {kind: int((NOON + time).timestamp()) for kind, time in kept.items()} == times
    assert not [
        each for each in written if each["TableName"] != TABLES.marks and "expires_at" in each["Item"]
    ]


def test_an_answer_lost_after_the_commit_gives_the_same_receipt() -> None:
    client = Scripted([LOST, CONDITION], {KEY: MARK})

    assert Accepted(SENT.case.reference, replayed=True, at=NOON) == writer(client).commit(SENT)


def test_it_gives_up_within_its_bound() -> None:
    waited: list[float] = []
    client = Scripted([CONFLICT])

    with pytest.raises(StoreUnavailableError, match=r"^TransactionCanceledException$"):
        writer(client, waited.append).commit(SENT)

    patience = Patience()
    assert patience.tries == len(client.tokens)
    assert patience.tries - 1 == len(waited)
    assert all(0 <= pause <= patience.longest for pause in waited)


def test_a_store_that_hangs_leaves_time_to_say_so() -> None:
    times = iter([0.0, 4.0, 8.0, 12.0, 16.0])

    tries = [*Patience(total=10.0, wait=lambda _: None, elapsed=lambda: next(times)).attempts()]

    assert [0, 1, 2] == tries


def test_the_pauses_are_drawn_from_a_growing_range() -> None:
    ranges: list[tuple[float, float]] = []

    def draw(low: float, high: float) -> float:
        ranges.append((low, high))
        return high

    waited: list[float] = []
    list(Patience(tries=7, first=0.05, longest=1.0, wait=waited.append, draw=draw).attempts())

    assert [0.05, 0.1, 0.2, 0.4, 0.8, 1.0] == waited
    assert {0} == {low for low, _ in ranges}


@pytest.mark.parametrize(
    ("end", "code"),
    [
        (error("AccessDeniedException"), "AccessDeniedException"),
        (error("ValidationException"), "ValidationException"),
        (error("ResourceNotFoundException"), "ResourceNotFoundException"),
        (NoCredentialsError(), "NoCredentialsError"),
        (cancelled("None", "ItemCollectionSizeLimitExceeded"), "TransactionCanceledException"),
    ],
)
def test_what_insisting_cannot_mend_is_told_at_once(end: Exception, code: str) -> None:
    client = Scripted([end])

    with pytest.raises(StoreUnavailableError, match=f"^{code}$"):
        writer(client).commit(SENT)

    assert len(client.tokens) == 1


def test_on_a_refusal_only_the_marks_are_read() -> None:
    client = Scripted([CONDITION], {KEY: MARK | {"answers_mac": {"S": "f" * 64}}})

    assert KeyReused() == writer(client).commit(SENT)
    assert {"marks"} == set(client.reads)


def test_nothing_is_read_on_the_normal_path() -> None:
    client = Scripted([None])

    writer(client).commit(SENT)

    assert [] == client.reads


@pytest.mark.parametrize("end", [LOST, error("ThrottlingException")])
def test_marks_that_cannot_be_read_now_are_read_later(end: Exception) -> None:
    client = Scripted([CONDITION], {KEY: end})

    def heal(_pause: float) -> None:
        client.marks[KEY] = MARK

    assert Accepted(SENT.case.reference, replayed=True, at=NOON) == writer(client, heal).commit(SENT)


@pytest.mark.parametrize("mark", [error("AccessDeniedException"), {}, {**MARK, "at": {"S": "yesterday"}}])
def test_marks_that_cannot_be_read_store_nothing(mark: Any) -> None:  # noqa: ANN401 - an item or an end
    client = Scripted([CONDITION], {KEY: mark or {"mark": {"S": KEY}}})

    with pytest.raises(StoreUnavailableError):
        writer(client).commit(SENT)


def test_a_mark_that_went_meanwhile_is_a_reason_to_try_again() -> None:
    client = Scripted([cancelled("None", "ConditionalCheckFailed", "None"), None])

    assert Accepted(SENT.case.reference, replayed=False, at=NOON) == writer(client).commit(SENT)


@pytest.mark.parametrize("place", [2, 3, 4])
def test_what_has_the_reference_without_a_mark_is_another_case(place: int) -> None:
    reasons = ["None"] * 5
    reasons[place] = "ConditionalCheckFailed"

    with pytest.raises(ReferenceTakenError):
        writer(Scripted([cancelled(*reasons)])).commit(SENT)


def test_a_case_that_has_both_reference_and_mark_is_the_same_case() -> None:
    both = cancelled("ConditionalCheckFailed", "None", "ConditionalCheckFailed")

    assert Accepted(SENT.case.reference, replayed=True, at=NOON) == writer(
        Scripted([both], {KEY: MARK})
    ).commit(SENT)


def ends(sent: Submission) -> dict[str, set[int | None]]:
    """For each table the days after which DynamoDB deletes what was written of a request."""
    client = Scripted([None])
    writer(client).commit(sent)
    found: dict[str, set[int | None]] = {}
    for put in (each["Put"] for each in client.items):
        expires = put["Item"].get("expires_at")
        days = (int(expires["N"]) - int(NOON.timestamp())) // 86_400 if expires else None
        found.setdefault(put["TableName"], set()).add(days)
    return found


def test_what_was_sent_to_a_body_has_no_end() -> None:
    assert {"marks": {366, 1}, "cases": {None}, "destinations": {None}} == ends(SENT)


def test_what_was_prepared_and_sent_to_nobody_ends_as_the_pages_say() -> None:
    facts = yaml.safe_load(Path("content/facts.yml").read_text("utf-8"))
    prepared = tuple(replace(each, committed_at=None, prepared_at=NOON) for each in SENT.destinations)
    days = int(facts["days.retention.prepared"]["value"])

    assert {"marks": {days, 1}, "cases": {days}, "destinations": {days}} == ends(
        replace(SENT, destinations=prepared)
    )
    assert {"marks": {days, 1}, "cases": {days}} == ends(replace(SENT, destinations=()))


def test_one_body_that_reads_it_keeps_the_whole_case() -> None:
    first, *others = SENT.destinations
    prepared = replace(first, committed_at=None, prepared_at=NOON)

    assert {None} == ends(replace(SENT, destinations=(prepared, *others)))["cases"]
