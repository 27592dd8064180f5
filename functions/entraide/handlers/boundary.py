"""The last boundary of what has an address: a mistake of ours ends in words, never in API Gateway's own JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from traceback import walk_tb
from typing import Any, Final

from entraide.handlers.noted import failed, tell
from entraide.handlers.runtime import LambdaContext
from entraide.handlers.web import Response

Way = Callable[[], Response | None]
"""One way to answer a request; None when it is not for this request."""

_OURS: Final = "entraide."


class UnansweredError(Exception):
    """Not even the answer that tells of our mistake could be made. Lambda logs the sentence: types and places alone."""


def answered(name: str, context: LambdaContext, *ways: Way) -> dict[str, Any]:
    """What the first of the `ways` answers that neither breaks nor declines, as the HTTP API expects it.

    When one has broken, the status is 500. The last way says so, and needs next to nothing: for the public it is
    `mistake_page`. `name` is that of the line in the log.

    Raises:
        UnansweredError: the last way has broken too.
    """
    broken: list[Exception] = []
    for way in ways:
        try:
            response = way()
        # The only broad one: nobody is left beyond it who could tell the worker, and what Lambda logs of an error that
        # escapes, its text, may quote what was typed.
        except Exception as error:  # noqa: BLE001
            broken.append(error)
            continue
        if response is None:
            continue
        if broken:
            told = replace(response, status=HTTPStatus.INTERNAL_SERVER_ERROR)
            response = failed(told, broken[0], ", ".join(map(place, broken)))
        tell(name, response, context)
        return response.to_api()
    raise UnansweredError(", ".join(f"{type(each).__name__} {place(each)}" for each in broken))


def place(error: Exception) -> str:
    """Where in our code an error was raised or passed last, `entraide.forms.checking:120`; `?` when nowhere there."""
    steps = [(frame.f_globals.get("__name__", ""), line) for frame, line in walk_tb(error.__traceback__)]
    ours = [f"{module}:{line}" for module, line in steps if module.startswith(_OURS) and module != __name__]
    return ours[-1] if ours else "?"
