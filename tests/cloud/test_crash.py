"""Fifty times: a receipt is given, and every process is killed. Each case is there, and reaches its queue."""

from __future__ import annotations

import random
import re
import secrets
import time
from collections import Counter
from pathlib import Path
from urllib.request import urlopen

import pytest
from infra.local.emulator import free_port

from answers import CONTRIBUTIONS, changed
from running import Running
from sending import Sent, read_receipt, send
from waiting import eventually

pytestmark = [pytest.mark.cloud, pytest.mark.prove]

CRASHES = 50
BODY = "urssaf-champagne-ardenne"
# As long as it takes to bring a case to its queue: the crash falls before, amid and after.
LONGEST_DELAY = 0.4


def person(number: int) -> list[tuple[str, str]]:
    return changed(CONTRIBUTIONS, you__email=f"person{number}@exemple.fr")


def queued(origin: str) -> Counter[str]:
    """How often each case is in its body's queue."""
    with urlopen(f"{origin}/desk/body/{BODY}/", timeout=30) as page:  # noqa: S310 - loopback
        return Counter(re.findall(r'href="/desk/case/([^/"]+)/"', page.read().decode()))


def test_no_acknowledged_case_is_lost_in_fifty_crashes(tmp_path: Path) -> None:
    # A seed, so that a failure comes again.
    delays = random.Random(50)  # noqa: S311 - no secret
    port = free_port()
    acknowledged: list[Sent] = []
    for number in range(CRASHES):
        service = Running(tmp_path / "state", port)
        acknowledged.append(send(service.origin, person(number), secrets.token_hex(16)))
        time.sleep(delays.uniform(0, LONGEST_DELAY) if number % 2 else 0)
        service.kill()

    service = Running(tmp_path / "state", port)
    references = Counter(sent.reference for sent in acknowledged)
    opened = sum(
        sent.cookie.partition("=")[2] in read_receipt(service.origin, sent)[1] for sent in acknowledged
    )
    found = eventually(lambda: queued(service.origin), lambda queue: queue.keys() >= references.keys())
    service.kill()

    assert {303: CRASHES} == Counter(sent.status for sent in acknowledged)
    assert opened == CRASHES
    # At least once is the promise: a crash between sending and marking may send again, and taking is idempotent.
    assert references.keys() == found.keys()
    print(f"{CRASHES} crashes: {opened} cases kept, {found.total() - len(found)} messages sent twice")
