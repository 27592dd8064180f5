"""The cases as the bodies that received them work on them: events, rulings on texts, decisions handed back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from entraide.cases.investigation import Change, HandedBack, Opened, Ruling
from entraide.cases.model import Destination, EventKind, StoredCase
from entraide.storage.failures import told_as_unavailable
from entraide.storage.reader import DynamoCaseReader
from entraide.storage.serialisation import Image, event_item, time_text
from entraide.storage.tables import Tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

_TEXT: Final = "TEXT#"
_DECISION: Final = "DECISION#"
_OTHERS: Final = frozenset({"ConditionalCheckFailed", "TransactionConflict"})
"""Why DynamoDB cancels a transaction when somebody else wrote first."""
_SET: Final = ("taken_at", "decided_at", "closed_at")


class DynamoCaseFiles:
    """`CaseFiles` on the tables of cases and destinations."""

    def __init__(self, client: DynamoDBClient, tables: Tables) -> None:
        self._client = client
        self._tables = tables
        self._reader = DynamoCaseReader(client, tables)

    def open(self, destination: str) -> Opened | None:
        """See `CaseFiles`."""
        found = self._reader.read_whole(destination.rpartition("-")[0])
        if found is None:
            return None
        stored, beside = found
        mine = next((each for each in stored.destinations if each.id == destination), None)
        if mine is None:
            return None
        rulings = [_ruling(each) for each in _of(beside, f"{_TEXT}{destination}#")]
        decided = map(_decision, _of(beside, f"{_DECISION}{destination}#"))
        decisions = tuple(sorted(decided, key=_turn(stored)))
        return Opened(stored, mine, {each.path: each for each in rulings}, decisions)

    def write(self, change: Change) -> bool:
        """See `CaseFiles`."""
        return written(self._client, change_items(self._tables, change))


def written(client: DynamoDBClient, items: Iterable[TransactWriteItemTypeDef]) -> bool:
    """One transaction; False when a condition does not hold or another one was writing.

    Raises `StoreUnavailableError`.
    """
    with told_as_unavailable():
        try:
            client.transact_write_items(TransactItems=list(items))
        except ClientError as error:
            reasons = {reason.get("Code") for reason in error.response.get("CancellationReasons", [])}
            if reasons.isdisjoint(_OTHERS):
                raise
            return False
    return True


def change_items(tables: Tables, change: Change) -> Iterator[TransactWriteItemTypeDef]:
    """The event first: nobody else has written one of its number, so that all stands as it was read."""
    after, reference = change.after, change.after.reference
    yield {
        "Put": {
            "TableName": tables.cases,
            "Item": event_item(reference, change.event),
            "ConditionExpression": "attribute_not_exists(#reference)",
            "ExpressionAttributeNames": {"#reference": "reference"},
        }
    }
    if change.ruling:
        yield _note(tables, reference, f"{_TEXT}{after.id}#{change.ruling.path}", text=change.ruling.text)
    if change.decision:
        content = json.dumps([change.decision.outcome, change.decision.amount, change.decision.reason])
        yield _note(tables, reference, f"{_DECISION}{after.id}#{change.decision.session}", decision=content)
    yield _moved(tables, after)


def _moved(tables: Tables, after: Destination) -> TransactWriteItemTypeDef:
    times = {name: at for name in _SET if (at := getattr(after, name))}
    values = {f":{name}": {"S": time_text(at)} for name, at in times.items()}
    sets = [f"{name} = if_not_exists({name}, :{name})" for name in times]
    if after.session:
        values[":session"] = {"S": after.session}
        sets.append("#session = :session")
    expression = [f"SET {', '.join(sets)}"] if sets else []
    expression += [] if after.session else ["REMOVE #session"]
    update: Any = {
        "TableName": tables.destinations,
        "Key": {"reference": {"S": after.reference}, "id": {"S": after.id}},
        "UpdateExpression": " ".join(expression),
        "ConditionExpression": "attribute_exists(committed_at)",
        "ExpressionAttributeNames": {"#session": "session"},
    }
    if values:
        update["ExpressionAttributeValues"] = values
    return {"Update": update}


def _note(tables: Tables, reference: str, item: str, **texts: str) -> TransactWriteItemTypeDef:
    content: Any = {name: {"S": text} for name, text in texts.items()}
    key: Any = {"reference": {"S": reference}, "item": {"S": item}}
    return {"Put": {"TableName": tables.cases, "Item": {**key, **content}}}


def _of(images: Iterable[Image], prefix: str) -> Iterator[Image]:
    return (each for each in images if each["item"]["S"].startswith(prefix))


def _turn(stored: StoredCase) -> Callable[[HandedBack], int]:
    """When a decision was handed back, by its place in the history: the ids of sessions tell no order."""
    turns = {
        value: event.number
        for event in stored.history
        if event.kind is EventKind.DECIDED
        for name, value in event.details
        if name == "session"
    }
    return lambda decision: turns.get(decision.session, 0)


def _ruling(image: Image) -> Ruling:
    return Ruling(image["item"]["S"].rpartition("#")[2], image["text"]["S"])


def _decision(image: Image) -> HandedBack:
    outcome, amount, reason = json.loads(image["decision"]["S"])
    return HandedBack(image["item"]["S"].rpartition("#")[2], outcome, amount, reason)
