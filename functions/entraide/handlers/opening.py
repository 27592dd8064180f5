"""Opens a case to who knows its reference and code, or says why it cannot be shown now."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Final

from entraide.cases.identity import code_opens, read_code, read_reference
from entraide.cases.model import CaseReader, Macs, StoredCase, StoreUnavailableError
from entraide.handlers.cookies import cookie_name
from entraide.handlers.desk import Desk
from entraide.handlers.noted import failed
from entraide.handlers.web import RETRY_LATER, Request, Response
from entraide.pages.words import Words
from entraide.storage.serialisation import UnreadableItemError

_NO_MAC: Final = "0" * 64
"""The MAC of no code."""


def opened(reader: CaseReader, macs: Macs, reference: str, code: str) -> StoredCase | None:
    """The case, only with its code; both are always looked at, so that time tells nothing."""
    stored = reader.read(reference) if reference else None
    kept = stored.case.code_mac if stored else _NO_MAC
    return stored if code_opens(reference, code, kept, macs) else None


def named_in(request: Request) -> tuple[str, str]:
    """The reference in the address and the code in its cookie; empty when they are none."""
    reference = read_reference(request.path["reference"]) or ""
    return reference, read_code(request.cookies.get(cookie_name(reference), "")) or ""


def not_shown(
    desk: Desk, request: Request, words: Words, error: StoreUnavailableError | UnreadableItemError
) -> Response:
    """503 for a case that cannot be shown now: the store does not answer, or has not what was written there."""
    if isinstance(error, UnreadableItemError):
        told = desk.message(request, words, HTTPStatus.SERVICE_UNAVAILABLE, "unreadable")
    else:
        late = desk.message(request, words, HTTPStatus.SERVICE_UNAVAILABLE, "unavailable_reading")
        told = replace(late, headers=RETRY_LATER)
    return failed(told, error, str(error))
