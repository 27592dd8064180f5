"""Whole numbers: how many children, how many people, how many quarters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from entraide.forms.controls import Control, Widget
from entraide.forms.values.codes import ValueCode
from entraide.forms.values.errors import refusal
from entraide.forms.values.folding import typed

_LIMIT: Final = 30
_DIGITS: Final = re.compile(r"[0-9]+|[0-9]{1,3}(?: [0-9]{3})+")


@dataclass(frozen=True, init=False)
class CountUpTo(Widget):
    """A whole number from 0: `Annotated[int, CountUpTo(20)]`."""

    maximum: int = 0

    def __init__(self, maximum: int) -> None:
        super().__init__(Control.COUNT, inputmode="numeric")
        object.__setattr__(self, "maximum", maximum)  # how frozen dataclasses fill themselves

    def parse(self, raw: object) -> int:
        """From digits or a JSON number. Raises `value.type`, `required`, `count.shape`, `count.large`."""
        number = raw if isinstance(raw, int) and not isinstance(raw, bool) else self._read(raw)
        if number < 0:
            raise refusal(ValueCode.COUNT_SHAPE)
        if number > self.maximum:
            raise refusal(ValueCode.COUNT_LARGE, max=self.maximum)
        return number

    def _read(self, raw: object) -> int:
        if isinstance(raw, float):
            if not raw.is_integer():
                raise refusal(ValueCode.COUNT_SHAPE)
            return int(raw)
        text = typed(raw, _LIMIT, ValueCode.COUNT_SHAPE)
        if not _DIGITS.fullmatch(text):
            raise refusal(ValueCode.COUNT_SHAPE)
        return int(text.replace(" ", ""))

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        """The type's own schema, after the parser."""
        return core_schema.no_info_before_validator_function(self.parse, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """A whole number, which may be sent as text."""
        number: JsonSchemaValue = {**handler(schema), "minimum": 0, "maximum": self.maximum}
        if handler.mode == "serialization":
            return number
        return {"anyOf": [number, {"type": "string", "maxLength": _LIMIT}]}


Count = Annotated[int, CountUpTo(99)]
"""A number of persons, stored as a number."""
Quarters = Annotated[int, CountUpTo(240)]
"""Quarters of a career: those of sixty years at most."""
