"""From a file that arrived to a document of its case: settled once, and nothing half-kept."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.cases.history import first_broken
from entraide.cases.model import StoreUnavailableError
from entraide.cases.uploads import MOST_DOCUMENTS, MOST_TRIES, Arrived, Scan, Upload
from entraide.documents.verdict import MOST_BYTES, Flaw, Kind
from papers import DRAWING, NIR, PHOTO, PROGRESSIVE, pdf
from shelves import CASE, Shelves


@pytest.fixture
def shelves() -> Shelves:
    return Shelves()


def flaw_of(shelves: Shelves, arrived: Arrived, scan: Scan = Scan.CLEAN) -> Flaw | None:
    document = shelves.settling.settle(arrived, scan)
    assert document
    return document.flaw


def photos(count: int) -> Iterable[bytes]:
    """Sound photos, each another one."""
    for number in range(count):
        yield PHOTO[:2] + b"\xff\xfe\x00\x04" + number.to_bytes(2, "big") + PHOTO[2:]


def test_a_sound_file_becomes_a_document_of_its_case(shelves: Shelves) -> None:
    arrived = shelves.quarantine.arrive("a", PHOTO, "damage")

    document = shelves.settling.settle(arrived, Scan.CLEAN)

    assert document
    assert (CASE, "damage", Kind.JPEG, None) == (
        document.reference,
        document.paper,
        document.kind,
        document.flaw,
    )
    assert ([document], {document.id: PHOTO}, {}) == (
        shelves.books.documents,
        shelves.archive.kept,
        shelves.quarantine.files,
    )
    assert first_broken(CASE, shelves.books.events, shelves.macs) is None
    (event,) = shelves.books.events
    assert ("document-added", {("document", document.id), ("paper", "damage"), ("mac", document.mac)}) == (
        event.kind,
        set(event.details),
    )


def test_what_stands_behind_a_photo_is_not_kept(shelves: Shelves) -> None:
    shelves.settling.settle(shelves.quarantine.arrive("a", PHOTO + PROGRESSIVE), Scan.CLEAN)

    assert [PHOTO] == list(shelves.archive.kept.values())


@pytest.mark.parametrize(
    ("content", "scan", "flaw"),
    [
        (b"", Scan.CLEAN, Flaw.EMPTY),
        (b"Bonjour", Scan.CLEAN, Flaw.WRONG_TYPE),
        (b"0" * (MOST_BYTES + 1), Scan.CLEAN, Flaw.TOO_LARGE),
        (pdf(NIR), Scan.CLEAN, Flaw.NIR),
        (PHOTO, Scan.THREAT, Flaw.MALWARE),
        (PHOTO, Scan.UNKNOWN, Flaw.UNSCANNED),
    ],
)
def test_a_refused_file_is_gone_and_its_reason_stays(
    content: bytes, scan: Scan, flaw: Flaw, shelves: Shelves
) -> None:
    assert flaw == flaw_of(shelves, shelves.quarantine.arrive("a", content), scan)

    assert ({}, {}, []) == (shelves.archive.kept, shelves.quarantine.files, shelves.books.events)
    assert [(flaw, None)] == [(each.flaw, each.kind) for each in shelves.books.documents]


def test_the_same_file_twice_is_kept_once(shelves: Shelves) -> None:
    first, second = (shelves.quarantine.arrive(name, PHOTO) for name in ("a", "b"))

    assert [None, Flaw.DUPLICATE] == [flaw_of(shelves, each) for each in (first, second)]
    assert [first.upload.id] == list(shelves.archive.kept)


def test_the_same_file_in_two_cases_is_not_known_as_the_same(shelves: Shelves) -> None:
    flaw_of(shelves, shelves.quarantine.arrive("a", PHOTO))
    kept = shelves.books.documents[0].mac

    assert kept != shelves.macs.mac("document", PHOTO).hex()


def test_twenty_files_are_kept_and_the_next_is_told_so(shelves: Shelves) -> None:
    flaws = [
        flaw_of(shelves, shelves.quarantine.arrive(f"{number}", content))
        for number, content in enumerate(photos(MOST_DOCUMENTS + 2))
    ]

    assert [None] * MOST_DOCUMENTS + [Flaw.TOO_MANY] * 2 == flaws
    assert MOST_DOCUMENTS == len(shelves.archive.kept) == len(shelves.books.events)
    assert first_broken(CASE, shelves.books.events, shelves.macs) is None


@pytest.fixture
def tried_out(shelves: Shelves) -> Shelves:
    """A case for which as many files were sent as may be, all of them refused."""
    for number in range(MOST_TRIES):
        assert flaw_of(shelves, shelves.quarantine.arrive(f"{number}", b"Bonjour")) is Flaw.WRONG_TYPE
    return shelves


@pytest.mark.parametrize("content", [PHOTO, b"Bonjour", b""])
def test_a_file_too_many_leaves_no_trace(content: bytes, tried_out: Shelves) -> None:
    before = list(tried_out.books.documents)
    arrived = tried_out.quarantine.arrive("late", content)

    assert tried_out.settling.settle(arrived, Scan.CLEAN) is None

    assert (before, [], {}, {}) == (
        tried_out.books.documents,
        tried_out.books.events,
        tried_out.archive.kept,
        tried_out.quarantine.files,
    )


def test_a_file_too_many_is_not_even_read(tried_out: Shelves, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(type(tried_out.quarantine), "read")

    assert tried_out.settling.settle(tried_out.quarantine.arrive("late", PHOTO), Scan.CLEAN) is None


def test_a_file_too_many_that_is_given_up_leaves_no_trace(tried_out: Shelves) -> None:
    assert tried_out.settling.give_up(tried_out.quarantine.arrive("late", PHOTO)) is None

    assert (MOST_TRIES, {}) == (len(tried_out.books.documents), tried_out.quarantine.files)


def test_the_last_files_sent_at_the_same_time_are_no_more_than_may_be(shelves: Shelves) -> None:
    for number in range(MOST_TRIES - 1):
        flaw_of(shelves, shelves.quarantine.arrive(f"{number}", b"Bonjour"))
    first, second = (
        shelves.quarantine.arrive(name, content) for name, content in (("a", PHOTO), ("b", DRAWING))
    )
    shelves.books.meanwhile.append(lambda: shelves.settling.settle(second, Scan.CLEAN))

    assert shelves.settling.settle(first, Scan.CLEAN) is None
    assert (MOST_TRIES, [second.upload.id], {}) == (
        len(shelves.books.documents),
        list(shelves.archive.kept),
        shelves.quarantine.files,
    )


def test_the_last_file_that_may_be_sent_stays_when_it_is_settled_again(tried_out: Shelves) -> None:
    last = tried_out.books.documents[-1]
    arrived = tried_out.quarantine.arrive(last.id, b"Bonjour")

    assert last == tried_out.settling.settle(arrived, Scan.CLEAN)


def test_a_file_settled_again_is_as_it_was(shelves: Shelves) -> None:
    arrived = shelves.quarantine.arrive("a", PHOTO)
    first = shelves.settling.settle(arrived, Scan.CLEAN)
    shelves.quarantine.files[arrived.upload] = DRAWING

    assert first == shelves.settling.settle(arrived, Scan.CLEAN)
    assert ([first], {}, [PHOTO]) == (
        shelves.books.documents,
        shelves.quarantine.files,
        list(shelves.archive.kept.values()),
    )


def test_a_file_that_is_gone_or_another_by_now_is_left_to_its_own_event(shelves: Shelves) -> None:
    gone = Arrived(Upload(CASE, "tax", "0" * 26), 10, "another")

    assert shelves.settling.settle(gone, Scan.CLEAN) is None
    assert [] == shelves.books.documents


def test_a_file_for_no_case_is_removed(shelves: Shelves) -> None:
    arrived = shelves.quarantine.arrive("a", PHOTO, case="EN-0000-0002")

    assert shelves.settling.settle(arrived, Scan.CLEAN) is None
    assert ({}, {}, []) == (shelves.quarantine.files, shelves.archive.kept, shelves.books.documents)


def test_two_at_the_same_time_are_both_kept_in_one_chain(shelves: Shelves) -> None:
    first, second = (
        shelves.quarantine.arrive(name, content) for name, content in (("a", PHOTO), ("b", DRAWING))
    )
    shelves.books.meanwhile.append(lambda: shelves.settling.settle(second, Scan.CLEAN))

    assert flaw_of(shelves, first) is None
    assert [second.upload.id, first.upload.id] == [each.id for each in shelves.books.documents]
    assert first_broken(CASE, shelves.books.events, shelves.macs) is None


def test_the_same_file_sent_twice_at_the_same_time_is_kept_once(shelves: Shelves) -> None:
    first, second = (shelves.quarantine.arrive(name, PHOTO) for name in ("a", "b"))
    shelves.books.meanwhile.append(lambda: shelves.settling.settle(second, Scan.CLEAN))

    assert Flaw.DUPLICATE == flaw_of(shelves, first)
    assert [second.upload.id] == list(shelves.archive.kept)


def test_a_file_given_up_while_it_was_checked_is_not_kept(shelves: Shelves) -> None:
    arrived = shelves.quarantine.arrive("a", PHOTO)
    shelves.books.meanwhile.append(lambda: shelves.settling.give_up(arrived))

    assert Flaw.UNCHECKED == flaw_of(shelves, arrived)
    assert ({}, {}, []) == (shelves.archive.kept, shelves.quarantine.files, shelves.books.events)


def test_what_is_given_up_after_it_was_accepted_stays_accepted(shelves: Shelves) -> None:
    arrived = shelves.quarantine.arrive("a", PHOTO)
    flaw_of(shelves, arrived)

    document = shelves.settling.give_up(arrived)

    assert document
    assert (None, [PHOTO]) == (document.flaw, list(shelves.archive.kept.values()))


def test_endless_contention_is_no_success(shelves: Shelves) -> None:
    arrived = shelves.quarantine.arrive("a", PHOTO)
    for number, content in enumerate(photos(8)):
        other = shelves.quarantine.arrive(f"b{number}", content)
        shelves.books.meanwhile.append(partial(shelves.settling.settle, other, Scan.CLEAN))
        shelves.books.meanwhile.append(lambda: None)

    with pytest.raises(StoreUnavailableError):
        shelves.settling.settle(arrived, Scan.CLEAN)
    assert arrived.upload in shelves.quarantine.files


@given(st.text())
def test_any_key_is_an_upload_or_none(key: str) -> None:
    upload = Upload.read(key)

    assert upload is None or upload.key == key


@pytest.mark.parametrize(
    "key", ["", "a", f"{CASE}/tax/{'0' * 25}", f"{CASE}/../{'0' * 26}", f"{CASE}/tax/{'0' * 26}/x"]
)
def test_what_is_no_key_of_ours_is_no_upload(key: str) -> None:
    assert Upload.read(key) is None
