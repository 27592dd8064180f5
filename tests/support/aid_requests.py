"""Requests for aids sent by a visitor, and where they went."""

from __future__ import annotations

from answers import Pairs
from entraide.cases.model import StoredCase
from visitor import Visitor

URSSAF = "urssaf-champagne-ardenne"
"""That of Troyes, where everybody of `aid_answers` works."""


def reviewed(visitor: Visitor, form: str, pairs: Pairs, lang: str = "fr") -> Visitor:
    """In front of the review page."""
    visitor.open_form(lang, form).fill(pairs)
    assert "send" in visitor.page.buttons, visitor.page.text
    return visitor


def sent(visitor: Visitor, form: str, pairs: Pairs, **at_review: str | list[str] | None) -> StoredCase:
    """The only case, of a request reviewed and sent."""
    reviewed(visitor, form, pairs).press("send", **at_review)
    (stored,) = visitor.counter.store.cases.values()
    return stored


def went_to(stored: StoredCase) -> dict[str, set[str]]:
    """The bodies of a case, with their needs."""
    return {each.body: {str(need) for need in each.needs} for each in stored.destinations}
