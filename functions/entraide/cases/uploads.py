"""From a file that has just arrived to a document of its case, or to the reason why it is none.

A file waits in quarantine, out of everybody's reach, until it is settled: then it is either kept with the case or
gone. Settling the same upload again, from whatever place it stopped at, ends the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol, Self

from entraide.cases.history import next_event
from entraide.cases.model import Clock, Document, Event, EventKind, Macs, StoreUnavailableError
from entraide.documents.verdict import MOST_BYTES, Flaw, Sound

MOST_DOCUMENTS: Final = 20
"""For one case: more are handed to the body itself."""
MOST_TRIES: Final = 60
"""Files sent for one case, the refused ones included: what comes after them leaves no trace."""
GIVEN_UP_AFTER: Final = timedelta(minutes=15)
"""A check takes seconds, the search for malware some minutes at most."""
_ATTEMPTS: Final = 8
_ID: Final = r"[0-9A-Z]{26}"
_KEY: Final = re.compile(rf"(EN-[0-9A-Z]{{4}}-[0-9A-Z]{{4}})/([a-z-]{{1,32}})/({_ID})")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to be sent: for which case, as which document."""

    reference: str
    paper: str
    id: str
    """Random, 26 characters."""

    @property
    def key(self) -> str:
        """Where it waits: nothing in it says whose it is or what it was called."""
        return f"{self.reference}/{self.paper}/{self.id}"

    @classmethod
    def read(cls, key: str) -> Self | None:
        """The upload that waits under a key; None when no upload does."""
        found = _KEY.fullmatch(key)
        return cls(*found.groups()) if found else None


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file in quarantine."""

    upload: Upload
    size: int
    version: str
    """Its ETag: a file that took its place meanwhile is another one."""


class Scan(StrEnum):
    """What the search for malware says."""

    CLEAN = "clean"
    THREAT = "threat"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Book:
    """What settling an upload must know of a case, and no more: not an answer of it is read."""

    last: Event | None
    documents: tuple[Document, ...]


class Books(Protocol):
    """The documents of each case. Each method raises `StoreUnavailableError`."""

    def read(self, reference: str) -> Book | None:
        """None when there is no such case."""
        ...

    def write(self, document: Document, event: Event | None) -> bool:
        """Document and event in one transaction; False, and nothing written, when either is there already."""
        ...


class Quarantine(Protocol):
    """Where files wait. Each method raises `StoreUnavailableError`."""

    def read(self, arrived: Arrived) -> bytes | None:
        """The content, of what is too large no more than shows it; None when this very file is not there any more."""
        ...

    def remove(self, upload: Upload) -> None:
        """Also when it is gone already."""
        ...

    def waiting(self, since: datetime) -> Iterator[Arrived]:
        """The files that arrived before a time."""
        ...


class Archive(Protocol):
    """Where accepted documents are kept. Each method raises `StoreUnavailableError`."""

    def keep(self, document: Document, content: bytes) -> None:
        """Once or again."""
        ...

    def remove(self, document: Document) -> None:
        """Also when it was never there."""
        ...


@dataclass(frozen=True, slots=True)
class Settling:
    """Settles uploads."""

    books: Books
    quarantine: Quarantine
    archive: Archive
    macs: Macs
    clock: Clock

    def settle(self, arrived: Arrived, scan: Scan) -> Document | None:
        """The document, accepted or not; None when nothing is settled: no such case or file, or a file too many.

        Raises `StoreUnavailableError`: the upload is to be settled again.
        """
        book = self.books.read(arrived.upload.reference)
        document = _settled(book, arrived.upload.id) if book else None
        if book and not document and not tried_out(book.documents):
            # With it come libraries for which the pages of documents, which settle nothing, need not wait.
            from entraide.documents.check import examine  # noqa: PLC0415

            flaw = _before_reading(arrived, scan)
            content = b"" if flaw else self.quarantine.read(arrived)
            if content is None:
                return None
            verdict = flaw or examine(content)
            kept = content[: verdict.length] if isinstance(verdict, Sound) else b""
            document = self._recorded(book, self._judged(arrived, verdict), kept)
        self.quarantine.remove(arrived.upload)
        return document

    def give_up(self, arrived: Arrived) -> Document | None:
        """Settles an upload whose check came to no end; what was kept of it before is removed."""
        book = self.books.read(arrived.upload.reference)
        document = self._recorded(book, self._judged(arrived, Flaw.UNCHECKED), b"") if book else None
        self.quarantine.remove(arrived.upload)
        return document

    def _judged(self, arrived: Arrived, verdict: Sound | Flaw) -> Document:
        return Document(
            id=arrived.upload.id,
            reference=arrived.upload.reference,
            paper=arrived.upload.paper,
            at=self.clock.now(),
            size=arrived.size,
            kind=verdict.kind if isinstance(verdict, Sound) else None,
            flaw=verdict if isinstance(verdict, Flaw) else None,
        )

    def _recorded(self, book: Book, judged: Document, content: bytes) -> Document | None:
        """Written with the case. Whoever writes to it at the same time makes us look again at what is there.

        None for a file too many. Two that are refused at the same moment may both pass: the limit is no exact one.
        """
        known: Book | None = book
        for _ in range(_ATTEMPTS):
            if known is None:
                break
            if there := _settled(known, judged.id):
                if there.flaw:
                    self.archive.remove(there)
                return there
            if tried_out(known.documents):
                self.archive.remove(judged)
                return None
            document = self._beside(known, judged, content)
            if document.flaw:
                self.archive.remove(document)
                written = self.books.write(document, None)
            else:
                self.archive.keep(document, content)
                written = self.books.write(document, self._event(known, document))
            if written:
                return document
            known = self.books.read(judged.reference)
        raise StoreUnavailableError("contended")

    def _beside(self, book: Book, judged: Document, content: bytes) -> Document:
        """What becomes of a file beside those that the case has already."""
        if judged.flaw:
            return judged
        mac = self.macs.mac("document", f"{judged.reference} ".encode() + content).hex()
        accepted = accepted_of(book.documents)
        if mac in {each.mac for each in accepted}:
            return replace(judged, kind=None, flaw=Flaw.DUPLICATE)
        if len(accepted) >= MOST_DOCUMENTS:
            return replace(judged, kind=None, flaw=Flaw.TOO_MANY)
        return replace(judged, size=len(content), mac=mac)

    def _event(self, book: Book, document: Document) -> Event:
        details = [("document", document.id), ("paper", document.paper), ("mac", document.mac)]
        kind = EventKind.DOCUMENT_ADDED
        return next_event(document.reference, book.last, kind, document.at, details=details, macs=self.macs)


def is_upload(typed: str) -> bool:
    """Whether this can be the id of an upload at all; nobody waits for the fate of what cannot."""
    return re.fullmatch(_ID, typed) is not None


def accepted_of(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """Those that are part of the case."""
    return tuple(each for each in documents if not each.flaw)


def tried_out(documents: tuple[Document, ...]) -> bool:
    """Whether as many files were sent as may be: what comes after them is dropped."""
    return len(documents) >= MOST_TRIES


def _settled(book: Book, upload: str) -> Document | None:
    return next((each for each in book.documents if each.id == upload), None)


def _before_reading(arrived: Arrived, scan: Scan) -> Flaw | None:
    """What malware was found in is not opened, nor what is too large."""
    if scan is not Scan.CLEAN:
        return Flaw.MALWARE if scan is Scan.THREAT else Flaw.UNSCANNED
    return Flaw.TOO_LARGE if arrived.size > MOST_BYTES else None
