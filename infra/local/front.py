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
from infra.local.incoming import joined, pass_over
from infra.local.static import Site
from infra.refusals import MALFORMED, at_most, in_every_language, language, reads_json, refusal, status_for
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
LARGEST_PASSED_OVER = 50_000_000
# Where the buttons of the desk lead.
ACT = "/desk/act/"
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(rb"[\x00-\x1f\x7f]")
# RFC 9110, 5.6.2.
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
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
        # The emulator reads methods in capitals: to it, a "head" that only we do not know would be a HEAD.
        asked = method if method.isupper() else f"UNKNOWN-{method}"
        try:
            connection.request(asked, self._prefix + target, body, dict(headers))
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
        self.origins = {f"http://{name}" for name in self.names}


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
    # Of a request line that could not be read.
    path = "/"

    def parse_request(self) -> bool:
        """Reads the request's line, with an address that is ASCII only, as CloudFront hands it on."""
        line = self.raw_requestline
        self.path = "/"
        # Encoded before the line is split: for http.server, half an "à" is a space.
        self.raw_requestline = _NOT_ASCII.sub(lambda found: b"%%%02X" % ord(found[0]), line)
        if not super().parse_request():
            return False
        wrong = _CONTROL.search(line.rstrip(b"\r\n")) or not self.path.startswith("/")
        if wrong or not _TOKEN.fullmatch(self.command):
            self.send_error(HTTPStatus.BAD_REQUEST)
            return False
        return True

    def answer(self) -> None:
        """Answers any request, whatever its method."""
        path = self.path.partition("?")[0]
        headers = joined(self.headers.items())
        refused = self._refused(headers)
        if refused:
            self._send_last(refused)
            return
        body = self._body(headers)
        if isinstance(body, Answer):
            self._send(body)
        elif headers.get("host", "") not in self.server.names:
            self._send(text(HTTPStatus.MISDIRECTED_REQUEST, "Unknown host name."))
        elif self.server.routes.find(path).target == "api":
            kept = {name: value for name, value in headers.items() if name not in HOP_BY_HOP}
            self._send(self.server.api.answer(self.command, self.path, kept, body))
        elif self.server.desk and path.startswith("/desk/") and self.command in {"GET", "HEAD"}:
            self._send(self.server.desk(self.path))
        elif self._pressed(path, headers) and self.server.act:
            self._send(self.server.act(body))
        else:
            accepted, known = headers.get("accept-encoding", ""), headers.get("if-none-match", "")
            self._send(self.server.site.answer(self.command, path, accepted=accepted, known=known))

    def _pressed(self, path: str, headers: Mapping[str, str]) -> bool:
        """Whether a page of ours pressed a button of the desk: another site's could do so otherwise."""
        return path == ACT and self.command == "POST" and headers.get("origin") in self.server.origins

    def __getattr__(self, name: str) -> Callable[[], None]:
        """http.server asks for `do_` and the method; which ones there are, whoever answers the address knows."""
        if name.startswith("do_"):
            return self.answer
        raise AttributeError(name)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002 (English)
        """What http.server refuses by itself: as a page in every language, with our headers."""
        # A version of HTTP that we do not speak is no fault of ours.
        unspoken = code == HTTPStatus.HTTP_VERSION_NOT_SUPPORTED
        status = HTTPStatus.BAD_REQUEST if unspoken else HTTPStatus(code)
        key = "too_large" if status is HTTPStatus.REQUEST_URI_TOO_LONG else MALFORMED
        self._send_last(html(in_every_language(key), status))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (http.server's word)
        """Nothing: an address may hold a reference."""

    def version_string(self) -> str:
        """What the answers' Server header says."""
        return "entraide"

    def _refused(self, headers: Mapping[str, str]) -> Answer | None:
        """What is wrong with the head of a request, if anything is."""
        status = status_for(self.command, headers, self.server.routes.largest)
        # Several lengths or hosts (RFC 9112, 6.3 and 3.2).
        if "," in headers.get("content-length", "") + headers.get("host", ""):
            status = HTTPStatus.BAD_REQUEST
        if status is None:
            return None
        said = refusal(language(self.path), status)
        if reads_json(headers):
            return Answer(status, (("Content-Type", "application/problem+json"),), said.problem.encode())
        return html(said.page, status)

    def _body(self, headers: Mapping[str, str]) -> bytes | Answer:
        """The body, read whole so that the next request starts behind it; or that it was cut off."""
        length = at_most(headers.get("content-length", "0"), self.server.routes.largest.with_file)
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True
            return text(HTTPStatus.BAD_REQUEST, *CUT_OFF)
        return body

    def _send_last(self, answer: Answer) -> None:
        """Answers a request that is not read to its end: no other can follow."""
        self.close_connection = True
        self._send(answer)
        pass_over(self, LARGEST_PASSED_OVER)

    def _send(self, answer: Answer) -> None:
        route = self.server.routes.find(self.path.partition("?")[0])
        replaced = {name.lower() for name in route.headers}
        self.send_response(answer.status)
        for name, value in answer.headers:
            if name.lower() not in replaced:
                self.send_header(name, value)
        for name, value in route.headers.items():
            self.send_header(name, value)
        # How long the API's answer to a GET would be is not known (RFC 9110, 8.6).
        unknown = route.target == "api" and self.command == "HEAD"
        if answer.status != HTTPStatus.NOT_MODIFIED and not unknown:
            self.send_header("Content-Length", str(len(answer.body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD" and answer.status != HTTPStatus.NOT_MODIFIED:
            self.wfile.write(answer.body)
        self.wfile.flush()
