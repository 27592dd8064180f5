"""The whole service for the journeys: `service` serves the site and the functions as `make run` does.

Loaded as a pytest plugin by `tests/conftest.py`. One service shows both endings: the bodies of one département are
not connected, all others are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.request import urlopen

import pytest
from infra.build import BUILT
from infra.local.clients import ACCOUNT, REGION
from infra.local.emulator import Emulator

from embedded_cloud import Cloud, serving
from entraide.pages.words import Words, load_words
from waiting import eventually

UNCONNECTED: Final = ("urssaf-champagne-ardenne", "caf-10", "cpam-10", "carsat-nord-est")
"""The bodies of the Aube."""


@dataclass(frozen=True, slots=True)
class Service:
    """A running service, and what it keeps."""

    cloud: Cloud

    @property
    def origin(self) -> str:
        """Where it answers."""
        return self.cloud.origin

    def words(self, lang: str) -> Words:
        """What its pages say."""
        return load_words(BUILT, lang)

    def cases(self, words: str) -> list[str]:
        """The references of the cases in whose answers these words stand."""
        scan = self.cloud.clients.dynamodb.get_paginator("scan")
        items = [
            item for page in scan.paginate(TableName=self.cloud.deployed.cases) for item in page["Items"]
        ]
        return [each["reference"]["S"] for each in items if words in each.get("answers", {}).get("S", "")]

    def queued(self, reference: str) -> dict[str, list[dict[str, Any]]]:
        """The messages of a case by the body in whose queue they are; looking takes none away."""
        address = f"{self.cloud.clients.endpoint}/_ministack/sqs/messages"
        with urlopen(address, timeout=10) as answer:  # noqa: S310 - loopback
            queues = json.load(answer)["messages"].get(ACCOUNT, {}).get(REGION, {})
        found = {}
        for url, waiting in queues.items():
            messages = [json.loads(each["Body"]) for each in waiting]
            if mine := [each for each in messages if each.get("case") == reference]:
                name = url.rpartition("/")[2].removesuffix(".fifo")
                found[name.removeprefix(f"entraide-{self.cloud.stage}-")] = mine
        return found

    def arrived(self, reference: str) -> dict[str, list[dict[str, Any]]]:
        """The same, once there is something."""
        return eventually(lambda: self.queued(reference))


@pytest.fixture(scope="session")
def service(emulator: Emulator, package: Path) -> Iterator[Service]:
    """The service of the run."""
    with serving(emulator, "visited", package, f"all-but:{','.join(UNCONNECTED)}") as cloud:
        yield Service(cloud)
