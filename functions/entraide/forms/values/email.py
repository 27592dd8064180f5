"""E-mail addresses, by their syntax; no server is asked."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import BeforeValidator, WithJsonSchema

from entraide.forms.controls import Control, Widget
from entraide.forms.values.codes import ValueCode
from entraide.forms.values.errors import refusal
from entraide.forms.values.folding import typed
from entraide.forms.values.nir import find_nir

_LIMIT: Final = 320
_SLIPS: Final = frozenset({"con", "cmo", "ocm", "vom", "xom", "comm", "frr", "ffr", "nett", "ogr"})
"""Endings that do not exist and that fingers make of .com, .fr, .net and .org."""


def parse_email(raw: object) -> str:
    """The address with its domain in lower case and in the ASCII form that mail servers use.

    Raises `value.type`, `required`, `email.shape`, and for the usual slips a code of their own: no `@`,
    several of them, a comma, a space, a domain without a dot or with an ending that does not exist, accents
    before the `@`; `text.nir` when a social security number is part of it.
    """
    text = typed(raw, _LIMIT, ValueCode.EMAIL_SHAPE).removeprefix("mailto:")
    text = text[1:-1].strip() if text.startswith("<") and text.endswith(">") else text
    slip = _slip(text)
    if slip is not None:
        raise refusal(slip)
    return _checked(text)


def _slip(text: str) -> ValueCode | None:
    name, _, domain = text.rpartition("@")
    slips = {
        ValueCode.EMAIL_AT: "@" not in text,
        ValueCode.EMAIL_SEVERAL: text.count("@") > 1,
        ValueCode.EMAIL_COMMA: "," in text,
        ValueCode.EMAIL_SPACES: " " in text,
        ValueCode.EMAIL_DOT: bool(domain) and "." not in domain,
        ValueCode.EMAIL_ENDING: domain.rpartition(".")[2].lower() in _SLIPS,
        ValueCode.EMAIL_ACCENTS: not name.isascii(),
        ValueCode.TEXT_NIR: find_nir(text),
    }
    return next((code for code, holds in slips.items() if holds), None)


def _checked(text: str) -> str:
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - 36 ms, see `phone._valid`

    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError as invalid:
        raise refusal(ValueCode.EMAIL_SHAPE) from invalid
    if found.ascii_email is None:
        raise refusal(ValueCode.EMAIL_SHAPE)
    return found.ascii_email


def readable_email(address: str) -> str:
    """A stored address with its domain as people write it (`é.fr`, stored `xn--9ca.fr`)."""
    if "xn--" not in address:
        return address
    from email_validator import validate_email  # noqa: PLC0415 - as above

    return validate_email(address, check_deliverability=False).normalized


Email = Annotated[
    str,
    Widget(Control.EMAIL, autocomplete="email", inputmode="email"),
    BeforeValidator(parse_email),
    WithJsonSchema(
        {"type": "string", "maxLength": _LIMIT, "examples": ["camille@example.org"]}, mode="validation"
    ),
    WithJsonSchema({"type": "string", "format": "email", "maxLength": 254}, mode="serialization"),
]
"""An e-mail address that a mail server accepts as it is stored."""
