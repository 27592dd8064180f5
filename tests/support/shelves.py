"""The Protocols of `cases.uploads` in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from entraide.cases.model import Document, Event
from entraide.cases.uploads import Arrived, Book, Settling, Upload
from fakes import FakeClock, FakeMacs

CASE = "EN-0000-0001"


@dataclass
class FakeBooks:
    """`Books` of one case; `meanwhile` runs before each writing, as somebody else's work."""

    last: Event | None = None
    documents: list[Document] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    meanwhile: list[Callable[[], object]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def read(self, reference: str) -> Book | None:
        return Book(self.last, tuple(self.documents)) if reference == CASE else None

    def write(self, document: Document, event: Event | None) -> bool:
        if self.meanwhile:
            self.meanwhile.pop(0)()
        with self._lock:
            return self._written(document, event)

    def _written(self, document: Document, event: Event | None) -> bool:
        number = self.last.number if self.last else 0
        taken = document.id in {each.id for each in self.documents}
        if taken or (event and event.number != number + 1):
            return False
        self.documents.append(document)
        if event:
            self.last = event
            self.events.append(event)
        return True


@dataclass
class FakeQuarantine:
    """`Quarantine`: contents by upload."""

    files: dict[Upload, bytes] = field(default_factory=dict)

    def arrive(self, name: str, content: bytes, paper: str = "tax", case: str = CASE) -> Arrived:
        """A file arrives; the name tells uploads apart."""
        upload = Upload(case, paper, name.upper().rjust(26, "0"))
        self.files[upload] = content
        return Arrived(upload, len(content), "as-it-is")

    def read(self, arrived: Arrived) -> bytes | None:
        return self.files.get(arrived.upload)

    def remove(self, upload: Upload) -> None:
        self.files.pop(upload, None)

    def waiting(self, since: datetime) -> Iterator[Arrived]:
        del since
        return iter([Arrived(each, len(content), "as-it-is") for each, content in self.files.items()])


@dataclass
class FakeArchive:
    """`Archive`: contents by the document's id."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def keep(self, document: Document, content: bytes) -> None:
        self.kept[document.id] = content

    def remove(self, document: Document) -> None:
        self.kept.pop(document.id, None)


@dataclass
class Shelves:
    """All of them, and what settles between them."""

    books: FakeBooks = field(default_factory=FakeBooks)
    quarantine: FakeQuarantine = field(default_factory=FakeQuarantine)
    archive: FakeArchive = field(default_factory=FakeArchive)
    macs: FakeMacs = field(default_factory=FakeMacs)
    clock: FakeClock = field(default_factory=FakeClock)

    @property
    def settling(self) -> Settling:
        return Settling(self.books, self.quarantine, self.archive, self.macs, self.clock)
