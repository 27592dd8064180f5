"""Files in S3: addresses to send them to, quarantine, archive, and addresses to read them from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from botocore.exceptions import ClientError

from entraide.cases.model import Document
from entraide.cases.uploads import Arrived, Upload
from entraide.documents.verdict import MOST_BYTES, Kind
from entraide.storage.failures import told_as_unavailable

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

OPEN_FOR: Final = 3600
"""Seconds in which a file may be sent from a page."""
READ_WITHIN: Final = 300
"""Seconds in which a document may be read from an address."""
CAP: Final = 50_000_000
"""Bytes that S3 itself takes: far above ours, so that what is a little too large is told by our words."""
_TYPES: Final = {
    Kind.PDF: "application/pdf",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.HEIC: "image/heic",
}
_OPAQUE: Final = "application/octet-stream"
_GONE: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.PRECONDITION_FAILED})


class Slots:
    """Where a browser sends a file: straight to S3, with the leave of a policy that names its place."""

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def fields(self, upload: Upload, redirect: str) -> dict[str, str]:
        """The hidden inputs of its form; `redirect` is where S3 leads when it has the file."""
        fixed = {"success_action_redirect": redirect, "Content-Type": _OPAQUE}
        given = self._client.generate_presigned_post(
            Bucket=self._bucket,
            Key=upload.key,
            Fields=dict(fixed),
            Conditions=[{name: value} for name, value in fixed.items()] + [["content-length-range", 0, CAP]],
            ExpiresIn=OPEN_FOR,
        )
        fields: dict[str, str] = given["fields"]
        return fields


class S3Quarantine:
    """`Quarantine` on a bucket of its own."""

    def __init__(self, client: S3Client, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def read(self, arrived: Arrived) -> bytes | None:
        """See `Quarantine`."""
        key = arrived.upload.key
        with told_as_unavailable():
            try:
                answer = self._client.get_object(Bucket=self._bucket, Key=key, IfMatch=arrived.version)
            except ClientError as error:
                if error.response["ResponseMetadata"]["HTTPStatusCode"] in _GONE:
                    return None
                raise
            return answer["Body"].read(MOST_BYTES + 1)

    def remove(self, upload: Upload) -> None:
        """See `Quarantine`."""
        with told_as_unavailable():
            self._client.delete_object(Bucket=self._bucket, Key=upload.key)

    def waiting(self, since: datetime) -> Iterator[Arrived]:
        """See `Quarantine`; what has no name of ours is left to the lifecycle of the bucket."""
        with told_as_unavailable():
            for page in self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket):
                for each in page.get("Contents", []):
                    upload = Upload.read(each["Key"])
                    if upload and each["LastModified"] < since:
                        yield Arrived(upload, each["Size"], each["ETag"])


@dataclass(frozen=True, slots=True)
class S3Archive:
    """`Archive` on a bucket of its own, encrypted with our key."""

    client: S3Client
    bucket: str

    def keep(self, document: Document, content: bytes) -> None:
        """See `Archive`. S3 itself refuses content that changed on the way."""
        with told_as_unavailable():
            self.client.put_object(
                Bucket=self.bucket, Key=archived(document), Body=content, ContentType=_OPAQUE
            )

    def remove(self, document: Document) -> None:
        """See `Archive`."""
        with told_as_unavailable():
            self.client.delete_object(Bucket=self.bucket, Key=archived(document))

    def address(self, document: Document) -> str:
        """Where the document may be read, for `READ_WITHIN` seconds, by who was found to have the right to.

        Ask `cases.papers.documents_for` first. A browser saves the file and does not open it.
        Raises `ValueError` for a document that was not accepted.
        """
        if document.kind is None:
            raise ValueError("a document that was not accepted cannot be read")
        name = f"{document.reference}-{document.paper}-{document.id[:4]}.{document.kind}"
        return self.client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self.bucket,
                "Key": archived(document),
                "ResponseContentType": _TYPES[document.kind],
                "ResponseContentDisposition": f'attachment; filename="{name}"',
            },
            ExpiresIn=READ_WITHIN,
        )


def archived(document: Document) -> str:
    """The key of an accepted document."""
    return f"{document.reference}/{document.id}"
