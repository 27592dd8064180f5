"""Low-level clients of AWS services, made once by a handler's composition root.

botocore alone: boto3 and its resources would add a tenth of a second to each cold start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from botocore.config import Config
from botocore.session import Session

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sqs import SQSClient

CONNECT_SECONDS: Final = 1.0
READ_SECONDS: Final = 3.0
"""An answer takes milliseconds; who waits longer asks again while the worker is still there."""
MAIL_READ_SECONDS: Final = 10.0
"""Nobody waits for a mail, and no answer means that it may have to be sent twice."""


def dynamodb_client(tries: int = 3) -> DynamoDBClient:
    """A DynamoDB client; `tries` is 1 for who repeats calls on its own terms."""
    return cast("DynamoDBClient", _client("dynamodb", tries))


def kms_client() -> KMSClient:
    """A KMS client."""
    return cast("KMSClient", _client("kms", tries=3))


def sqs_client() -> SQSClient:
    """An SQS client."""
    return cast("SQSClient", _client("sqs", tries=3))


def s3_client() -> S3Client:
    """An S3 client; what it signs is for the region's own address.

    The general one redirects while a bucket is new, and what was signed for one address is worth nothing at another.
    """
    addresses = Config(signature_version="s3v4", s3={"addressing_style": "virtual"})
    return cast("S3Client", _client("s3", tries=3, special=addresses))


def ses_client() -> SESV2Client:
    """An SES client that never repeats a call: SES has no token by which a mail sent twice would be known."""
    return cast("SESV2Client", _client("sesv2", tries=1, read_seconds=MAIL_READ_SECONDS))


def _client(
    service: str,
    tries: int,
    read_seconds: float | None = None,
    special: Config | None = None,
) -> object:
    """Region, credentials and endpoint come from the environment, as AWS and the embedded cloud set it."""
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS if read_seconds is None else read_seconds,
        retries={"mode": "standard", "total_max_attempts": tries},
    )
    return Session().create_client(service, config=config.merge(special) if special else config)
