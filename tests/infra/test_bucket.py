"""The address that files are sent to refuses what is malformed as S3 does, in XML, and leaves no trace of it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator

import pytest
from infra.local.bucket import BucketDoor, form_fields, signed
from infra.local.emulator import free_port

from front_door import ask, named, raw

SIGNED = (
    b'--x\r\nContent-Disposition: form-data; name="key"\r\n\r\na\r\n'
    b'--x\r\nContent-Disposition: form-data; name="policy"\r\n\r\nb\r\n'
    b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nc\r\n--x--'
)


@pytest.fixture(scope="module")
def door() -> Iterator[int]:
    """No S3 stands behind it: what is asked here never comes so far."""
    served = BucketDoor(free_port(), f"http://127.0.0.1:{free_port()}", "uploads", None)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield served.server_port
    served.shutdown()
    served.server_close()


def refused(received: bytes) -> tuple[int, str]:
    """Status and S3's code."""
    head, _, body = received.partition(b"\r\n\r\n")
    (code,) = re.findall(r"<Code>(\w+)</Code>", body.decode()) or [""]
    return int(head.split(b" ", 2)[1]), code


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (b"\xff", b"1"),
        ("é".encode(), b"1"),
        (b"x-amz-signature", "é".encode()),
        (b"x-amz-signature", b"\xff"),
        (b"x-amz-credential", b"a/\xff/b"),
        (b"policy", b"\xff"),
    ],
)
def test_a_form_that_is_not_ascii_is_denied(
    door: int, name: bytes, value: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    given = ask(door, "POST", "/", SIGNED % (name, value), Content_Type="multipart/form-data; boundary=x")

    assert (403, True) == (given.status, b"<Code>AccessDenied</Code>" in given.body)
    assert ("", "") == capfd.readouterr()


def test_a_field_keeps_its_name_as_far_as_it_can_be_read() -> None:
    fields = form_fields(SIGNED % (b"Caf\xc3\xa9\xff", b"\xe9"))

    assert {"key": "a", "policy": "b", "café\ufffd": "\ufffd"} == fields
    assert not signed(fields)


@pytest.mark.parametrize(
    ("lengths", "answer"),
    [
        (("9" * 5000,), (400, "EntityTooLarge")),
        (("200000001",), (400, "EntityTooLarge")),
        (("0" * 5000,), (403, "AccessDenied")),
        (("3", "5"), (411, "MissingContentLength")),
        (("-1",), (411, "MissingContentLength")),
        ((), (411, "MissingContentLength")),
    ],
)
def test_a_length_is_judged_before_anything_comes(
    door: int, lengths: tuple[str, ...], answer: tuple[int, str], capfd: pytest.CaptureFixture[str]
) -> None:
    received = raw(door, b"POST / HTTP/1.1", named(door), *(f"Content-Length: {each}" for each in lengths))

    assert answer == refused(received)
    assert ("", "") == capfd.readouterr()


@pytest.mark.parametrize(
    ("request_line", "answer"),
    [
        (b"GET / HTTP/1.1", (403, "AccessDenied")),
        (b"HEAD / HTTP/1.1", (403, "")),
        (b"PUT /a HTTP/1.1", (405, "MethodNotAllowed")),
        (b"FOO / HTTP/1.1", (405, "MethodNotAllowed")),
        (b"GET / HTTP/9.9", (400, "BadRequest")),
        (b"BLAH", (400, "BadRequest")),
    ],
)
def test_what_is_no_form_is_refused_as_s3_does(
    door: int, request_line: bytes, answer: tuple[int, str]
) -> None:
    received = raw(door, request_line, named(door))

    assert answer == refused(received)
    assert (405 == answer[0]) == (b"\r\nAllow: POST\r\n" in received)
    assert b"\r\nServer: entraide\r\n" in received
