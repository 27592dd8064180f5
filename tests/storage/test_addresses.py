"""The address of a document: of one document, for some minutes, to be saved under a name that tells nothing."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from entraide.cases.model import Document
from entraide.documents.verdict import Flaw, Kind
from entraide.storage.buckets import S3Archive
from entraide.storage.client import s3_client
from samples import NOON

ID = "0123456789ABCDEFGHJKMNPQRS"
TYPES = {
    Kind.PDF: "application/pdf",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.HEIC: "image/heic",
}


@pytest.fixture
def archive(monkeypatch: pytest.MonkeyPatch) -> S3Archive:
    for name, value in (
        ("AWS_ACCESS_KEY_ID", "a-key"),
        ("AWS_SECRET_ACCESS_KEY", "a-secret"),
        ("AWS_DEFAULT_REGION", "eu-west-3"),
    ):
        monkeypatch.setenv(name, value)
    return S3Archive(s3_client(), "entraide-prod-archive")


@pytest.mark.parametrize("kind", Kind)
def test_an_address_is_of_one_document_and_is_soon_worth_nothing(kind: Kind, archive: S3Archive) -> None:
    address = urlsplit(archive.address(Document(ID, "EN-0000-0000", "tax", NOON, 10, kind)))

    signed = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert ("https", "entraide-prod-archive.s3.eu-west-3.amazonaws.com", f"/EN-0000-0000/{ID}") == (
        address.scheme,
        address.netloc,
        address.path,
    )
    assert ("300", "host") == (signed["X-Amz-Expires"], signed["X-Amz-SignedHeaders"])
    assert (TYPES[kind], f'attachment; filename="EN-0000-0000-tax-0123.{kind}"') == (
        signed["response-content-type"],
        signed["response-content-disposition"],
    )


def test_what_was_refused_has_no_address(archive: S3Archive) -> None:
    refused = Document(ID, "EN-0000-0000", "tax", NOON, 10, flaw=Flaw.MALWARE)

    with pytest.raises(ValueError, match="not accepted"):
        archive.address(refused)
