"""The drill again through the whole product: the copy is built, deployed and served, and the request really sent."""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from infra.local.emulator import free_port

from drill_questions import LINES, SHOWN, copy_with_questions
from drilled import PAIRS
from html_page import HtmlPage, read_page
from running import Running
from sending import Sent, read_receipt, send
from waiting import eventually

pytestmark = [pytest.mark.prove, pytest.mark.cloud]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy, built as `make build` does; its made-up words would not pass the gate."""
    copy = tmp_path_factory.mktemp("drill")
    copy_with_questions(copy)
    done = subprocess.run(
        [sys.executable, "-m", "infra.build", "--unchecked"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": path_of(copy)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return copy


def path_of(copy: Path) -> str:
    """What the processes of the copy import from, before what is installed."""
    return os.pathsep.join((str(copy / "functions"), str(copy / "site/ext"), str(copy)))


@pytest.fixture(scope="module")
def running(copy: Path) -> Iterator[Running]:
    """The copy, served."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(copy)
        patch.setenv("PYTHONPATH", path_of(copy))
        running = Running(copy / "state", free_port())
        yield running
        running.stop()


@pytest.fixture(scope="module")
def sent(running: Running) -> Sent:
    """The request, as it was sent."""
    return send(running.origin, PAIRS, secrets.token_hex(16))


def served(running: Running, address: str) -> HtmlPage:
    with urlopen(running.origin + address, timeout=30) as answer:  # noqa: S310 - loopback
        return read_page(answer.read().decode())


@pytest.mark.parametrize(
    ("lang", "address"), [("fr", "/help/questionnaire/"), ("en", "/en/help/questionnaire/")]
)
def test_the_questions_are_on_the_page_of_the_site(lang: str, address: str, running: Running) -> None:
    page = served(running, address)

    assert [] == [kind for kind in LINES if f"{lang} label {kind}" not in page.text]
    assert {f"activity.drill_{kind}" for kind in LINES} <= {
        ".".join(each.name.split(".")[:2]) for each in page.controls
    }


def test_the_request_is_stored_and_its_receipt_tells_every_answer(running: Running, sent: Sent) -> None:
    status, html = read_receipt(running.origin, sent)
    text = read_page(html).text.replace("Première ligne ", "")

    assert (303, 200) == (sent.status, status)
    assert [] == [kind for kind in LINES if f"fr label {kind} {SHOWN[kind]}" not in text]


def test_the_log_of_the_function_tells_the_questions_and_no_answer(running: Running, sent: Sent) -> None:
    assert sent.reference
    eventually(lambda: "submit-answered" in served(running, "/desk/log/submit").text)
    log = served(running, "/desk/log/submit").text

    assert [] == [kind for kind in LINES if f"activity.drill_{kind}" not in log]
    assert [] == re.findall(
        "Épreuve|Éprouvée|Prêteuse|Bailleur|4321.50|Seconde ligne|73282932000074|698765432|epreuve@exemple|1234.50",
        log,
    )
