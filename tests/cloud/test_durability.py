"""What the embedded cloud acknowledged is there after `kill -9`, at the level of items, messages and mails."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from botocore.exceptions import BotoCoreError, ClientError
from infra.local.clients import ACCOUNT, Clients
from infra.local.emulator import Emulator, free_port

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

pytestmark = pytest.mark.cloud

TABLE = "things"
SENDER = "from@example.org"
ENOUGH = 50


def prepare(clients: Clients) -> None:
    """A table, queues (one with dead letters), and a sender."""
    clients.dynamodb.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
    )
    for queue in ("crowded.fifo", "dead.fifo", "emptied.fifo"):
        clients.sqs.create_queue(QueueName=queue, Attributes={"FifoQueue": "true"})
    redrive = {"deadLetterTargetArn": f"arn:aws:sqs:eu-west-3:{ACCOUNT}:dead.fifo", "maxReceiveCount": 1}
    clients.sqs.create_queue(
        QueueName="poisoned.fifo",
        Attributes={"FifoQueue": "true", "VisibilityTimeout": "0", "RedrivePolicy": json.dumps(redrive)},
    )
    clients.mail.create_email_identity(EmailIdentity=SENDER)


def address(clients: Clients, queue: str) -> str:
    return f"{clients.endpoint}/{ACCOUNT}/{queue}"


def put(clients: Clients, name: str, value: str = "") -> None:
    clients.dynamodb.put_item(TableName=TABLE, Item={"id": {"S": name}, "value": {"S": value}})


def put_both(clients: Clients, name: str) -> None:
    puts: list[TransactWriteItemTypeDef] = [
        {"Put": {"TableName": TABLE, "Item": {"id": {"S": side + name}, "value": {"S": "x" * 5000}}}}
        for side in ("left ", "right ")
    ]
    clients.dynamodb.transact_write_items(TransactItems=puts)


def send(clients: Clients, name: str, queue: str = "crowded.fifo") -> None:
    clients.sqs.send_message(
        QueueUrl=address(clients, queue), MessageBody=name, MessageGroupId=name, MessageDeduplicationId=name
    )


def items(clients: Clients) -> dict[str, str]:
    pages = clients.dynamodb.get_paginator("scan").paginate(TableName=TABLE)
    return {item["id"]["S"]: item["value"]["S"] for page in pages for item in page["Items"]}


def taken(clients: Clients, queue: str) -> list[str]:
    """The bodies of all the messages that can be had."""
    bodies: list[str] = []
    while messages := clients.sqs.receive_message(
        QueueUrl=address(clients, queue), MaxNumberOfMessages=10, VisibilityTimeout=60
    ).get("Messages"):
        bodies += [message["Body"] for message in messages]
    return bodies


@dataclass
class Crash:
    """The clients after the crash, and what was acknowledged before it."""

    clients: Clients
    items: set[str] = field(default_factory=set)
    pairs: set[str] = field(default_factory=set)
    messages: set[str] = field(default_factory=set)


def settled_before(clients: Clients) -> None:
    """What is acknowledged well before the crash."""
    for name in ("changed", "deleted"):
        put(clients, name, "old")
    put(clients, "changed", "new")
    clients.dynamodb.delete_item(TableName=TABLE, Key={"id": {"S": "deleted"}})
    for name in ("done", "waiting"):
        send(clients, name, "emptied.fifo")
    queue = address(clients, "emptied.fifo")
    received = clients.sqs.receive_message(QueueUrl=queue, VisibilityTimeout=60)["Messages"][0]
    clients.sqs.delete_message(QueueUrl=queue, ReceiptHandle=received["ReceiptHandle"])
    send(clients, "poison", "poisoned.fifo")
    for _ in range(2):  # taken once, and then once too often
        clients.sqs.receive_message(QueueUrl=address(clients, "poisoned.fifo"))
    clients.mail.send_email(
        FromEmailAddress=SENDER,
        Destination={"ToAddresses": ["to@example.org"]},
        Content={"Simple": {"Subject": {"Data": "Reçu"}, "Body": {"Text": {"Data": "Bonjour"}}}},
    )


def die_at_work(emulator: Emulator, crash: Crash) -> None:
    """Several threads write at the same time, and the emulator is killed under them."""
    works: list[tuple[Callable[[Clients, str], None], set[str]]] = [
        (put, crash.items),
        (put_both, crash.pairs),
        (send, crash.messages),
    ]
    enough = threading.Barrier(len(works) + 1)

    def write(work: Callable[[Clients, str], None], done: set[str]) -> None:
        with suppress(BotoCoreError, ClientError):
            for number in range(100_000):
                work(emulator.clients, f"item {number}")
                done.add(f"item {number}")
                if number == ENOUGH:
                    enough.wait(120)

    with ThreadPoolExecutor(len(works)) as threads:
        writing = [threads.submit(write, work, done) for work, done in works]
        enough.wait(120)
        emulator.kill()
        for each in writing:
            each.result()


@pytest.fixture(scope="module")
def crash(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crash]:
    folder = tmp_path_factory.mktemp("crash")
    before = Emulator(folder, free_port())
    prepare(before.clients)
    before.snapshot()
    settled_before(before.clients)
    crash = Crash(before.clients)
    die_at_work(before, crash)
    after = Emulator(folder, free_port(), deploying=False)
    crash.clients = after.clients
    yield crash
    after.kill()


def test_every_acknowledged_item_survives(crash: Crash) -> None:
    assert len(crash.items) > ENOUGH
    assert crash.items <= items(crash.clients).keys()


def test_a_transaction_survives_whole_or_not_at_all(crash: Crash) -> None:
    kept = items(crash.clients)
    left, right = (
        {name.partition(" ")[2] for name in kept if name.startswith(side)} for side in ("left", "right")
    )

    assert left == right
    assert crash.pairs <= left


def test_a_change_and_a_deletion_survive(crash: Crash) -> None:
    kept = items(crash.clients)

    assert ("new", None) == (kept["changed"], kept.get("deleted"))


def test_every_acknowledged_message_survives_and_none_is_doubled_when_sent_again(crash: Crash) -> None:
    for name in crash.messages:  # as sweep does when it cannot know
        send(crash.clients, name)

    bodies = taken(crash.clients, "crowded.fifo")

    assert len(bodies) == len(set(bodies))
    assert crash.messages <= set(bodies)


def test_a_message_taken_and_deleted_does_not_come_back(crash: Crash) -> None:
    assert ["waiting"] == taken(crash.clients, "emptied.fifo")


def test_a_dead_letter_is_in_one_queue_and_not_in_two(crash: Crash) -> None:
    assert ([], ["poison"]) == (taken(crash.clients, "poisoned.fifo"), taken(crash.clients, "dead.fifo"))


def test_a_mail_that_was_sent_can_still_be_read(crash: Crash) -> None:
    with urlopen(f"{crash.clients.endpoint}/_ministack/ses/messages", timeout=10) as answer:  # noqa: S310 - loopback
        mails = json.load(answer)["messages"][ACCOUNT]

    assert ["Reçu"] == [mail["Subject"] for mail in mails]


def test_what_was_stopped_cleanly_is_as_it_was(tmp_path: Path) -> None:
    first = Emulator(tmp_path, free_port())
    prepare(first.clients)
    put(first.clients, "first")
    first.stop()

    second = Emulator(tmp_path, free_port(), deploying=False)
    put(second.clients, "second")
    second.stop()
    third = Emulator(tmp_path, free_port(), deploying=False)
    kept = items(third.clients)
    third.kill()

    assert {"first": "", "second": ""} == kept
