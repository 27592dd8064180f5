"""What a value type makes of an answer: the stored value, or the code of the refusal."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError


@dataclass(frozen=True)
class Refused:
    """The answer was refused with this code; the context is what fills the words."""

    code: str
    context: dict[str, Any] = field(default_factory=dict, compare=False)


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - annotations have no common type
    """One adapter for each type: building them is slow."""
    return TypeAdapter(kind)


def outcome(kind: Any, raw: object) -> Any:  # noqa: ANN401 - each type stores its own
    """The stored value, or `Refused`; any other exception is a fault of the type."""
    try:
        return adapter(kind).validate_python(raw)
    except ValidationError as invalid:
        (error,) = invalid.errors(include_url=False)
        return Refused(error["type"], error.get("ctx", {}))
