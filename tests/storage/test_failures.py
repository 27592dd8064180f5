"""A store or a key that fails, for whatever reason, is told to who asked, with a code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError, NoCredentialsError, ReadTimeoutError

from entraide.cases.model import StoreUnavailableError
from entraide.storage.macs import KmsMacs
from entraide.storage.reader import DynamoCaseReader
from entraide.storage.tables import Tables
from failing import Failing, error


def read(client: Any) -> object:  # noqa: ANN401 - stands for a client
    return DynamoCaseReader(client, Tables("cases", "destinations", "marks")).read("EN-0000-0000")


def mac(client: Any) -> object:  # noqa: ANN401
    return KmsMacs(client, "key").mac("label", b"message")


@pytest.mark.parametrize("work", [read, mac])
@pytest.mark.parametrize(
    ("end", "code"),
    [
        (error("ThrottlingException"), "ThrottlingException"),
        (error("KMSInternalException", status=500), "KMSInternalException"),
        (error("Unheard-of", status=503), "Unheard-of"),
        (ReadTimeoutError(endpoint_url="http://127.0.0.1"), "ReadTimeoutError"),
        (EndpointConnectionError(endpoint_url="http://127.0.0.1"), "EndpointConnectionError"),
        (error("AccessDeniedException"), "AccessDeniedException"),
        (error("ResourceNotFoundException"), "ResourceNotFoundException"),
        (NoCredentialsError(), "NoCredentialsError"),
    ],
)
def test_whatever_fails_is_said_to_be_unavailable_with_its_code(
    work: Callable[[object], object], end: Exception, code: str
) -> None:
    with pytest.raises(StoreUnavailableError, match=f"^{code}$"):
        work(Failing(end))
