"""The parts of `dispatch` and `sweep` in memory, with their log as a text."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from aws_lambda_powertools import Logger

from entraide.handlers.outgoing import Outgoing
from entraide.storage.serialisation import destination_item
from fakes import FakeClock, FakeQueues, FakeStore
from samples import submission


@dataclass
class Parts:
    store: FakeStore = field(default_factory=FakeStore)
    queues: FakeQueues = field(default_factory=FakeQueues)
    clock: FakeClock = field(default_factory=FakeClock)
    log: io.StringIO = field(default_factory=io.StringIO)

    def outgoing(self) -> Outgoing:
        logger = Logger(service=uuid4().hex, stream=self.log)  # loggers of one name share their stream
        return Outgoing(self.store, self.queues, self.clock, logger)

    def commit(self, *bodies: str, key: str = "a key of a test") -> list[dict[str, Any]]:
        """Stores a case committed now; gives its stream records, as AWS writes them."""
        sent = submission(key=key, answers=json.dumps({"key": key}), at=self.clock.now(), bodies=bodies)
        self.store.commit(sent)
        return [
            insert(destination_item(each), number) for number, each in enumerate(sent.destinations, start=1)
        ]

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.getvalue().splitlines()]

    def sent(self) -> list[str]:
        return [each.body for each in self.queues.sent]


def insert(image: Any, number: int) -> dict[str, Any]:  # noqa: ANN401 - broken images too
    """A record of the destinations' stream."""
    return {
        "eventID": f"{number:032x}",
        "eventName": "INSERT",
        "eventVersion": "1.1",
        "eventSource": "aws:dynamodb",
        "awsRegion": "eu-west-3",
        "eventSourceARN": "arn:aws:dynamodb:eu-west-3:123456789012:table/destinations/stream/2026-11-22T00:00:00.000",
        "dynamodb": {
            "ApproximateCreationDateTime": 1_795_000_000,
            "Keys": {},
            "NewImage": image,
            "SequenceNumber": f"{number:021}",
            "SizeBytes": 400,
            "StreamViewType": "NEW_IMAGE",
        },
    }
