"""What the books of documents must do: in memory, on the embedded cloud and on Amazon's own DynamoDB Local."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from entraide.cases.history import next_event
from entraide.cases.model import Document, Event, EventKind
from entraide.cases.uploads import Book, Books
from entraide.documents.verdict import Flaw, Kind
from fakes import FakeMacs
from samples import NOON


@dataclass(frozen=True)
class Library:
    """Books, and a case in them that has nothing but its first event."""

    books: Books
    reference: str
    first: Event

    def document(self, name: str) -> Document:
        """An accepted document; the name tells documents apart."""
        id_ = name.upper().rjust(26, "0")
        return Document(id_, self.reference, "tax", NOON, 12_345, Kind.PDF, None, name * 16)

    def event(self, document: Document, after: Event | None = None) -> Event:
        """Tells of a document, after the first event or another one."""
        last = after or self.first
        at, details = last.at + timedelta(seconds=1), [("document", document.id), ("mac", document.mac)]
        return next_event(
            self.reference, last, EventKind.DOCUMENT_ADDED, at, details=details, macs=FakeMacs()
        )

    def read(self) -> Book:
        """The case's book; its documents in the order of their ids."""
        book = self.books.read(self.reference)
        assert book is not None
        return Book(book.last, tuple(sorted(book.documents, key=lambda each: each.id)))


class BooksContract:
    """Subclasses give the fixture `library`."""

    def test_an_unknown_case_has_no_book(self, library: Library) -> None:
        assert library.books.read("EN-ZZZZ-ZZZZ") is None

    def test_a_new_case_has_its_first_event_and_no_document(self, library: Library) -> None:
        assert Book(library.first, ()) == library.read()

    def test_a_document_and_its_event_are_read_back_unchanged(self, library: Library) -> None:
        document = library.document("a")
        event = library.event(document)

        assert library.books.write(document, event)
        assert Book(event, (document,)) == library.read()

    @pytest.mark.parametrize("flaw", Flaw)
    def test_a_file_that_was_not_accepted_leaves_the_history_as_it_is(
        self, library: Library, flaw: Flaw
    ) -> None:
        refused = replace(library.document("a"), kind=None, flaw=flaw, mac="")

        assert library.books.write(refused, None)
        assert Book(library.first, (refused,)) == library.read()

    def test_a_document_that_is_there_is_not_written_again(self, library: Library) -> None:
        document = library.document("a")
        event = library.event(document)
        library.books.write(document, event)

        assert not library.books.write(replace(document, size=1), None)
        assert not library.books.write(document, library.event(document, event))
        assert Book(event, (document,)) == library.read()

    def test_an_event_that_is_there_keeps_the_document_out_too(self, library: Library) -> None:
        one, other = library.document("a"), library.document("b")
        event = library.event(one)
        library.books.write(one, event)

        assert not library.books.write(other, library.event(other))
        assert Book(event, (one,)) == library.read()

    def test_of_eight_at_once_one_is_written(self, library: Library) -> None:
        documents = [library.document(name) for name in "abcdefgh"]

        with ThreadPoolExecutor(8) as threads:
            written = list(
                threads.map(lambda each: library.books.write(each, library.event(each)), documents)
            )

        assert [False] * 7 + [True] == sorted(written)
        (kept,) = library.read().documents
        assert documents[written.index(True)] == kept
        assert library.event(kept) == library.read().last

    def test_the_last_event_is_the_latest_however_many_there_are(self, library: Library) -> None:
        documents = [library.document(name) for name in "abcdefghijkl"]
        last = library.first

        for each in documents:
            last = library.event(each, last)
            assert library.books.write(each, last)

        assert (13, Book(last, tuple(documents))) == (last.number, library.read())
