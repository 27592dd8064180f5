"""Makes the emulator keep what it acknowledged.

This knows ministack 1.5.33 from inside, which is why its version is pinned: `tests/cloud/test_durability.py` fails
when one of the functions named here is no longer there or no longer the only way.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from functools import partial, wraps
from typing import Any

from infra.local.journal import Journal
from ministack import app
from ministack.core import persistence
from ministack.services import dynamodb, ses, sqs

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]
Table = dict[str, Any]
Queue = dict[str, Any]

# The services that take part when nothing is deployed. To take up the others, and CloudFormation with all that it
# knows, is half of a start.
SERVING = frozenset(
    {
        "apigateway",
        "cloudwatch_logs",
        "dynamodb",
        "eventbridge",
        "iam",
        "kms",
        "lambda",
        "s3",
        "scheduler",
        "ses",
        "ses_v2",
        "sqs",
    }
)
# Of a queue, what changes with its messages.
QUEUE_PARTS = ("messages", "dedup_cache", "fifo_seq")


def install(journal: Journal, *, deploying: bool) -> None:
    """Notes every change of an item, a queue or the mails, and takes them up again after a start.

    Without `deploying`, what only a deployment needs is neither taken up nor saved again: it stays as it is.
    """
    if not deploying:
        app._state_map = {key: module for key, module in app._state_map.items() if key in SERVING}
    _keep_items(journal)
    _keep_queues(journal)
    restore = app._load_persisted_state

    def restore_all() -> None:
        restore()
        _take_up(journal)

    app._load_persisted_state = restore_all


def keeping(inner: Application, journal: Journal) -> Application:
    """The emulator, with every answer held back until what it tells of is on the disk."""

    async def application(scope: Message, receive: Receive, send: Send) -> None:
        async def settled(message: Message) -> None:
            if message["type"] == "http.response.start":
                _note_mails(journal)
                await journal.settle()
            await send(message)

        await inner(scope, receive, settled)

    return application


def definitions(get_state: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    """DynamoDB's state without the items: the journal has them."""

    def state() -> dict[str, Any]:
        with dynamodb._lock:
            held = [(table, table["items"]) for _, table in dynamodb._tables.all_items()]
            for table, _ in held:
                table["items"] = {}
            try:
                return get_state()
            finally:
                for table, items in held:
                    table["items"] = items

    return state


def snapshot() -> None:
    """Saves all that a deployment made: stacks, functions, roles, keys, definitions of tables and queues."""
    persistence.save_all(app._build_persistence_save_dict())


def _text(value: object) -> str:
    return json.dumps(value, default=persistence._json_default)


def _keep_items(journal: Journal) -> None:
    set_item, remove_item = dynamodb._set_item, dynamodb._remove_item

    def note(table: Table, partition: str, sort: str) -> None:
        def reading() -> str | None:
            item = table["items"].get(partition, {}).get(sort)
            return None if item is None else _text(item)

        journal.changed(("item", table["TableArn"], json.dumps([partition, sort])), reading)

    @wraps(set_item)
    def noted_set(table: Table, partition: str, sort: str, item: object) -> object:
        before = set_item(table, partition, sort, item)
        note(table, partition, sort)
        return before

    @wraps(remove_item)
    def noted_remove(table: Table, partition: str, sort: str) -> object:
        before = remove_item(table, partition, sort)
        note(table, partition, sort)
        return before

    dynamodb._set_item, dynamodb._remove_item = noted_set, noted_remove
    dynamodb.get_state = definitions(dynamodb.get_state)


def _keep_queues(journal: Journal) -> None:
    get_queue, collect, sweep = sqs._get_q, sqs._collect_msgs, sqs._dlq_sweep

    def note(queue: Queue) -> None:
        journal.changed(
            ("queue", queue["url"], ""), lambda: _text({part: queue[part] for part in QUEUE_PARTS})
        )

    @wraps(get_queue)
    def noted_get(url: str, action: str | None = None) -> Queue:
        queue: Queue = get_queue(url, action)
        if action and not action.startswith(("sqs:Get", "sqs:List")):
            note(queue)
        return queue

    @wraps(collect)
    def noted_collect(queue: Queue, *arguments: int) -> list[object]:
        messages: list[object] = collect(queue, *arguments)
        if messages:
            note(queue)
        return messages

    @wraps(sweep)
    def noted_sweep(queue: Queue) -> None:
        before = len(queue["messages"])
        sweep(queue)
        if len(queue["messages"]) != before:
            note(queue)
            note(sqs._queue_by_arn(json.loads(queue["attributes"]["RedrivePolicy"])["deadLetterTargetArn"]))

    sqs._get_q, sqs._collect_msgs, sqs._dlq_sweep = noted_get, noted_collect, noted_sweep


def _note_mails(journal: Journal) -> None:
    for (account, region, _), mails in ses._sent_emails.all_items():
        for mail in mails:
            if "noted" not in mail:
                mail["noted"] = True
                journal.changed(("mail", f"{account}/{region}", mail["MessageId"]), partial(_text, mail))


def _take_up(journal: Journal) -> None:
    tables = {table["TableArn"]: table for _, table in dynamodb._tables.all_items()}
    for owner, key, text in journal.entries("item"):
        if table := tables.get(owner):
            partition, sort = json.loads(key)
            table["items"][partition][sort] = _value(text)
    for table in tables.values():
        dynamodb._items_replaced(table)
    queues = {queue["url"]: queue for _, queue in sqs._queues.all_items()}
    for owner, _, text in journal.entries("queue"):
        if queue := queues.get(owner):
            queue.update(_value(text))
    for owner, _, text in journal.entries("mail"):
        account, region = owner.split("/")
        if ses._sent_emails.get_scoped(account, region, "entries") is None:
            ses._sent_emails.set_scoped(account, region, "entries", [])
        ses._sent_emails.get_scoped(account, region, "entries").append(_value(text))


def _value(text: str) -> Any:  # noqa: ANN401  (an entry is what the emulator made of it)
    return json.loads(text, object_hook=persistence._json_object_hook)
