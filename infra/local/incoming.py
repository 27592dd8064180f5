"""What both doors do with requests that no browser makes."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from typing import Final

CHUNK: Final = 65_536
PAUSE: Final = 5
"""Seconds without a byte, after which nobody is thought to be sending any more."""


def joined(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Headers by their name in lower case; those of several lines in one, as API Gateway's payload 2.0 has them."""
    found: dict[str, str] = {}
    for given, value in headers:
        name = given.lower()
        between = "; " if name == "cookie" else ","
        found[name] = f"{found[name]}{between}{value}" if name in found else value
    return found


def pass_over(handler: BaseHTTPRequestHandler, most: int) -> None:
    """Ends a connection after its answer was sent: what still comes is read, up to `most` bytes, and dropped.

    A browser reads no answer before it has sent all, and finds none when the connection is cut meanwhile.
    """
    # Who has gone or is silent waits for nothing.
    with suppress(OSError):
        handler.connection.shutdown(socket.SHUT_WR)
        handler.connection.settimeout(PAUSE)
        left = most
        while left and (read := handler.rfile.read1(min(left, CHUNK))):
            left -= len(read)
