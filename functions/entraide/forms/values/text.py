"""Words of the person's own: one line, several lines, a name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from entraide.forms.controls import Control, Widget
from entraide.forms.values.codes import FormCode, ValueCode
from entraide.forms.values.errors import refusal
from entraide.forms.values.folding import is_invisible
from entraide.forms.values.nir import find_nir

_NAME_LENGTH: Final = 80
_NEWLINES: Final = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, but tabs and new lines
    "\u00ad\u200b\u2060\ufeff"  # invisible ones that come with pasted text
    "\u202a-\u202e\u2066-\u2069"  # overrides of the reading direction, which disguise a text
    "\ud800-\udfff]"  # halves of a character, which cannot be stored
)
_NOT_OF_A_NAME: Final = frozenset("-'’ʼ .,()\u200c\u200d")
_ADDRESS: Final = re.compile(r"\.[^\W\d_]{2}|@|/")


def _clean(raw: object, maximum: int, *, lines: bool) -> str:
    """Text in NFC, without control characters, trimmed, of at most `maximum` characters.

    What is far too long is refused before it is looked at; the margin is for what cleaning takes away.
    """
    if not isinstance(raw, str):
        raise refusal(ValueCode.TYPE)
    if len(raw) > 4 * maximum + 1000:
        raise refusal(ValueCode.TEXT_LONG, max=maximum)
    text = _UNWANTED.sub("", _NEWLINES.sub("\n", raw)).replace("\t", " ")
    text = unicodedata.normalize("NFC", text if lines else text.replace("\n", " ")).strip()
    if is_invisible(text):
        raise refusal(FormCode.REQUIRED)
    if len(text) > maximum:
        raise refusal(ValueCode.TEXT_LONG, max=maximum)
    if find_nir(text):
        raise refusal(ValueCode.TEXT_NIR)
    return text


@dataclass(frozen=True, init=False)
class Text(Widget):
    """Text of at most `maximum` characters, on one line or (`lines`) on several.

    `Annotated[str, Text(200)]`, `Annotated[str, Text(1000, lines=True)]`.
    """

    maximum: int = 0

    def __init__(self, maximum: int, *, lines: bool = False, autocomplete: str = "") -> None:
        control = Control.LONG_TEXT if lines else Control.TEXT
        super().__init__(control, max_length=maximum, autocomplete=autocomplete)
        object.__setattr__(self, "maximum", maximum)  # how frozen dataclasses fill themselves

    def parse(self, raw: object) -> str:
        """The text, cleaned. Raises `value.type`, `required`, `text.long`, `text.nir` (`nir.find_nir`)."""
        return _clean(raw, self.maximum, lines=self.control is Control.LONG_TEXT)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        """The type's own schema, after the parser."""
        return core_schema.no_info_before_validator_function(self.parse, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The type's own schema, with the length of what is stored."""
        return {**handler(schema), "maxLength": self.maximum}


def parse_name(raw: object) -> str:
    """A name as its bearer writes it, case and accents kept: letters of any script, apostrophes, hyphens.

    Raises `value.type`, `required`, `text.long`, `text.nir`, `name.letters` when there is none,
    `name.address` for what a mail program would make a link of, `name.characters` for other signs.
    """
    name = " ".join(_clean(raw, _NAME_LENGTH, lines=False).split())
    if not any(map(str.isalpha, name)):
        raise refusal(ValueCode.NAME_LETTERS)
    if _ADDRESS.search(name):
        raise refusal(ValueCode.NAME_ADDRESS)
    if not all(_of_a_name(character) for character in name):
        raise refusal(ValueCode.NAME_CHARACTERS)
    return name


def _of_a_name(character: str) -> bool:
    kinds = ("L", "M", "Pd")  # letters, their marks, dashes
    return character in _NOT_OF_A_NAME or unicodedata.category(character).startswith(kinds)


_NAMED: Final = BeforeValidator(parse_name)
_NAME_SCHEMA: Final = WithJsonSchema({"type": "string", "minLength": 1, "maxLength": _NAME_LENGTH})

ShortText = Annotated[str, Text(100)]
"""One line."""

Street = Annotated[str, Text(100, autocomplete="address-line1")]
"""Number and street of the person's own home."""

FreeText = Annotated[str, Text(1000, lines=True)]
"""A message."""

Name = Annotated[str, Widget(Control.TEXT, max_length=_NAME_LENGTH), _NAMED, _NAME_SCHEMA]
"""Somebody's name: the browser must not offer the person's own."""

GivenName = Annotated[
    str, Widget(Control.TEXT, max_length=_NAME_LENGTH, autocomplete="given-name"), _NAMED, _NAME_SCHEMA
]
"""The person's own first name."""

FamilyName = Annotated[
    str, Widget(Control.TEXT, max_length=_NAME_LENGTH, autocomplete="family-name"), _NAMED, _NAME_SCHEMA
]
"""The person's own family name."""
