"""Opens a case to who knows its reference and code."""

from __future__ import annotations

from entraide.cases.identity import code_opens, read_code, read_reference
from entraide.cases.model import CaseReader, Macs, StoredCase
from entraide.handlers.cookies import cookie_name
from entraide.handlers.web import Request


def opened(reader: CaseReader, macs: Macs, reference: str, code: str) -> StoredCase | None:
    """The case, only with its code; both are always looked at, so that time tells nothing."""
    stored = reader.read(reference) if reference else None
    kept = stored.case.code_mac if stored else "0" * 64
    return stored if code_opens(reference, code, kept, macs) else None


def named_in(request: Request) -> tuple[str, str]:
    """The reference in the address and the code in its cookie; empty when they are none."""
    reference = read_reference(request.path["reference"]) or ""
    return reference, read_code(request.cookies.get(cookie_name(reference), "")) or ""
