"""The power goes while a request is on its way. Whoever sends it again has one case, and its body hears of it."""

from __future__ import annotations

import random
import re
import secrets
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

import pytest
from infra.local.emulator import free_port

from answers import CONTRIBUTIONS, changed
from running import Running
from sending import Sent, send
from waiting import eventually

pytestmark = pytest.mark.cloud

BODY = "urssaf-champagne-ardenne"
# Longer than a request takes: some are cut off, before or after the transaction, some are acknowledged.
LONGEST_DELAY = 0.3


def attempt(origin: str, number: int, key: str) -> Sent | None:
    """What came back; None when nothing did."""
    try:
        return send(origin, changed(CONTRIBUTIONS, you__email=f"person{number}@exemple.fr"), key)
    except (OSError, HTTPException):
        return None


def cases(origin: str, page: str) -> list[str]:
    """The references that a page of the desk names, as often as it does."""
    with urlopen(origin + page, timeout=30) as answer:  # noqa: S310 - loopback
        return re.findall(r'href="/desk/case/([^/"]+)/"', answer.read().decode())


@pytest.mark.parametrize("rounds", [3, pytest.param(25, marks=pytest.mark.prove)])
def test_a_request_cut_off_and_sent_again_is_one_case(tmp_path: Path, rounds: int) -> None:
    # A seed, so that a failure comes again.
    delays = random.Random(rounds)  # noqa: S311 - no secret
    port = free_port()
    keys = [secrets.token_hex(16) for _ in range(rounds)]
    first: list[Sent | None] = []
    service = Running(tmp_path / "state", port)
    for number, key in enumerate(keys):
        with ThreadPoolExecutor(1) as sender:
            sending = sender.submit(attempt, service.origin, number, key)
            time.sleep(delays.uniform(0, LONGEST_DELAY))
            service.kill()
            first.append(sending.result())
        service = Running(tmp_path / "state", port)

    again = [attempt(service.origin, number, key) for number, key in enumerate(keys)]
    references = [sent.reference for sent in again if sent]
    queued = eventually(
        lambda: cases(service.origin, f"/desk/body/{BODY}/"), lambda found: set(references) <= set(found)
    )
    stored = cases(service.origin, "/desk/")
    service.kill()

    acknowledged = [sent.reference for sent in first if sent]
    assert [303] * rounds == [sent.status for sent in again if sent]
    assert set(acknowledged) <= set(references)
    assert sorted(references) == sorted(stored)
    assert set(references) == set(queued)
    print(  # noqa: T201 - the figure of the proof
        f"{rounds} requests cut off: {rounds - len(acknowledged)} without an answer, {len(stored)} cases, "
        f"{len(queued) - len(references)} messages sent twice"
    )
