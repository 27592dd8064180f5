"""Each destination goes to its own body's queue; what did not arrive is said."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError

from entraide.cases.model import NotSentError
from entraide.messaging.message import message
from entraide.messaging.queues import SqsQueues, queue_name
from samples import destination

DIRECTORY = Path(__file__).parents[2] / "functions/entraide/data/agencies.csv"


class Recorder:
    """An SQS client that keeps what it is given, or fails."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.meta = SimpleNamespace(endpoint_url="https://sqs.eu-west-3.amazonaws.com")
        self.sent: list[dict[str, str]] = []
        self._failure = failure

    def send_message(self, **request: str) -> None:
        if self._failure:
            raise self._failure
        self.sent.append(request)


def queues(client: Any) -> SqsQueues:  # noqa: ANN401 - stands for an SQS client
    return SqsQueues(client, "prod", "123456789012")


def test_a_destination_goes_to_its_bodys_queue_in_the_cases_group() -> None:
    client, sent = Recorder(), destination(2, body="cpam-59-1")

    queues(client).send(sent)

    assert [
        {
            "QueueUrl": "https://sqs.eu-west-3.amazonaws.com/123456789012/entraide-prod-cpam-59-1.fifo",
            "MessageBody": message(sent),
            "MessageGroupId": "EN-0000-0000",
            "MessageDeduplicationId": "EN-0000-0000-2",
        }
    ] == client.sent


@pytest.mark.parametrize(
    "failure",
    [
        ClientError({"Error": {"Code": "AWS.SimpleQueueService.NonExistentQueue"}}, "SendMessage"),
        EndpointConnectionError(endpoint_url="https://sqs"),
    ],
)
def test_what_did_not_arrive_is_said(failure: Exception) -> None:
    with pytest.raises(NotSentError):
        queues(Recorder(failure)).send(destination())


def test_every_body_of_the_directory_has_a_name_that_sqs_takes() -> None:
    with DIRECTORY.open(encoding="utf-8", newline="") as file:
        names = {queue_name("productionstage1", row["id"]) for row in csv.DictReader(file)}

    assert len(names) > 200
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,75}\.fifo", name) for name in names)
