"""Letters on the embedded cloud: what SES was given, and the marks in the tables."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from infra.local.emulator import Emulator, free_port

from backend import CONTEXT, Backend, access, backend, environment
from entraide.cases.posting import LetterMarks
from entraide.handlers import notify
from entraide.storage.client import dynamodb_client
from entraide.storage.letter_marks import DynamoLetterMarks
from marks_contract import MarksContract
from samples import request
from template_tables import make_tables

pytestmark = pytest.mark.cloud

SENDER = "ne-pas-repondre@example.org"
NOBODY_FAILED = {"batchItemFailures": list[object]()}


@pytest.fixture(scope="module")
def emulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emulator]:
    started = Emulator(tmp_path_factory.mktemp("cloud"), free_port(), durable=False, deploying=False)
    started.clients.mail.create_email_identity(EmailIdentity=SENDER)
    yield started
    started.stop()


@pytest.fixture
def back(emulator: Emulator, built: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Backend]:
    """A stage in which `notify` runs in this process."""
    monkeypatch.setattr(notify, "BUILT", built)
    monkeypatch.setenv("MAIL_FROM", SENDER)
    with backend(emulator.clients) as made:
        notify.composed.cache_clear()
        yield made
    notify.composed.cache_clear()


def new_address() -> str:
    return f"camille-{secrets.token_hex(4)}@exemple.fr"


def taken_in(back: Backend, **you: str | None) -> tuple[str, list[dict[str, Any]]]:
    """The reference of a new case of this person, and the records of its table."""
    asked = request(key=secrets.token_hex(8), answers=json.dumps({"you": you}), at=datetime.now(UTC))
    reference = back.take_in(asked).reference
    return reference, back.records(reference, back.tables.cases)


def mails(back: Backend, to: str) -> list[dict[str, Any]]:
    with urlopen(f"{back.clients.endpoint}/_ministack/ses/messages", timeout=10) as answer:  # noqa: S310 - loopback
        given = json.loads(answer.read())["messages"]
    everything = (
        [mail for account in given.values() for mail in account] if isinstance(given, dict) else given
    )
    return [mail for mail in everything if to in mail["To"]]


def test_the_worker_is_written_to_once(back: Backend) -> None:
    to = new_address()
    reference, records = taken_in(back, email=to, first_name="Éléonore", message="je ne m’en sors plus")

    answers = [notify.handler({"Records": records}, CONTEXT) for _ in range(3)]

    assert [NOBODY_FAILED] * 3 == answers
    (mail,) = mails(back, to)
    assert ([to], [], [], f"Entraide <{SENDER}>") == (mail["To"], mail["CC"], mail["BCC"], mail["Source"])
    assert f"Entraide\u00a0: votre récépissé {reference}" == mail["Subject"]
    for body in (mail["BodyText"], mail["BodyHtml"]):
        assert "http://127.0.0.1:8000/api/fr/follow" in body
        assert reference in body
        assert "Éléonore" not in body
        assert "m’en sors" not in body


def test_the_follow_up_code_is_not_in_the_letter(back: Backend) -> None:
    to = new_address()
    received = back.take_in(request(answers=json.dumps({"you": {"email": to}}), at=datetime.now(UTC)))

    notify.handler({"Records": back.records(received.reference, back.tables.cases)}, CONTEXT)

    (mail,) = mails(back, to)
    assert received.code is not None
    assert [] == [part for part in received.code.split("-") if part in str(mail)]


def test_who_left_only_a_telephone_is_not_written_to(back: Backend) -> None:
    reference, records = taken_in(back, email=None, phone="+33612345678")

    assert NOBODY_FAILED == notify.handler({"Records": records}, CONTEXT)
    assert {} == _mark(back, reference)


def test_what_ses_refuses_is_noted_and_not_tried_again(
    back: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAIL_FROM", "nobody@unverified.example.org")
    notify.composed.cache_clear()
    to = new_address()
    reference, records = taken_in(back, email=to)

    answers = [notify.handler({"Records": records}, CONTEXT) for _ in range(2)]

    assert [NOBODY_FAILED] * 2 == answers
    assert [] == mails(back, to)
    assert {"mark", "attempts", "refused_at", "expires_at"} == _mark(back, reference).keys()


def test_the_mark_says_when_and_nothing_of_whom(back: Backend) -> None:
    to = new_address()
    reference, records = taken_in(back, email=to)

    notify.handler({"Records": records}, CONTEXT)

    mark = _mark(back, reference)
    assert {"mark", "attempts", "sent_at", "expires_at"} == mark.keys()
    assert mark["attempts"]["SS"][0] <= mark["sent_at"]["S"]
    assert to not in str(mark)


def _mark(back: Backend, reference: str) -> dict[str, Any]:
    key = {"mark": {"S": f"MAIL#{reference}#received"}}
    found: dict[str, Any] = back.clients.dynamodb.get_item(TableName=back.tables.marks, Key=key).get(
        "Item", {}
    )
    return found


def marks_at(endpoint: str) -> LetterMarks:
    with environment(access(endpoint)):
        client = dynamodb_client()
    return DynamoLetterMarks(client, make_tables(client, f"letters-{secrets.token_hex(4)}").marks)


class TestMarksEmbedded(MarksContract):
    @pytest.fixture
    def marks(self, emulator: Emulator) -> LetterMarks:
        return marks_at(emulator.endpoint)


class TestMarksDynamoDbLocal(MarksContract):
    @pytest.fixture
    def marks(self, dynamodb_local: str) -> LetterMarks:
        return marks_at(dynamodb_local)
