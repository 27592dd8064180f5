"""The pages of a case's documents in memory, and the events that settle files."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

import pytest

from aid_answers import AIDS
from aid_requests import sent
from counter import Counter
from document_pages import FILE, SITE, UPLOADS, add, asked
from entraide.cases.model import StoredCase
from entraide.cases.uploads import MOST_TRIES, Arrived, Scan, Upload
from entraide.documents.verdict import Flaw
from entraide.handlers.check import read_event
from entraide.pages.documents_view import cure, why
from entraide.pages.words import LANGUAGES
from fakes import FakeStore
from html_page import read_page
from visitor import Visitor

KEY = f"EN-0000-0000/tax/{FILE}"


class Unread(FakeStore):
    """A store that nobody is to look into."""

    def read(self, reference: str) -> StoredCase | None:
        """See `CaseReader`."""
        raise AssertionError(reference)


def spaced(text: str) -> str:
    """The text with plain spaces."""
    return " ".join(text.split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_document_has_a_form_that_leads_back_to_its_own_page(
    lang: str, visitor: Visitor, counter: Counter
) -> None:
    reference = sent(visitor, "adr", AIDS["adr"]).case.reference

    page = read_page(asked(counter, visitor, {"lang": lang, "reference": reference}).body)

    sends = {form: action for form, action in page.actions.items() if form.startswith("send-")}
    assert ["send-tax", "send-notice", "send-career", "send-statement", "send-other"] == list(sends)
    assert {UPLOADS} == set(sends.values())
    keys = [each.value for each in page.controls if each.name == "key"]
    leads = [each.value for each in page.controls if each.name == "success_action_redirect"]
    uploads = [Upload.read(key) for key in keys]
    back = f"{SITE}/api/{lang}/documents/{reference}/files/"
    assert [f"{back}{each.id}" for each in uploads if each] == leads
    assert len(leads) == len(set(leads)) == len(sends)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("flaw", Flaw)
def test_every_flaw_is_told_with_its_cure(flaw: Flaw, lang: str, visitor: Visitor, counter: Counter) -> None:
    stored = sent(visitor, "fci", AIDS["fci"])
    add(counter, stored, flaw)
    path = {"lang": lang, "reference": stored.case.reference, "upload": FILE}

    text = read_page(asked(counter, visitor, path).body).text

    words = counter.desk.words(lang)
    assert spaced(why(flaw, words)) in spaced(text)
    assert spaced(cure(flaw, words)) in spaced(text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_too_many_is_told_so_and_not_waited_for(lang: str, visitor: Visitor, counter: Counter) -> None:
    stored = sent(visitor, "fci", AIDS["fci"])
    add(counter, stored, Flaw.CUT)
    (refused,) = counter.store.cases[stored.case.reference].documents
    path = {"lang": lang, "reference": stored.case.reference, "upload": "Z" * 26}

    def told(files: int) -> tuple[bool, bool]:
        sent_before = tuple(replace(refused, id=f"{each:026}") for each in range(files))
        counter.store.cases[stored.case.reference] = replace(stored, documents=sent_before)
        text = spaced(read_page(asked(counter, visitor, path).body).text)
        full, pending = (
            words.text("documents", *each) for each in (["full"], ["upload", "pending", "title"])
        )
        return spaced(full) in text, spaced(pending) in text

    words = counter.desk.words(lang)
    assert [(False, True), (True, False)] == [told(MOST_TRIES - 1), told(MOST_TRIES)]


def test_after_thirty_days_nothing_can_be_added_and_the_page_says_so(
    visitor: Visitor, counter: Counter
) -> None:
    stored = sent(visitor, "fci", AIDS["fci"])
    counter.clock.advance(timedelta(days=31))

    page = read_page(asked(counter, visitor, {"lang": "fr", "reference": stored.case.reference}).body)

    assert [] == [form for form in page.actions if form.startswith("send-")]
    assert spaced(counter.desk.words("fr").text("documents", "closed")) in spaced(page.text)


def test_a_stranger_learns_nothing(visitor: Visitor, counter: Counter) -> None:
    reference = sent(visitor, "fci", AIDS["fci"]).case.reference
    visitor.cookies.clear()

    answers = [
        asked(counter, visitor, {"lang": "fr", "reference": each}) for each in (reference, "EN-0000-0000")
    ]

    assert [(HTTPStatus.SEE_OTHER, "")] * 2 == [(each.status, each.body) for each in answers]


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ({"lang": "de", "reference": "EN-0000-0000"}, "GET", HTTPStatus.NOT_FOUND),
        ({"lang": "fr"}, "GET", HTTPStatus.NOT_FOUND),
        ({"lang": "fr", "reference": "EN-0000-0000"}, "POST", HTTPStatus.METHOD_NOT_ALLOWED),
    ],
)
def test_what_is_no_page_of_documents_is_told_so(
    path: dict[str, str], method: str, status: HTTPStatus, visitor: Visitor, counter: Counter
) -> None:
    assert status == asked(counter, visitor, path, method).status


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "id_", ["", "a", FILE.lower(), FILE[:-1], f"{FILE}0", f"{FILE}\n", "é" * 26, "../" + FILE[3:]]
)
def test_what_cannot_be_the_id_of_a_file_is_no_page_and_not_waited_for(
    id_: str, lang: str, visitor: Visitor, counter: Counter
) -> None:
    reference = sent(visitor, "fci", AIDS["fci"]).case.reference
    counter.store = Unread()

    told = asked(counter, visitor, {"lang": lang, "reference": reference, "upload": id_})

    assert HTTPStatus.NOT_FOUND == told.status
    title = counter.desk.words(lang).text("interface", "messages", "not_found", "title")
    assert [spaced(title)] == [spaced(each) for each in read_page(told.body).headings]


def scan_event(result: str) -> dict[str, object]:
    about = {"bucketName": "uploads", "objectKey": KEY, "eTag": "abc"}
    return {"s3ObjectDetails": about, "scanResultDetails": {"scanResultStatus": result}}


@pytest.mark.parametrize(
    ("result", "scan"),
    [
        ("NO_THREATS_FOUND", Scan.CLEAN),
        ("THREATS_FOUND", Scan.THREAT),
        ("UNSUPPORTED", Scan.UNKNOWN),
        ("ACCESS_DENIED", Scan.UNKNOWN),
        ("FAILED", Scan.UNKNOWN),
        ("SOMETHING_NEW", Scan.UNKNOWN),
    ],
)
def test_only_a_search_that_found_nothing_lets_a_file_through(result: str, scan: Scan) -> None:
    arrived, found = read_event(scan_event(result), scanned=True)

    assert arrived
    assert (KEY, '"abc"', scan) == (arrived.upload.key, arrived.version, found)


def test_a_file_that_was_not_searched_waits_where_it_must_be() -> None:
    detail = {"object": {"key": KEY, "etag": "abc", "size": 7}}
    there = Arrived(Upload("EN-0000-0000", "tax", FILE), 7, '"abc"')

    assert (there, Scan.CLEAN) == read_event(detail, scanned=False)
    assert (None, Scan.UNKNOWN) == read_event(detail, scanned=True)


def test_a_name_that_is_none_of_ours_is_no_file() -> None:
    detail = {"object": {"key": "malware-protection-resource-validation-object", "etag": "abc", "size": 7}}

    assert read_event(detail, scanned=False)[0] is None
