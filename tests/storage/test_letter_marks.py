"""The marks of letters under faults; what they keep is in `marks_contract`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ReadTimeoutError
from botocore.stub import ANY, Stubber

from entraide.cases.model import StoreUnavailableError
from entraide.cases.posting import Fate, LetterMarks, Start
from entraide.storage.client import dynamodb_client
from entraide.storage.letter_marks import DynamoLetterMarks
from samples import NOON
from templates import read_template

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

MARK = "MAIL#EN-7K3F-92QX#received"
CALLS: list[Callable[[LetterMarks], object]] = [
    lambda marks: marks.start(MARK, NOON),
    lambda marks: marks.withdraw(MARK, NOON),
    lambda marks: marks.settle(MARK, Fate.SENT, NOON),
]


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> DynamoDBClient:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-3")
    return dynamodb_client(tries=1)


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("code", ["ThrottlingException", "AccessDeniedException", "InternalServerError"])
def test_a_store_that_refuses_is_unavailable(
    client: DynamoDBClient, call: Callable[[LetterMarks], object], code: str
) -> None:
    with Stubber(client) as dynamodb:
        dynamodb.add_client_error("update_item", code)

        with pytest.raises(StoreUnavailableError, match=code):
            call(DynamoLetterMarks(client, "marks"))


@pytest.mark.parametrize("call", CALLS)
def test_a_store_that_does_not_answer_is_unavailable(
    client: DynamoDBClient, monkeypatch: pytest.MonkeyPatch, call: Callable[[LetterMarks], object]
) -> None:
    def fail(**_asked: object) -> None:
        raise ReadTimeoutError(endpoint_url="x")

    monkeypatch.setattr(client, "update_item", fail)

    with pytest.raises(StoreUnavailableError, match="ReadTimeoutError"):
        call(DynamoLetterMarks(client, "marks"))


def test_a_mark_outlives_the_records_that_were_given_up(client: DynamoDBClient) -> None:
    bucket = read_template(Path("infra/template.yaml"))["Resources"]["LettersGivenUp"]["Properties"]
    (rule,) = bucket["LifecycleConfiguration"]["Rules"]
    asked: list[dict[str, dict[str, dict[str, str]]]] = []
    client.meta.events.register(
        "before-parameter-build.dynamodb.UpdateItem", lambda params, **_: asked.append(params)
    )
    with Stubber(client) as dynamodb:
        dynamodb.add_response("update_item", {})

        assert Start.MAY_SEND == DynamoLetterMarks(client, "marks").start(MARK, NOON)

    expires = int(asked[0]["ExpressionAttributeValues"][":expires"]["N"])
    assert rule["ExpirationInDays"] * 24 * 3600 < expires - NOON.timestamp() < 31 * 24 * 3600


@pytest.mark.parametrize("call", CALLS[1:])
def test_a_mark_that_is_gone_is_not_made_again(
    client: DynamoDBClient, call: Callable[[LetterMarks], object]
) -> None:
    condition = {"ConditionExpression": "attribute_exists(mark)"}
    others = dict.fromkeys(
        (
            "TableName",
            "Key",
            "UpdateExpression",
            "ExpressionAttributeValues",
            "ReturnValuesOnConditionCheckFailure",
        ),
        ANY,
    )
    with Stubber(client) as dynamodb:
        dynamodb.add_client_error(
            "update_item", "ConditionalCheckFailedException", expected_params={**others, **condition}
        )

        call(DynamoLetterMarks(client, "marks"))

        dynamodb.assert_no_pending_responses()
