"""Files whose check came to no end."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from entraide.cases.model import StoreUnavailableError
from entraide.cases.uploads import Book
from entraide.documents.verdict import Flaw
from entraide.handlers.clear import clear
from entraide.storage.serialisation import UnreadableItemError
from shelves import CASE, FakeBooks, Shelves

BROKEN = "EN-9999-9999"


@dataclass
class BooksWithOneBroken(FakeBooks):
    """One case cannot be read."""

    error: Exception = field(kw_only=True)

    def read(self, reference: str) -> Book | None:
        if reference == BROKEN:
            raise self.error
        return super().read(reference)


def test_every_file_that_waits_is_answered_and_removed() -> None:
    shelves = Shelves()
    shelves.quarantine.arrive("a", b"")
    shelves.quarantine.arrive("b", b"")

    assert 2 == clear(shelves.settling)
    assert [Flaw.UNCHECKED] * 2 == [each.flaw for each in shelves.books.documents]
    assert {} == shelves.quarantine.files


@pytest.mark.parametrize("error", [StoreUnavailableError("contended"), UnreadableItemError("event")])
def test_a_file_that_cannot_be_answered_keeps_no_other_waiting(error: Exception) -> None:
    shelves = Shelves(BooksWithOneBroken(error=error))
    stays = shelves.quarantine.arrive("a", b"", case=BROKEN)
    shelves.quarantine.arrive("b", b"", case=CASE)

    with pytest.raises(type(error)):
        clear(shelves.settling)

    assert [stays.upload] == list(shelves.quarantine.files)
