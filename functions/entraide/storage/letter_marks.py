"""The marks of letters, in the table of marks: one item for each letter, under `MAIL#`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, cast

from botocore.exceptions import ClientError

from entraide.cases.posting import MOST_ATTEMPTS, Fate, Start
from entraide.storage.failures import told_as_unavailable
from entraide.storage.serialisation import time_text

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

KEPT_FOR: Final = timedelta(days=14)
"""Twice as long as the bucket keeps the cases whose letter was given up (`infra/template.yaml`), so that one put in
again sends nothing twice; no longer is a letter's fate of use."""

_TIME_OF: Final = {Fate.SENT: "sent_at", Fate.REFUSED: "refused_at"}


class DynamoLetterMarks:
    """`LetterMarks` on the table of marks.

    `attempts` is a set of times: a call that the client repeats adds to it only once.
    """

    def __init__(self, client: DynamoDBClient, table: str) -> None:
        self._client = client
        self._table = table

    def start(self, mark: str, at: datetime) -> Start:
        """See `LetterMarks`."""
        refused = self._update(
            mark,
            "SET expires_at = :expires ADD attempts :attempt",
            {
                ":attempt": {"SS": [time_text(at)]},
                ":this": {"S": time_text(at)},
                ":most": {"N": str(MOST_ATTEMPTS)},
                ":expires": {"N": str(int((at + KEPT_FOR).timestamp()))},
            },
            "attribute_not_exists(sent_at) AND attribute_not_exists(refused_at) AND "
            "(attribute_not_exists(attempts) OR contains(attempts, :this) OR size(attempts) < :most)",
        )
        if refused is None:
            return Start.MAY_SEND
        return Start.SETTLED if refused.keys() & set(_TIME_OF.values()) else Start.GIVEN_UP

    def withdraw(self, mark: str, at: datetime) -> None:
        """See `LetterMarks`."""
        self._update(mark, "DELETE attempts :attempt", {":attempt": {"SS": [time_text(at)]}})

    def settle(self, mark: str, fate: Fate, at: datetime) -> None:
        """See `LetterMarks`; the first time stays."""
        name = _TIME_OF[fate]
        self._update(mark, f"SET {name} = if_not_exists({name}, :at)", {":at": {"S": time_text(at)}})

    def _update(
        self,
        mark: str,
        change: str,
        values: dict[str, AttributeValueTypeDef],
        condition: str = "attribute_exists(mark)",
    ) -> dict[str, Any] | None:
        """None, or the item as it is when the condition does not hold."""
        try:
            with told_as_unavailable():
                self._client.update_item(
                    TableName=self._table,
                    Key={"mark": {"S": mark}},
                    UpdateExpression=change,
                    ConditionExpression=condition,
                    ExpressionAttributeValues=values,
                    ReturnValuesOnConditionCheckFailure="ALL_OLD",
                )
        except ClientError as refused:
            return cast("dict[str, Any]", refused.response.get("Item", {}))
        return None
