"""How a value type says no: with a code, never with a sentence and never with the answer itself."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

from entraide.forms.values.codes import Code


def refusal(code: Code, **context: str | int) -> PydanticCustomError:
    """The error to raise from a parser; Pydantic gathers it with the others of the form.

    `context` fills the placeholders of the code's words, and `part` names the input to look at.
    """
    return PydanticCustomError(code.value, code.value, dict(context) or None)
