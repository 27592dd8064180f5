"""The commission's sessions and the links, in two tables that no one function reads together but `relink`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from entraide.cases.commission import CommissionPacket
from entraide.cases.decisions import Decision, Outcome, ReasonCode
from entraide.cases.sessions import Listing, Session, SessionFile
from entraide.storage.case_files import change_items, written
from entraide.storage.failures import told_as_unavailable
from entraide.storage.queries import all_items
from entraide.storage.serialisation import Image, read_time, time_text
from entraide.storage.tables import CommissionTables, Tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

BY_INSTANCE: Final = "instances"
_HEADER: Final = "SESSION"
_FILE: Final = "FILE#"


class DynamoSessions:
    """Reads sessions: what `SessionBook`, `SessionFiles` and `DecidedFiles` share."""

    def __init__(self, client: DynamoDBClient, tables: CommissionTables) -> None:
        self._client = client
        self._tables = tables

    def session(self, session: str) -> Session | None:
        """See `SessionBook`."""
        found = self._get(session, _HEADER)
        return _read_session(found) if found else None

    def file(self, session: str, number: int) -> SessionFile | None:
        """See `SessionFiles`."""
        found = self._get(session, _file(number))
        return _read_file(found) if found else None

    def _get(self, session: str, item: str) -> Image | None:
        with told_as_unavailable():
            answer = self._client.get_item(
                TableName=self._tables.sessions,
                Key={"session": {"S": session}, "item": {"S": item}},
                ConsistentRead=True,
            )
        return answer.get("Item")


class DynamoSessionBook(DynamoSessions):
    """`SessionBook`; writes links, and cannot read them."""

    def __init__(self, client: DynamoDBClient, tables: Tables, commission: CommissionTables) -> None:
        super().__init__(client, commission)
        self._cases = tables

    def write(self, listing: Listing) -> bool:
        """See `SessionBook`."""
        session = listing.session.id
        files = [_file_item(session, each) for each in listing.packets]
        links = [
            {"session": {"S": session}, "number": {"N": str(number)}, "destination": {"S": destination}}
            for number, destination in listing.links.items()
        ]
        items = [
            *(_new(self._tables.sessions, each) for each in (_session_item(listing.session), *files)),
            *(_new(self._tables.links, each) for each in links),
            *(item for change in listing.changes for item in change_items(self._cases, change)),
        ]
        return written(self._client, items)


class DynamoSessionFiles(DynamoSessions):
    """`SessionFiles`."""

    def sessions(self, instance: str) -> Sequence[Session]:
        """See `SessionFiles`."""
        query = {
            "TableName": self._tables.sessions,
            "IndexName": BY_INSTANCE,
            "KeyConditionExpression": "instance = :instance",
            "ExpressionAttributeValues": {":instance": {"S": instance}},
            "ScanIndexForward": False,
        }
        with told_as_unavailable():
            return [_read_session(each) for each in all_items(self._client, query)]

    def files(self, session: str) -> Sequence[SessionFile]:
        """See `SessionFiles`."""
        query = {
            "TableName": self._tables.sessions,
            "ConsistentRead": True,
            "KeyConditionExpression": "#session = :session AND begins_with(#item, :file)",
            "ExpressionAttributeNames": {"#session": "session", "#item": "item"},
            "ExpressionAttributeValues": {":session": {"S": session}, ":file": {"S": _FILE}},
        }
        with told_as_unavailable():
            return [_read_file(each) for each in all_items(self._client, query)]

    def decide(self, session: Session, number: int, decision: Decision, at: datetime) -> bool:
        """See `SessionFiles`; the session counts its decisions, so that it can be closed when all are there."""
        amount = "" if decision.amount is None else str(decision.amount)
        content = json.dumps([decision.outcome, amount, decision.reason])
        count: TransactWriteItemTypeDef = {
            "Update": {
                "TableName": self._tables.sessions,
                "Key": {"session": {"S": session.id}, "item": {"S": _HEADER}},
                "UpdateExpression": "ADD decided :one",
                "ConditionExpression": "attribute_exists(instance) AND attribute_not_exists(closed_at)",
                "ExpressionAttributeValues": {":one": {"N": "1"}},
            }
        }
        decide: TransactWriteItemTypeDef = {
            "Update": {
                "TableName": self._tables.sessions,
                "Key": {"session": {"S": session.id}, "item": {"S": _file(number)}},
                "UpdateExpression": "SET decision = :decision, decided_at = :at",
                "ConditionExpression": "attribute_exists(packet) AND attribute_not_exists(decision)",
                "ExpressionAttributeValues": {":decision": {"S": content}, ":at": {"S": time_text(at)}},
            }
        }
        return written(self._client, [count, decide])

    def close(self, session: Session, at: datetime) -> bool:
        """See `SessionFiles`."""
        close: TransactWriteItemTypeDef = {
            "Update": {
                "TableName": self._tables.sessions,
                "Key": {"session": {"S": session.id}, "item": {"S": _HEADER}},
                "UpdateExpression": "SET closed_at = :at",
                "ConditionExpression": "decided = #files AND attribute_not_exists(closed_at)",
                "ExpressionAttributeNames": {"#files": "files"},
                "ExpressionAttributeValues": {":at": {"S": time_text(at)}},
            }
        }
        return written(self._client, [close])


class DynamoLinks:
    """`Links`."""

    def __init__(self, client: DynamoDBClient, tables: CommissionTables) -> None:
        self._client = client
        self._table = tables.links

    def destination(self, session: str, number: int) -> str | None:
        """See `Links`."""
        with told_as_unavailable():
            answer = self._client.get_item(
                TableName=self._table,
                Key={"session": {"S": session}, "number": {"N": str(number)}},
                ConsistentRead=True,
            )
        found = answer.get("Item")
        return str(found["destination"]["S"]) if found else None


def _file(number: int) -> str:
    return f"{_FILE}{number:04}"


def _new(table: str, item: Any) -> TransactWriteItemTypeDef:  # noqa: ANN401 - an item
    return {
        "Put": {
            "TableName": table,
            "Item": item,
            "ConditionExpression": "attribute_not_exists(#session)",
            "ExpressionAttributeNames": {"#session": "session"},
        }
    }


def _session_item(session: Session) -> dict[str, Any]:
    return {
        "session": {"S": session.id},
        "item": {"S": _HEADER},
        "instance": {"S": session.instance},
        "body": {"S": session.body},
        "day": {"S": session.day.isoformat()},
        "files": {"N": str(session.files)},
        "decided": {"N": str(session.decided)},
        "content": {"S": session.content},
    }


def _read_session(image: Image) -> Session:
    closed = image.get("closed_at")
    return Session(
        id=image["session"]["S"],
        instance=image["instance"]["S"],
        body=image["body"]["S"],
        day=date.fromisoformat(image["day"]["S"]),
        files=int(image["files"]["N"]),
        content=image["content"]["S"],
        decided=int(image["decided"]["N"]),
        closed_at=read_time(closed) if closed else None,
    )


def _file_item(session: str, packet: CommissionPacket) -> dict[str, Any]:
    content = [packet.number, packet.form, packet.answers, packet.totals]
    return {
        "session": {"S": session},
        "item": {"S": _file(packet.number)},
        "packet": {"S": json.dumps(content, ensure_ascii=False)},
    }


def _read_file(image: Image) -> SessionFile:
    packet = CommissionPacket(*json.loads(image["packet"]["S"]))
    if "decision" not in image:
        return SessionFile(packet)
    outcome, amount, reason = json.loads(image["decision"]["S"])
    decision = Decision(Outcome(outcome), ReasonCode(reason), Decimal(amount) if amount else None)
    return SessionFile(packet, decision, read_time(image["decided_at"]))
