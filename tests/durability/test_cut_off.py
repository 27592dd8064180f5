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
from sending import send
from waiting import eventually

pytestmark = [pytest.mark.cloud, pytest.mark.prove]

ROUNDS = 10
BODY = "urssaf-champagne-ardenne"
# Of the time that sending takes when nothing cuts it off: the power goes before, amid and after the transaction.
LONGEST_DELAY = 1.2


def attempt(origin: str, key: str) -> str:
    """The reference that was acknowledged; empty when no answer came."""
    try:
        sent = send(origin, changed(CONTRIBUTIONS, you__email=f"{key}@exemple.fr"), key)
    except (OSError, HTTPException):
        return ""
    assert (303, True) == (sent.status, bool(sent.reference)), sent.page
    return sent.reference


def cases(origin: str, page: str) -> list[str]:
    """The references that a page of the desk names, as often as it does."""
    with urlopen(origin + page, timeout=30) as answer:  # noqa: S310 - loopback
        return re.findall(r'href="/desk/case/([^/"]+)/"', answer.read().decode())


def test_a_request_cut_off_and_sent_again_is_one_case(tmp_path: Path) -> None:
    # A seed, so that a failure comes again.
    delays = random.Random(ROUNDS)  # noqa: S311 - no secret
    port = free_port()
    acknowledged: list[str] = []
    cut: list[str] = []
    service = Running(tmp_path / "state", port)
    for _ in range(ROUNDS):
        # The first wakes the functions; the second takes the usual time.
        acknowledged.append(attempt(service.origin, secrets.token_hex(16)))
        started = time.monotonic()
        acknowledged.append(attempt(service.origin, secrets.token_hex(16)))
        usual = time.monotonic() - started
        cut.append(secrets.token_hex(16))
        with ThreadPoolExecutor(1) as sender:
            sending = sender.submit(attempt, service.origin, cut[-1])
            time.sleep(delays.uniform(0, LONGEST_DELAY * usual))
            service.kill()
            acknowledged += filter(None, [sending.result()])
        service = Running(tmp_path / "state", port)

    kept = cases(service.origin, "/desk/")
    again = [attempt(service.origin, key) for key in cut]
    stored = cases(service.origin, "/desk/")
    queued = eventually(
        lambda: cases(service.origin, f"/desk/body/{BODY}/"), lambda found: set(stored) <= set(found)
    )
    service.kill()

    assert set(acknowledged) <= set(kept)
    assert sorted({*acknowledged, *again}) == sorted(stored)
    assert len(stored) == 3 * ROUNDS
    assert set(stored) == set(queued)
    print(  # noqa: T201 - the figure of the proof
        f"{ROUNDS} requests cut off: {len(acknowledged) - 2 * ROUNDS} acknowledged, "
        f"{len(kept) - len(acknowledged)} kept without an answer; one case each once sent again, "
        f"{len(queued) - len(stored)} messages sent twice"
    )
