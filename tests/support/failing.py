"""Clients of AWS services of which every call ends the same way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from botocore.exceptions import ClientError


class Failing:
    """A client of which every call ends the same way."""

    def __init__(self, end: Exception) -> None:
        self.end = end

    def __getattr__(self, _call: str) -> Callable[..., None]:
        def fail(**_arguments: object) -> None:
            raise self.end

        return fail


def error(code: str, *reasons: str, status: int = 400, said: str = "") -> ClientError:
    """What a service answers; `reasons` are those of a cancelled transaction, `said` its sentence."""
    response: Any = {
        "Error": {"Code": code, "Message": said},
        "ResponseMetadata": {"HTTPStatusCode": status},
    }
    if reasons:
        response["CancellationReasons"] = [{"Code": each} for each in reasons]
    return ClientError(response, "Call")
