"""A store or a key that is only busy is told apart from a mistake of ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from entraide.cases.model import StoreUnavailableError
from entraide.storage.macs import KmsMacs
from entraide.storage.reader import DynamoCaseReader
from entraide.storage.tables import Tables


class Failing:
    """A client of which every call ends the same way."""

    def __init__(self, end: Exception) -> None:
        self.end = end

    def __getattr__(self, _call: str) -> Callable[..., None]:
        def fail(**_arguments: object) -> None:
            raise self.end

        return fail


def error(code: str, status: int) -> ClientError:
    return ClientError({"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, "Call")  # type: ignore[typeddict-item]


def read(client: Any) -> object:  # noqa: ANN401 - stands for a client
    return DynamoCaseReader(client, Tables("cases", "destinations", "marks")).read("EN-0000-0000")


def mac(client: Any) -> object:  # noqa: ANN401
    return KmsMacs(client, "key").mac("label", b"message")


@pytest.mark.parametrize("work", [read, mac])
@pytest.mark.parametrize(
    ("end", "code"),
    [
        (error("ThrottlingException", 400), "ThrottlingException"),
        (error("KMSInternalException", 500), "KMSInternalException"),
        (error("Unheard-of", 503), "Unheard-of"),
        (ReadTimeoutError(endpoint_url="http://127.0.0.1"), "ReadTimeoutError"),
        (EndpointConnectionError(endpoint_url="http://127.0.0.1"), "EndpointConnectionError"),
    ],
)
def test_what_passes_is_said_to_be_unavailable(
    work: Callable[[object], object], end: Exception, code: str
) -> None:
    with pytest.raises(StoreUnavailableError, match=f"^{code}$"):
        work(Failing(end))


@pytest.mark.parametrize("work", [read, mac])
def test_what_does_not_pass_is_raised_as_it_is(work: Callable[[object], object]) -> None:
    with pytest.raises(ClientError):
        work(Failing(error("AccessDeniedException", 400)))
