"""The outbox: an item that cannot be read keeps no other waiting, and a failure is said as one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from entraide.cases.model import StoreUnavailableError
from entraide.storage.outbox import DynamoOutbox
from entraide.storage.serialisation import destination_item
from samples import NOON, destination


class Client:
    """A DynamoDB client that gives pages of one item each, and fails to update as told."""

    def __init__(self, items: tuple[dict[str, Any], ...] = (), failure: Exception | None = None) -> None:
        self.items = items
        self.failure = failure
        self.pages = 0

    def query(self, **request: Any) -> dict[str, Any]:  # noqa: ANN401
        shard = f"{request['IndexName']}_shard"
        self.pages += 1
        wanted = request["ExpressionAttributeValues"][":shard"]
        start = request.get("ExclusiveStartKey", 0)
        mine = [each for each in self.items if each.get(shard) == wanted]
        more = {"LastEvaluatedKey": start + 1} if start + 1 < len(mine) else {}
        return {"Items": mine[start : start + 1], **more}

    def update_item(self, **_request: Any) -> None:  # noqa: ANN401
        if self.failure:
            raise self.failure


def outbox(client: Any, unreadable: list[str] | None = None) -> DynamoOutbox:  # noqa: ANN401
    return DynamoOutbox(client, "destinations", (unreadable if unreadable is not None else []).append)


def items(count: int) -> tuple[dict[str, Any], ...]:
    return tuple(destination_item(destination(number)) for number in range(1, count + 1))


def test_every_page_is_read_when_it_is_asked_for_and_not_before() -> None:
    client = Client(items(9))
    waiting = outbox(client).pending(NOON)

    assert "EN-0000-0000-1" == next(waiting).id
    assert client.pages < 9
    assert 8 == len(list(waiting))


def test_an_item_that_cannot_be_read_is_told_and_keeps_no_other_waiting() -> None:
    first, broken, last = items(3)
    unreadable: list[str] = []

    found = outbox(Client((first, {**broken, "body": {}}, last)), unreadable).pending(NOON)

    assert ["EN-0000-0000-1", "EN-0000-0000-3"] == [each.id for each in found]
    assert ["destination EN-0000-0000-2"] == unreadable


def test_what_lies_in_its_queue_is_read_from_an_index_of_its_own() -> None:
    dispatched = tuple(
        {**item, "dispatched_at": item["committed_at"], "untaken_shard": item["pending_shard"]}
        for item in items(3)
    )

    assert 3 == len(list(outbox(Client(dispatched)).untaken(NOON)))
    assert [] == list(outbox(Client(items(3))).untaken(NOON))


def test_marking_again_is_no_failure() -> None:
    failure = ClientError({"Error": {"Code": "ConditionalCheckFailedException"}}, "UpdateItem")

    outbox(Client(failure=failure)).mark_dispatched(destination(), NOON)


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (ClientError({"Error": {"Code": "ThrottlingException"}}, "UpdateItem"), "ThrottlingException"),
        (ReadTimeoutError(endpoint_url="http://127.0.0.1"), "ReadTimeoutError"),
    ],
)
@pytest.mark.parametrize(
    "change",
    [
        lambda box: box.mark_dispatched(destination(), NOON),
        lambda box: box.mark_sent_again(destination(), NOON),
        lambda box: box.settle(destination()),
    ],
)
def test_a_mark_that_did_not_arrive_is_said(
    change: Callable[[DynamoOutbox], None], failure: Exception, code: str
) -> None:
    with pytest.raises(StoreUnavailableError, match=code):
        change(outbox(Client(failure=failure)))
