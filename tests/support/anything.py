"""What holds for every answer of `submit`, whatever was sent to it."""

from __future__ import annotations

import json
from http import HTTPStatus

from counter import Counter
from entraide.handlers.web import Response
from html_page import read_page

MARK = "<script>alert('planted')</script>\"'>"
"""What must never come back as markup."""


def answered(response: Response, counter: Counter) -> Response:
    """Asserts what holds for every answer to what nobody meant to send."""
    assert int(response.status) < 500 or response.status is HTTPStatus.SERVICE_UNAVAILABLE
    json.dumps(response.to_api())
    response.body.encode("utf-8")
    assert {} == counter.store.cases
    if response.content_type.startswith("text/html") and response.body:
        assert "<script>alert" not in response.body
        read_page(response.body)
    return response
