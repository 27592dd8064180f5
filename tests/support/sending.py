"""Sends a form through a front door, as a browser without JavaScript does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Sent:
    """What came back; `reference` is empty when nothing was acknowledged."""

    status: int
    reference: str
    cookie: str
    page: str


def send(
    origin: str, pairs: Iterable[tuple[str, str]], key: str, lang: str = "fr", form: str = "questionnaire"
) -> Sent:
    """Presses *send* on the review page whose submission key is `key`; raises `OSError` when nobody answers."""
    body = urlencode([*pairs, ("_key", key), ("_action", "send")])
    connection = HTTPConnection(str(urlsplit(origin).netloc), timeout=60)
    try:
        connection.request("POST", f"/api/{lang}/forms/{form}", body, {"Content-Type": FORM})
        answer = connection.getresponse()
        page = answer.read().decode()
    finally:
        connection.close()
    location = answer.headers["Location"] or ""
    return Sent(
        answer.status,
        location.rpartition("/receipts/")[2] if answer.status == 303 else "",
        (answer.headers["Set-Cookie"] or "").partition(";")[0],
        page,
    )


def read_receipt(origin: str, sent: Sent) -> tuple[int, str]:
    """Status and text of the receipt that a browser opens next."""
    connection = HTTPConnection(str(urlsplit(origin).netloc), timeout=60)
    try:
        connection.request("GET", f"/api/fr/receipts/{sent.reference}", headers={"Cookie": sent.cookie})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()
