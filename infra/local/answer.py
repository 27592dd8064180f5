"""An HTTP answer, before the headers of its route are put on it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers in their order (a name may be there twice) and body."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


def text(status: HTTPStatus, *sentences: str, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """A plain sentence or two."""
    body = "\n".join(sentences) + "\n"
    return Answer(status, (("Content-Type", "text/plain; charset=utf-8"), *headers), body.encode())


def html(page: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """A page."""
    return Answer(status, (("Content-Type", "text/html; charset=utf-8"),), page.encode())
