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
    from mypy_boto3_sqs import SQSClient

CONNECT_SECONDS: Final = 1.0
READ_SECONDS: Final = 3.0
"""An answer takes milliseconds; who waits longer asks again while the worker is still there."""


def dynamodb_client(tries: int = 3) -> DynamoDBClient:
    """A DynamoDB client; `tries` is 1 for who repeats calls on its own terms."""
    return cast("DynamoDBClient", _client("dynamodb", tries))


def kms_client() -> KMSClient:
    """A KMS client."""
    return cast("KMSClient", _client("kms", tries=3))


def sqs_client() -> SQSClient:
    """An SQS client."""
    return cast("SQSClient", _client("sqs", tries=3))


def _client(service: str, tries: int) -> object:
    """Region, credentials and endpoint come from the environment, as AWS and the embedded cloud set it."""
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": tries},
    )
    return Session().create_client(service, config=config)
