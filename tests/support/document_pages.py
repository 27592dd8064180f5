"""The pages of a case's documents in memory, and files that were settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from counter import Counter, api_event
from entraide.cases.model import Document, StoredCase
from entraide.cases.uploads import Upload
from entraide.documents.verdict import Flaw, Kind
from entraide.handlers import documents
from entraide.handlers.web import Response
from visitor import Visitor

FILE: Final = "0123456789ABCDEFGHJKMNPQRS"
"""The id of the settled file."""
UPLOADS: Final = "https://uploads.example"
SITE: Final = "https://entraide.example"


class FakeSlots:
    """Gives leave to anybody."""

    def fields(self, upload: Upload, redirect: str) -> dict[str, str]:
        """See `documents.SendsFiles`."""
        return {"key": upload.key, "success_action_redirect": redirect}


def asked(counter: Counter, visitor: Visitor, path: Mapping[str, str], method: str = "GET") -> Response:
    """What `documents` answers to somebody with the cookies of this visit."""
    pages = documents.Counter(counter.desk, counter.store, FakeSlots(), SITE, UPLOADS, lambda _: None)
    cookies = [f"{name}={value}" for name, value in visitor.cookies.items()]
    return documents.answer(api_event(method, dict(path), b"", {}, cookies), pages)


def add(counter: Counter, stored: StoredCase, flaw: Flaw | None = None) -> None:
    """The file is settled for this case, and for no other: a PDF, or refused for a flaw."""
    at, kind = stored.case.created_at, None if flaw else Kind.PDF
    added = Document(FILE, stored.case.reference, "tax", at, 10, kind, flaw)
    counter.store.cases[stored.case.reference] = replace(stored, documents=(added,))
