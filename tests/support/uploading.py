"""Somebody without JavaScript who has sent a request for an aid, and now sends documents, as a browser does."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

from aid_answers import AIDS
from answers import as_json, changed
from embedded_cloud import Cloud
from entraide.forms.registry import FORMS
from html_page import HtmlPage, read_page

BOUNDARY = "a-boundary-between-parts"
_keys = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Told:
    """An answer."""

    status: int
    location: str
    text: str

    @property
    def page(self) -> HtmlPage:
        """As a browser reads it."""
        return read_page(self.text)


@dataclass(frozen=True, slots=True)
class Sender:
    """Holds the cookie of one receipt."""

    cloud: Cloud
    reference: str
    cookie: str
    lang: str = "fr"

    @property
    def documents(self) -> str:
        """The address of the documents of the case."""
        return f"/api/{self.lang}/documents/{self.reference}"

    def read(self, address: str) -> Told:
        """A page of the site."""
        path = address.removeprefix(self.cloud.origin)
        return _asked(self.cloud.origin, "GET", path, b"", {"Cookie": self.cookie})

    def slot(self, paper: str) -> dict[str, str]:
        """The hidden inputs of the form that sends a document."""
        page = self.read(self.documents).page
        hidden = (each for each in page.controls if each.form == f"send-{paper}" and each.kind == "hidden")
        return {each.name: each.value for each in hidden}

    def post(self, fields: dict[str, str], content: bytes) -> Told:
        """What S3 says to a form with a file."""
        parts = [
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in fields.items()
        ]
        head = 'Content-Disposition: form-data; name="file"; filename="Camille Exemple 1850578.pdf"'
        parts += [f"--{BOUNDARY}\r\n{head}\r\nContent-Type: application/pdf\r\n\r\n".encode(), content]
        body = b"".join([*parts, f"\r\n--{BOUNDARY}--\r\n".encode()])
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return _asked(self.cloud.uploads, "POST", "/", body, {"Content-Type": kind})

    def upload(self, paper: str, content: bytes) -> Told:
        """Sends a document, and reads the page that S3 leads to until it says what became of it."""
        stored = self.post(self.slot(paper), content)
        assert stored.status == 303, stored.text
        for _ in range(8):
            told = self.read(stored.location)
            if self.pending not in told.text:
                break
        return told

    @property
    def pending(self) -> str:
        """What the page says before it knows."""
        return {"fr": "Nous le vérifions", "en": "We are checking it"}[self.lang]


def requested(cloud: Cloud, form: str = "fci", lang: str = "fr", **changes: str) -> Sender:
    """Sends a request for an aid; changes of answers are named as in `answers.changed`."""
    document = json.dumps(
        {**as_json(changed(AIDS[form], **changes), FORMS[form]), "review": {}, "_again": True}
    ).encode()
    key = f"uploading-{cloud.stage}-{next(_keys)}"
    headers = {"Content-Type": "application/json", "Idempotency-Key": key}
    told = json.loads(_asked(cloud.origin, "POST", f"/api/{lang}/forms/{form}", document, headers).text)
    reference, code = told["reference"], told["follow_up_code"]
    return Sender(cloud, reference, f"__Host-receipt-{reference}={code}", lang)


def _asked(origin: str, method: str, path: str, body: bytes, headers: dict[str, str]) -> Told:
    connection = HTTPConnection(urlsplit(origin).netloc, timeout=90)
    try:
        connection.request(method, path, body, headers)
        answer: HTTPResponse = connection.getresponse()
        return Told(answer.status, answer.headers["Location"] or "", answer.read().decode())
    finally:
        connection.close()
