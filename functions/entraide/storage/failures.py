"""What a service's failures mean: which pass by themselves, and how all are told to who asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Final

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,  # noqa: A004 - botocore's own name
    HTTPClientError,
)

from entraide.cases.model import StoreUnavailableError

NO_ANSWER: Final = (ConnectionError, HTTPClientError)
"""The service said nothing, or its answer was lost."""

_PASSING: Final = frozenset(
    {
        "DependencyTimeoutException",
        "InternalServerError",
        "KMSInternalException",
        "KeyUnavailableException",
        "LimitExceededException",
        "ProvisionedThroughputExceeded",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingError",
        "ThrottlingException",
        "TransactionConflict",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)

_CONDITIONS: Final = frozenset({"ConditionalCheckFailed", "ConditionalCheckFailedException"})


def passes(error: ClientError) -> bool:
    """Whether the service is only busy: a cancelled transaction is when all its reasons are."""
    reasons = {reason.get("Code", "None") for reason in error.response.get("CancellationReasons", [])} - {
        "None"
    }
    codes = reasons or {error.response["Error"]["Code"]}
    return codes <= _PASSING or _status(error) >= HTTPStatus.INTERNAL_SERVER_ERROR


def refuses(error: ClientError) -> bool:
    """Whether a condition of a write, or of one in a transaction, did not hold."""
    codes = {reason.get("Code") for reason in error.response.get("CancellationReasons", [])}
    return bool({*codes, error.response["Error"]["Code"]} & _CONDITIONS)


@contextmanager
def told_as_unavailable() -> Iterator[None]:
    """Turns every failure of a service into `StoreUnavailableError` with its code.

    One that does not pass, such as a permission that is missing, is a mistake of ours that whoever keeps the service
    mends. For the worker it is the same: nothing is known to be stored, and sending again later is right. A condition
    that does not hold is an answer and no failure: that `ClientError` is raised as it is.
    """
    try:
        yield
    except ClientError as error:
        if refuses(error):
            raise
        raise StoreUnavailableError(error.response["Error"]["Code"]) from error
    except BotoCoreError as error:
        raise StoreUnavailableError(type(error).__name__) from error


def _status(error: ClientError) -> int:
    return error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
