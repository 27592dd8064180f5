"""One transaction writes a case, its destinations, its first events and its marks; or nothing.

Nothing is read before it. When DynamoDB refuses, the marks tell why, and they alone are read.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from entraide.cases.model import (
    Accepted,
    AlreadyArrived,
    KeyReused,
    Outcome,
    ReferenceTakenError,
    StoreUnavailableError,
    Submission,
)
from entraide.storage.failures import NO_ANSWER, passes, told_as_unavailable
from entraide.storage.patience import Patience
from entraide.storage.serialisation import case_item, destination_item, event_item, read_time, time_text
from entraide.storage.tables import Tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef, TransactWriteItemTypeDef

SAME_ANSWERS_FOR: Final = timedelta(hours=24)
"""How long the same answers under a new key are asked about before a second case is made: the privacy notice's time."""

SAME_KEY_FOR: Final = timedelta(days=366)
"""How long the same key gives the same receipt. A page left open, a restored tab, a program's queue: each may send its
key late, and without its mark that would make a second case. A year is longer than any of them, and the mark tells a
reference, a time and the keyed fingerprint of the answers alone. Who deletes a case deletes its marks with it."""

PREPARED_FOR: Final = timedelta(days=30)
"""How long a case is kept that was sent to nobody, as `days.retention.prepared` of `content/facts.yml` says. DynamoDB
then deletes it by itself, with its history and the mark of its key."""

_MARKS: Final = 2
"""The marks come first in the transaction; behind them, everything has the case's reference."""


class _Refusal(Enum):
    CONDITION = auto()
    REFERENCE = auto()
    BUSY = auto()


class DynamoCaseWriter:
    """`CaseWriter` on three tables.

    `client` must not repeat calls by itself: this class does, within `patience`.
    """

    def __init__(self, client: DynamoDBClient, tables: Tables, patience: Patience | None = None) -> None:
        self._client = client
        self._tables = tables
        self._patience = patience or Patience()

    def commit(self, submission: Submission) -> Outcome:
        """See `CaseWriter`. A try whose answer was lost is made again; token and marks make that safe."""
        items = self._items(submission)
        token = uuid.uuid4().hex
        cause = ""
        for _ in self._patience.attempts():
            try:
                self._client.transact_write_items(TransactItems=items, ClientRequestToken=token)
            except ClientError as error:
                refusal, cause = _refusal(error), error.response["Error"]["Code"]
                if refusal is not _Refusal.BUSY and (outcome := self._explained(submission, refusal)):
                    return outcome
            except NO_ANSWER as error:
                cause = type(error).__name__
            except BotoCoreError as error:
                raise StoreUnavailableError(type(error).__name__) from error
            else:
                return Accepted(submission.case.reference, replayed=False, at=submission.case.created_at)
        raise StoreUnavailableError(cause)

    def _explained(self, submission: Submission, refusal: _Refusal) -> Outcome | None:
        """What the marks say; None when they cannot be read or are gone meanwhile."""
        try:
            with told_as_unavailable():
                outcome = self._told_by_marks(submission)
        except StoreUnavailableError:
            return None
        if outcome is None and refusal is _Refusal.REFERENCE:
            raise ReferenceTakenError
        return outcome

    def _told_by_marks(self, submission: Submission) -> Outcome | None:
        try:
            if key := self._mark(f"KEY#{submission.key_mac}"):
                if key["answers_mac"]["S"] != submission.answers_mac:
                    return KeyReused()
                return Accepted(key["reference"]["S"], replayed=True, at=read_time(key["at"]))
            answers = self._mark(f"ANSWERS#{submission.answers_mac}")
            if answers and not submission.again and int(answers["expires_at"]["N"]) > _now(submission):
                return AlreadyArrived(answers["reference"]["S"], read_time(answers["at"]))
        except (KeyError, ValueError) as unreadable:
            raise StoreUnavailableError("mark-unreadable") from unreadable
        return None

    def _mark(self, mark: str) -> Mapping[str, Any] | None:
        answer = self._client.get_item(
            TableName=self._tables.marks, Key={"mark": {"S": mark}}, ConsistentRead=True
        )
        return answer.get("Item")

    def _items(self, submission: Submission) -> list[TransactWriteItemTypeDef]:
        case = submission.case
        cases = [case_item(case, submission.key_mac, submission.answers_mac)]
        cases += [event_item(case.reference, event) for event in submission.history]
        destinations = map(destination_item, submission.destinations)
        end = {} if _sent(submission) else _expiring(submission, PREPARED_FOR)
        return [
            self._key_mark(submission),
            self._answers_mark(submission),
            *(_new(self._tables.cases, {**item, **end}, "reference") for item in cases),
            *(_new(self._tables.destinations, {**item, **end}, "reference") for item in destinations),
        ]

    def _key_mark(self, submission: Submission) -> TransactWriteItemTypeDef:
        kept_for = SAME_KEY_FOR if _sent(submission) else PREPARED_FOR
        return _new(
            self._tables.marks,
            {
                **_mark_item(f"KEY#{submission.key_mac}", submission, kept_for),
                "answers_mac": {"S": submission.answers_mac},
            },
            "mark",
        )

    def _answers_mark(self, submission: Submission) -> TransactWriteItemTypeDef:
        """DynamoDB deletes what has expired days later, so the condition looks at the time too."""
        now = _now(submission)
        item = _mark_item(f"ANSWERS#{submission.answers_mac}", submission, SAME_ANSWERS_FOR)
        if submission.again:
            return {"Put": {"TableName": self._tables.marks, "Item": item}}
        return {
            "Put": {
                "TableName": self._tables.marks,
                "Item": item,
                "ConditionExpression": "attribute_not_exists(mark) OR expires_at <= :now",
                "ExpressionAttributeValues": {":now": {"N": str(now)}},
            }
        }


def _mark_item(mark: str, submission: Submission, kept_for: timedelta) -> dict[str, AttributeValueTypeDef]:
    """Every mark expires."""
    return {
        "mark": {"S": mark},
        "reference": {"S": submission.case.reference},
        "at": {"S": time_text(submission.case.created_at)},
        **_expiring(submission, kept_for),
    }


def _expiring(submission: Submission, kept_for: timedelta) -> dict[str, AttributeValueTypeDef]:
    """`expires_at`, seconds since 1970, is what the tables' TTL looks at; an item without it stays."""
    return {"expires_at": {"N": str(_now(submission) + int(kept_for.total_seconds()))}}


def _sent(submission: Submission) -> bool:
    """Whether a body reads the case; otherwise it was prepared, and the worker hands it in."""
    return any(each.committed_at for each in submission.destinations)


def _new(table: str, item: dict[str, AttributeValueTypeDef], key: str) -> TransactWriteItemTypeDef:
    return {
        "Put": {
            "TableName": table,
            "Item": item,
            "ConditionExpression": "attribute_not_exists(#key)",
            "ExpressionAttributeNames": {"#key": key},
        }
    }


def _now(submission: Submission) -> int:
    return int(submission.case.created_at.timestamp())


def _refusal(error: ClientError) -> _Refusal:
    """Raises `StoreUnavailableError` when insisting cannot help."""
    reasons = [reason.get("Code", "None") for reason in error.response.get("CancellationReasons", [])]
    if "ConditionalCheckFailed" in reasons[_MARKS:]:
        return _Refusal.REFERENCE
    if "ConditionalCheckFailed" in reasons:
        return _Refusal.CONDITION
    if passes(error):
        return _Refusal.BUSY
    raise StoreUnavailableError(error.response["Error"]["Code"]) from error
