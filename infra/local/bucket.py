"""The address that files are sent to: on loopback, it stands where the bucket's own address stands in AWS.

It takes what S3 takes there, and nothing else: a form posted to `/`, signed by our functions, not above the size that
S3 reads. The emulator would store an unsigned form too. What S3 refuses, it refuses as S3 does, in English XML.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final, Protocol
from urllib.parse import urlsplit

from infra.local.answer import Answer
from infra.local.clients import ACCESS_KEY, Clients
from infra.local.incoming import joined, pass_over
from infra.refusals import at_most

LARGEST: Final = 200_000_000
"""Bytes; the policy of each form allows far less, and the emulator says so as S3 does."""
SECONDS: Final = 120
_FIELD: Final = re.compile(rb'name="([^"\r\n]+)"\r\n(?:[^\r\n]+\r\n)*\r\n(.*?)\r\n--', re.DOTALL)
_FILE: Final = b'name="file"'
EICAR: Final = b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE"
"""Stands in the file that every search for malware must find."""


class Scanner(Protocol):
    """Told of each file that was stored."""

    def stored(self, key: str, etag: str, body: bytes) -> None:
        """`body` is the whole form, the file in it."""
        ...


class SimulatedScan:
    """GuardDuty's part on one machine: its event, by a search that knows the test file only."""

    def __init__(self, clients: Clients, bucket: str) -> None:
        self._events = clients.of("events")
        self._bucket = bucket

    def stored(self, key: str, etag: str, body: bytes) -> None:
        """Says of a file what GuardDuty would."""
        found = "THREATS_FOUND" if EICAR in body else "NO_THREATS_FOUND"
        detail = {
            "schemaVersion": "1.0",
            "scanStatus": "COMPLETED",
            "resourceType": "S3_OBJECT",
            "s3ObjectDetails": {"bucketName": self._bucket, "objectKey": key, "eTag": etag},
            "scanResultDetails": {"scanResultStatus": found},
        }
        kind = "GuardDuty Malware Protection Object Scan Result"
        entry = {"Source": "entraide.simulated", "DetailType": kind, "Detail": json.dumps(detail)}
        self._events.put_events(Entries=[entry])


class BucketDoor(ThreadingHTTPServer):
    """Serves until it is shut down."""

    daemon_threads = True

    def __init__(self, port: int, endpoint: str, bucket: str, scanner: Scanner | None) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.endpoint = urlsplit(endpoint)
        self.bucket = bucket
        self.scanner = scanner

    @property
    def origin(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_port}"

    def post(self, content_type: str, body: bytes) -> Answer:
        """What S3 says to a form."""
        fields = form_fields(body)
        if not signed(fields):
            return _DENIED
        answer = self._passed_on(content_type, body)
        etag = dict(answer.headers).get("ETag", "")
        if self.scanner and etag and answer.status < HTTPStatus.BAD_REQUEST:
            self.scanner.stored(fields["key"], etag.strip('"'), body)
        return answer

    def _passed_on(self, content_type: str, body: bytes) -> Answer:
        connection = HTTPConnection(str(self.endpoint.hostname), self.endpoint.port, timeout=SECONDS)
        kept = {"Content-Type": content_type}
        try:
            connection.request("POST", f"/{self.bucket}", body, kept)
            given = connection.getresponse()
            content = given.read()
        except (OSError, HTTPException):
            return refusal(
                HTTPStatus.SERVICE_UNAVAILABLE, "ServiceUnavailable", "Please reduce your request rate."
            )
        finally:
            connection.close()
        told = tuple((name, value) for name, value in given.getheaders() if name in _TOLD)
        return Answer(given.status, told, content)


_TOLD: Final = ("Content-Type", "ETag", "Location")


class _Handler(BaseHTTPRequestHandler):
    server: BucketDoor
    protocol_version = "HTTP/1.1"
    # What is not even a request is answered with headers too.
    default_request_version = "HTTP/1.0"
    timeout = SECONDS
    wbufsize = -1

    def do_POST(self) -> None:
        """A form with a file."""
        headers = joined(self.headers.items())
        # Two lengths are no length.
        length = headers.get("content-length", "")
        self.close_connection = True
        if not length.isdecimal():
            self._send_last(_NO_LENGTH)
        elif at_most(length, LARGEST + 1) > LARGEST:
            self._send_last(_TOO_LARGE)
        else:
            body = self.rfile.read(at_most(length, LARGEST))
            right = self.path == "/" and headers.get("host") == urlsplit(self.server.origin).netloc
            self._send(self.server.post(headers.get("content-type", ""), body) if right else _DENIED)

    def do_GET(self) -> None:
        """Nobody reads a file here."""
        self.close_connection = True
        self._send(_DENIED)

    def do_HEAD(self) -> None:
        """As GET, without words."""
        self.do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002 (S3 has its own)
        """What http.server refuses by itself: methods that it finds no answer to, and what is no request."""
        self._send_last(_NOT_ALLOWED if code == HTTPStatus.NOT_IMPLEMENTED else _BAD_REQUEST)

    def version_string(self) -> str:
        """What the answers' Server header says."""
        return "entraide"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (http.server's word)
        """Nothing: an address may hold a reference."""

    def _send_last(self, answer: Answer) -> None:
        """Answers a request that is not read to its end."""
        self.close_connection = True
        self._send(answer)
        pass_over(self, 2 * LARGEST)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)
        self.wfile.flush()


def form_fields(body: bytes) -> dict[str, str]:
    """The fields of a form that come before its file: S3 looks at no others."""
    before, _, _ = body.partition(_FILE)
    return {_text(name).lower(): _text(value) for name, value in _FIELD.findall(before)}


def _text(field: bytes) -> str:
    return field.decode("utf-8", "replace")


def signed(fields: Mapping[str, str]) -> bool:
    """Whether the policy of a form was signed with the functions' key (Signature Version 4)."""
    scope = fields.get("x-amz-credential", "").split("/")[1:]
    key = f"AWS4{ACCESS_KEY}".encode()
    for part in scope:
        key = hmac.digest(key, part.encode(), "sha256")
    policy = fields.get("policy", "")
    right = hmac.digest(key, policy.encode(), "sha256").hex()
    given = fields.get("x-amz-signature", "")
    return bool(policy) and "key" in fields and hmac.compare_digest(right.encode(), given.encode())


def refusal(status: HTTPStatus, code: str, message: str, *headers: tuple[str, str]) -> Answer:
    """What S3 shows to whoever it refuses."""
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>'
    return Answer(status, (("Content-Type", "application/xml"), *headers), xml.encode())


_DENIED: Final = refusal(HTTPStatus.FORBIDDEN, "AccessDenied", "Access Denied")
_NO_LENGTH: Final = refusal(HTTPStatus.LENGTH_REQUIRED, "MissingContentLength", "You must provide a length.")
_TOO_LARGE: Final = refusal(HTTPStatus.BAD_REQUEST, "EntityTooLarge", "Your proposed upload is too large.")
_BAD_REQUEST: Final = refusal(
    HTTPStatus.BAD_REQUEST, "BadRequest", "An error occurred when parsing the HTTP request."
)
_NOT_ALLOWED: Final = refusal(
    HTTPStatus.METHOD_NOT_ALLOWED,
    "MethodNotAllowed",
    "The specified method is not allowed against this resource.",
    ("Allow", "POST"),
)
