"""A front door with a small site and an API behind it, and the requests that are made to it."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from infra.local.answer import Answer, html
from infra.local.emulator import free_port
from infra.local.front import Api, Door
from infra.local.static import Site
from infra.routes import load

ROUTES = load()
PAGE = "<!doctype html><title>Accueil</title>" + "<p>Bonjour</p>" * 100


@dataclass(frozen=True)
class Given:
    """An answer as it was received."""

    status: int
    headers: HTTPMessage
    body: bytes


class Upstream(BaseHTTPRequestHandler):
    """Stands for the HTTP API: says what it was asked."""

    protocol_version = "HTTP/1.1"

    def __getattr__(self, name: str) -> Callable[[], None]:
        if name.startswith("do_"):
            return self.answer
        raise AttributeError(name)

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.send_response(303)
        self.send_header("Set-Cookie", "__Host-a=1; Secure")
        self.send_header("Set-Cookie", "__Host-b=2; Secure")
        self.send_header("Cache-Control", "public")
        self.send_header("Location", self.path)
        self.send_header("X-Asked", json.dumps([self.command, self.headers.items()]))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (http.server's word)
        """Nothing."""


@contextmanager
def opened_door(folder: Path) -> Iterator[int]:
    """The port of a front door before a small site, in a folder that is empty."""
    for name, text in {
        "index.html": PAGE,
        "404.html": "introuvable, not found",
        "help/index.html": "aide",
        "assets/a.css": "a {}",
        "communes/10.json": "{}",
    }.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder.parent / "secret.txt").write_text("secret", encoding="utf-8")
    upstream = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    api = Api(f"http://127.0.0.1:{upstream.server_port}", "id")
    served = Door(free_port(), ROUTES, Site(folder, ROUTES.not_found), api, desk, act)
    for server in (upstream, served):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield served.server_port
    finally:
        for server in (upstream, served):
            server.shutdown()
            server.server_close()


def desk(target: str) -> Answer:
    return html(target)


def act(body: bytes) -> Answer:
    return html(f"done: {body.decode()}")


def ask(port: int, method: str, path: str, body: bytes | None = None, **headers: str) -> Given:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, named)
    given = connection.getresponse()
    answer = Given(given.status, given.headers, given.read())
    connection.close()
    return answer


def named(port: int) -> str:
    """The header that says whom a request is for, and that there is no other after it."""
    return f"Host: 127.0.0.1:{port}\r\nConnection: close"


def raw(port: int, request_line: bytes, *headers: str) -> bytes:
    """All that is answered to what is sent as it stands, which no client would send."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(b"\r\n".join([request_line, *(each.encode() for each in headers), b"", b""]))
        received = b""
        while read := connection.recv(65_536):
            received += read
    return received


def missing_headers(path: str, headers: HTTPMessage) -> dict[str, str]:
    return {
        name: value for name, value in ROUTES.find(path).headers.items() if headers.get_all(name) != [value]
    }
