"""What people type, made comparable: full-width digits, no-break spaces, long dashes, invisible signs."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from entraide.forms.values.codes import FormCode, ValueCode
from entraide.forms.values.errors import refusal

_LOOKALIKES: Final = {
    **dict.fromkeys("’‘ʼ′", "'"),
    "\u2212": "-",  # the minus sign
    **{chr(full_width): chr(full_width - 0xFEE0) for full_width in range(0xFF01, 0xFF5F)},
}
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs"})
_WITHOUT_SHAPE: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs that show nothing: fillers of Hangul, vowels of Khmer that are not written, Braille without a dot
(Unicode, `Default_Ignorable_Code_Point`)."""
_SEPARATORS: Final = str.maketrans("", "", " .-_/")


@lru_cache(maxsize=2048)
def _fold(character: str) -> str:
    if character.isspace():
        return " "
    if character in _LOOKALIKES:
        return _LOOKALIKES[character]
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    category = unicodedata.category(character)
    if category == "Pd":
        return "-"
    return "" if category in _INVISIBLE or character in _WITHOUT_SHAPE else character


def fold(text: str) -> str:
    """The text with plain spaces, dashes, apostrophes and digits, and without invisible characters.

    Only what looks the same is made the same: `²` stays, since reading it as 2 would be a guess.
    """
    return "".join(map(_fold, text))


def is_invisible(text: str) -> bool:
    """Whether the text holds nothing to see: empty, spaces, characters without a shape."""
    return all(_fold(character) in {"", " "} for character in text)


def without_separators(text: str) -> str:
    """A folded number without the spaces, dots, dashes, underscores and slashes that group its digits."""
    return text.translate(_SEPARATORS)


def typed(raw: object, limit: int, too_long: ValueCode) -> str:
    """One line as typed, folded and trimmed.

    Raises `value.type` for what is no text, `required` when nothing is left of it, and `too_long` above
    `limit` signs, before anything looks at them: no parser runs on a long text.
    """
    if not isinstance(raw, str):
        raise refusal(ValueCode.TYPE)
    if len(raw) > limit:
        raise refusal(too_long)
    text = fold(raw).strip()
    if not text:
        raise refusal(FormCode.REQUIRED)
    return text
