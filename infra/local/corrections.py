"""What the emulator does otherwise than AWS, set right. It knows ministack 1.5.33 from inside, as `durable` does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import wraps
from typing import Any

from ministack.services import lambda_svc


def as_on_aws() -> None:
    """Corrects the running emulator."""
    # Its own reading of the streams loses what a partial answer gives back: `pump` reads them.
    lambda_svc._poll_dynamodb_streams = lambda: False
    execute = lambda_svc._execute_function_with_config_scope

    @wraps(execute)
    def executed(function: Any, event: Any) -> Any:  # noqa: ANN401 - the emulator's own
        return execute(function, with_cookies(event) if _is_request(event) else event)

    lambda_svc._execute_function_with_config_scope = executed


def with_cookies(event: Mapping[str, Any]) -> dict[str, Any]:
    """An HTTP API's request as its payload 2.0 is: the cookies apart, and not among the headers."""
    headers = {name: value for name, value in event["headers"].items() if name != "cookie"}
    sent = event["headers"].get("cookie", "")
    return {**event, "headers": headers, **({"cookies": sent.split("; ")} if sent else {})}


def _is_request(event: object) -> bool:
    return isinstance(event, dict) and event.get("version") == "2.0" and "headers" in event
