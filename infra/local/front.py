"""The front door: one loopback origin for the pages and the API, with the headers of `routes.yml` on every answer.

It stands where CloudFront stands in AWS. It answers to its own name only, so that no page of another site can reach
it under a name of its own (DNS rebinding).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol
from urllib.parse import urlsplit

from infra.local.answer import Answer, html, text
from infra.local.static import Site
from infra.refusals import language, reads_json, refusal, status_for
from infra.routes import Routes

# Of one connection, not of the request it carries (RFC 9110, 7.6.1); the length is counted anew.
HOP_BY_HOP = {
    "connection",
    "content-length",
    "date",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
}
# The API gives up after 30 seconds.
API_SECONDS = 35
IDLE_SECONDS = 60
CHUNK = 65_536
LARGEST_PASSED_OVER = 50_000_000
# Where the buttons of the desk lead.
ACT = "/desk/act/"
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(rb"[\x00-\x1f\x7f]")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
CUT_OFF = "Cet envoi a été coupé en route.", "This was cut off on its way."
UNAVAILABLE = (
    "Le service ne répond pas pour le moment. Réessayez dans un instant.",
    "The service does not answer for the moment. Try again in a moment.",
)


class Answering(Protocol):
    """Whoever answers the addresses of the API."""

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """The answer to a request; `target` is its path with its query."""
        ...


class Api:
    """The HTTP API, as CloudFront reaches it."""

    def __init__(self, endpoint: str, api_id: str) -> None:
        address = urlsplit(endpoint)
        self._host, self._port = str(address.hostname), address.port
        self._prefix = f"/_aws/execute-api/{api_id}/$default"

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """What the API says; 503 when it says nothing."""
        connection = HTTPConnection(self._host, self._port, timeout=API_SECONDS)
        try:
            connection.request(method, self._prefix + target, body, dict(headers))
            given = connection.getresponse()
            content = given.read()
        except (OSError, HTTPException):
            return text(HTTPStatus.SERVICE_UNAVAILABLE, *UNAVAILABLE, headers=(("Retry-After", "5"),))
        finally:
            connection.close()
        kept = tuple((name, value) for name, value in given.getheaders() if name.lower() not in HOP_BY_HOP)
        return Answer(given.status, kept, content)


class Door(ThreadingHTTPServer):
    """Serves until it is shut down. `desk` and `act` answer below /desk/, which exists on one machine only."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self,
        port: int,
        routes: Routes,
        site: Site,
        api: Answering,
        desk: Callable[[str], Answer] | None = None,
        act: Callable[[bytes], Answer] | None = None,
    ) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.routes = routes
        self.site = site
        self.api = api
        self.desk = desk
        self.act = act
        self.names = {f"127.0.0.1:{self.server_port}", f"localhost:{self.server_port}"}


class _Handler(BaseHTTPRequestHandler):
    server: Door
    raw_requestline: bytes
    protocol_version = "HTTP/1.1"
    # What is not even a request is answered with headers too.
    default_request_version = "HTTP/1.0"
    timeout = IDLE_SECONDS
    # One packet for an answer, not one for each header.
    wbufsize = -1
    disable_nagle_algorithm = True

    def parse_request(self) -> bool:
        """Reads the request's line, with an address that is ASCII only, as CloudFront hands it on."""
        line = self.raw_requestline
        # Encoded before the line is split: for http.server, half an "à" is a space.
        self.raw_requestline = _NOT_ASCII.sub(lambda found: b"%%%02X" % ord(found[0]), line)
        if not super().parse_request():
            return False
        if _CONTROL.search(line.rstrip(b"\r\n")):
            self.send_error(HTTPStatus.BAD_REQUEST)
            return False
        return True

    def answer(self) -> None:
        """Answers any request."""
        path = self.path.partition("?")[0]
        body = self._body()
        if isinstance(body, Answer):
            self._send(body)
        elif self.headers.get("Host", "") not in self.server.names:
            self._send(text(HTTPStatus.MISDIRECTED_REQUEST, "Unknown host name."))
        elif not path.startswith("/"):
            self._send(text(HTTPStatus.BAD_REQUEST, "Not an address of this site."))
        elif self.server.routes.find(path).target == "api":
            headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
            self._send(self.server.api.answer(self.command, self.path, headers, body))
        elif self.server.desk and path.startswith("/desk/") and self.command in {"GET", "HEAD"}:
            self._send(self.server.desk(self.path))
        elif self.server.act and path == ACT and self.command == "POST" and self._from_here():
            self._send(self.server.act(body))
        else:
            accepted, known = self.headers.get("Accept-Encoding", ""), self.headers.get("If-None-Match", "")
            self._send(self.server.site.answer(self.command, path, accepted=accepted, known=known))

    def _from_here(self) -> bool:
        """Whether a page of ours sent this: another site's could otherwise press the desk's buttons."""
        return urlsplit(self.headers.get("Origin", "")).netloc in self.server.names

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What http.server refuses by itself, with our headers."""
        self.close_connection = True
        status = HTTPStatus(code)
        self._send(text(status, message or explain or status.phrase))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (http.server's word)
        """Nothing: an address may hold a reference."""

    def version_string(self) -> str:
        """What the answers' Server header says."""
        return "entraide"

    def _body(self) -> bytes | Answer:
        """The body, read whole so that the next request starts behind it; or what is wrong with it."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        refused = status_for(self.command, headers, self.server.routes.largest)
        length = headers.get("content-length", "0")
        if refused:
            self._pass_over(int(length) if refused is HTTPStatus.REQUEST_ENTITY_TOO_LARGE else 0)
            said = refusal(language(self.path), refused)
            if reads_json(headers):
                kind = (("Content-Type", "application/problem+json"),)
                return Answer(refused, kind, said.problem.encode())
            return html(said.page, refused)
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            self.close_connection = True
            return text(HTTPStatus.BAD_REQUEST, *CUT_OFF)
        return body

    def _pass_over(self, length: int) -> None:
        """A browser reads no answer before it has sent all; who sends without end is cut off."""
        self.close_connection = True
        left = min(length, LARGEST_PASSED_OVER)
        while left and (read := self.rfile.read(min(left, CHUNK))):
            left -= len(read)

    def _send(self, answer: Answer) -> None:
        # A request line that could not be read has no path.
        path = getattr(self, "path", "/").partition("?")[0]
        always = self.server.routes.find(path).headers
        replaced = {name.lower() for name in always}
        self.send_response(answer.status)
        for name, value in answer.headers:
            if name.lower() not in replaced:
                self.send_header(name, value)
        for name, value in always.items():
            self.send_header(name, value)
        if answer.status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(answer.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD" and answer.status != HTTPStatus.NOT_MODIFIED:
            self.wfile.write(answer.body)
        self.wfile.flush()


for _method in METHODS:
    setattr(_Handler, f"do_{_method}", _Handler.answer)
