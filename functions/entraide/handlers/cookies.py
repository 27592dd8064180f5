"""The short cookie that opens a receipt: one for each receipt, so that two may be open side by side."""

from __future__ import annotations

from typing import Final

SECONDS: Final = 3600
"""An hour: long enough to read and print, short enough for a shared computer."""


def cookie_name(reference: str) -> str:
    """`__Host-` binds the cookie to this origin and to HTTPS (RFC 6265bis, 4.1.3.2)."""
    return f"__Host-receipt-{reference}"


def receipt_cookie(reference: str, code: str) -> str:
    """The cookie that holds the follow-up code of a case."""
    return f"{cookie_name(reference)}={code}; Path=/; Max-Age={SECONDS}; Secure; HttpOnly; SameSite=Lax"
