"""Whatever the service answers, the answer carries the policy of its address."""

from __future__ import annotations

from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from infra.routes import load

from service import Service

pytestmark = pytest.mark.cloud

FORM = "/api/fr/forms/questionnaire"
HTML = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("method", "path", "kind", "body", "status"),
    [
        ("GET", "/", "", "", 200),
        ("GET", "/en/help/questionnaire/", "", "", 200),
        ("GET", "/communes/10.json", "", "", 200),
        ("GET", "/help", "", "", 301),
        ("GET", "/nowhere/", "", "", 404),
        ("POST", "/help/questionnaire/", HTML, "a=1", 405),
        ("PUT", "/", HTML, "a=1", 405),
        ("POST", FORM, HTML, "_action=redraw", 200),
        ("GET", FORM, "", "", 303),
        ("POST", FORM, "application/json", "{", 400),
        ("GET", "/api/fr/forms/nothing", "", "", 404),
        ("GET", "/api/xx/forms/questionnaire", "", "", 404),
        ("GET", "/api/fr/nothing", "", "", 404),
        ("DELETE", FORM, "", "", 405),
        ("POST", FORM, HTML, "a=" + "x" * 70_000, 413),
        ("POST", FORM, HTML, "a=" + "x" * 5_000_000, 413),
        ("POST", FORM, "text/plain", "Bonjour", 415),
        ("POST", FORM, HTML, "_action=check", 422),
        ("POST", FORM, "application/json", "{}", 422),
        ("POST", "/api/en/follow", HTML, "reference=&code=", 422),
        ("GET", "/api/en/receipts/EN-0000-0000", "", "", 200),
    ],
)
def test_every_answer_carries_the_policy_of_its_address(
    service: Service, method: str, path: str, kind: str, body: str, status: int
) -> None:
    connection = HTTPConnection(urlsplit(service.origin).netloc, timeout=60)
    connection.request(method, path, body or None, {"Content-Type": kind} if kind else {})
    answer = connection.getresponse()
    answer.read()
    connection.close()

    expected = load().find(path).headers
    assert (status, expected) == (answer.status, {name: answer.headers[name] for name in expected})
