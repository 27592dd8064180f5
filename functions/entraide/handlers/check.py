"""Settles files in quarantine: called when one has arrived, or, where malware is searched for, when that is done.

The event is EventBridge's: S3's `Object Created`, or GuardDuty's scan result, which names the object and its version.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from entraide.cases.uploads import Arrived, Scan, Settling, Upload
from entraide.handlers.runtime import LambdaContext, SystemClock, logger, read_uploads, settings
from entraide.storage.books import DynamoBooks
from entraide.storage.buckets import S3Archive, S3Quarantine
from entraide.storage.client import dynamodb_client, kms_client, s3_client
from entraide.storage.macs import KmsMacs

_RESULTS: Final = {"NO_THREATS_FOUND": Scan.CLEAN, "THREATS_FOUND": Scan.THREAT}


def handler(event: Mapping[str, Any], context: LambdaContext) -> None:
    """Entry point of the function `check`. Raises `StoreUnavailableError`: Lambda calls again."""
    arrived, scan = read_event(event["detail"], scanned=read_uploads().scanned)
    if arrived is None:
        logger().warning("upload-unknown", request=context.aws_request_id)
        return
    document = composition().settle(arrived, scan)
    logger().info(
        "upload-settled",
        request=context.aws_request_id,
        upload=arrived.upload.id,
        paper=arrived.upload.paper,
        flaw=document.flaw if document else None,
        settled=document is not None,
    )


@cache
def composition() -> Settling:
    """The composition root; also that of `clear`."""
    # What this library says of a broken file would repeat parts of it.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    read, uploads = settings(), read_uploads()
    client = s3_client()
    return Settling(
        DynamoBooks(dynamodb_client(), read.tables.cases),
        S3Quarantine(client, uploads.quarantine),
        S3Archive(client, uploads.archive),
        KmsMacs(kms_client(), read.mac_key_id),
        SystemClock(),
    )


def read_event(detail: Mapping[str, Any], *, scanned: bool) -> tuple[Arrived | None, Scan]:
    """The file that an event tells of, and what the search for malware found; CLEAN where nobody searches.

    None for a name that is none of ours, and for what has not been `scanned` where it must be.
    """
    if "scanResultDetails" in detail:
        about = detail["s3ObjectDetails"]
        # GuardDuty tells no size: it is looked at when the file is read.
        scan = _RESULTS.get(detail["scanResultDetails"]["scanResultStatus"], Scan.UNKNOWN)
        return _arrived(about["objectKey"], about["eTag"], 0), scan
    if scanned:
        return None, Scan.UNKNOWN
    about = detail["object"]
    return _arrived(about["key"], about["etag"], int(about["size"])), Scan.CLEAN


def _arrived(key: str, etag: str, size: int) -> Arrived | None:
    upload = Upload.read(key)
    return Arrived(upload, size, f'"{etag}"') if upload else None
