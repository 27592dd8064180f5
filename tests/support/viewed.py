"""The pages on which Lighthouse is asked: home, a guide, a form, and a receipt with the cookie that opens it."""

from __future__ import annotations

import secrets
from http.client import HTTPConnection
from typing import Final
from urllib.parse import urlencode, urlsplit

from answers import CONTRIBUTIONS, changed

GUIDE: Final = "/aides/aced/"
PAGES: Final = ("/", GUIDE, "/help/questionnaire/", "/en/", "/en/aids/aced/")
RECEIPT: Final = "/api/fr/receipts/"


def receipt(origin: str) -> tuple[str, str]:
    """The path of a new request's receipt, and the cookie (`name=value`) that opens it."""
    somebody = changed(CONTRIBUTIONS, you__email=f"{secrets.token_hex(8)}@exemple.fr")
    fields = [*somebody, ("_key", secrets.token_hex(16)), ("_action", "send")]
    connection = HTTPConnection(urlsplit(origin).netloc, timeout=60)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/api/fr/forms/questionnaire", urlencode(fields), headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.headers["location"], answer.headers["set-cookie"].partition(";")[0]
