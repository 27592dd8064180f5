"""The addresses of the public API, as pages and answers name them; `infra/routes.yml` says who answers there."""

from __future__ import annotations


def form_address(form: str, lang: str) -> str:
    """Where a form is posted to."""
    return f"/api/{lang}/forms/{form}"


def receipt_address(lang: str, reference: str) -> str:
    """Where the receipt of a case is read."""
    return f"/api/{lang}/receipts/{reference}"


def follow_address(lang: str) -> str:
    """Where reference and code open a case."""
    return f"/api/{lang}/follow"


def documents_address(lang: str, reference: str) -> str:
    """Where documents are added to a case."""
    return f"/api/{lang}/documents/{reference}"
