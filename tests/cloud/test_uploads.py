"""Documents through the deployed functions: page, S3, check, archive; each fault is answered in our words."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from infra.build import BUILT
from infra.local.office import Office

from embedded_cloud import Cloud, NewCloud
from entraide.cases.uploads import GIVEN_UP_AFTER, Settling
from entraide.documents.verdict import MOST_BYTES, Flaw
from entraide.handlers.clear import clear
from entraide.pages.documents_view import cure, why
from entraide.pages.words import load_words
from entraide.storage.books import DynamoBooks
from entraide.storage.buckets import CAP, READ_WITHIN, S3Archive, S3Quarantine
from fakes import FakeClock, FakeMacs
from papers import DRAWING, EICAR, IPHONE, NIR, PHOTO, padded, pdf
from uploading import Sender, requested

pytestmark = pytest.mark.cloud

FAULTS = {
    "a wrong type under a right name": (b"MZ\x90\0", Flaw.WRONG_TYPE),
    "a PDF and an archive in one": (pdf() + b"PK\x05\x06" + b"\0" * 18, Flaw.MIXED),
    "nothing": (b"", Flaw.EMPTY),
    "a little too large": (padded(pdf(), MOST_BYTES + 1), Flaw.TOO_LARGE),
    "the first half of a photo": (PHOTO[: len(PHOTO) // 2], Flaw.CUT),
    "a social security number": (pdf(f"Assuré {NIR}"), Flaw.NIR),
    "a virus in a sound PDF": (pdf().replace(b"\nstartxref", b"\n%" + EICAR + b"\nstartxref"), Flaw.MALWARE),
}


@pytest.fixture(scope="module")
def sender(cloud: Cloud) -> Sender:
    return requested(cloud)


def held(cloud: Cloud, bucket: str, reference: str) -> list[str]:
    """The keys in a bucket that belong to a case."""
    found = cloud.clients.s3.list_objects_v2(Bucket=bucket, Prefix=f"{reference}/")
    return [each["Key"] for each in found.get("Contents", [])]


def logged(cloud: Cloud, *functions: str) -> str:
    pages = cloud.clients.of("logs").get_paginator("filter_log_events")
    groups = [f"/entraide/{cloud.stage}/{function}" for function in functions]
    found = [page["events"] for group in groups for page in pages.paginate(logGroupName=group)]
    return "\n".join(event["message"] for events in found for event in events)


def test_documents_make_a_request_complete(cloud: Cloud) -> None:
    sender, words = requested(cloud, lang="en"), load_words(BUILT, "en")
    receipt = f"/api/en/receipts/{sender.reference}"
    accepted = words.text("documents", "upload", "accepted", "title")
    assert words.text("documents", "incomplete") in sender.read(receipt).page.text
    address = sender.documents

    told = [sender.upload(paper, content) for paper, content in (("damage", IPHONE), ("tax", pdf()))]

    assert [accepted] * 2 == [each.page.headings[0] for each in told]
    assert address in sender.read(receipt).page.links
    for each in (receipt, address):
        assert words.text("documents", "complete") in sender.read(each).page.text
    assert ([], 2) == (
        held(cloud, cloud.deployed.uploads, sender.reference),
        len(held(cloud, cloud.deployed.archive, sender.reference)),
    )


def test_the_urssaf_reads_what_was_sent_and_another_body_finds_nothing(cloud: Cloud) -> None:
    sender, bodies = requested(cloud), Office(cloud.clients, cloud.deployed)
    sender.upload("damage", IPHONE)
    sender.upload("tax", pdf()[:-20])
    case = f"/v1/investigation/cases/{sender.reference}-1"

    read = bodies.call("urssaf-champagne-ardenne", "GET", case)[1]
    status, refused = bodies.call("urssaf-picardie", "GET", case)

    (paper,) = read["documents"]
    with urlopen(paper["address"], timeout=30) as answer:  # noqa: S310 - loopback
        assert (IPHONE, "image/heic") == (answer.read(), answer.headers["Content-Type"])
        assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert [str(READ_WITHIN)] == parse_qs(urlsplit(paper["address"]).query)["X-Amz-Expires"]
    assert ("damage", "heic", len(IPHONE)) == (paper["paper"], paper["file_type"], paper["size"])
    assert "tax" in [each["paper"] for each in read["missing_documents"]]
    assert (404, ["case.unknown"]) == (status, [each["code"] for each in refused["errors"]])
    assert "investigate-answered" in (told := logged(cloud, "investigate"))
    assert [] == [word for word in ("X-Amz", "Camille", "http://") if word in told]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_cure_and_nothing_is_kept(fault: str, cloud: Cloud, sender: Sender) -> None:
    content, flaw = FAULTS[fault]
    words = load_words(BUILT, "fr")

    told = sender.upload("tax", content).page

    assert words.text("documents", "upload", "refused", "title") == told.headings[0]
    assert why(flaw, words) in told.text
    assert cure(flaw, words) in told.text
    assert [[], []] == [
        held(cloud, bucket, sender.reference) for bucket in (cloud.deployed.uploads, cloud.deployed.archive)
    ]


def test_what_a_file_is_called_is_kept_nowhere(cloud: Cloud) -> None:
    sender = requested(cloud)
    sender.upload("other", DRAWING)

    kept = [*held(cloud, cloud.deployed.archive, sender.reference)]
    items = cloud.clients.dynamodb.query(
        TableName=cloud.deployed.cases,
        KeyConditionExpression="#r = :r",
        ExpressionAttributeNames={"#r": "reference"},
        ExpressionAttributeValues={":r": {"S": sender.reference}},
    )["Items"]
    documents = [each for each in items if each["item"]["S"].startswith("DOCUMENT#")]
    told = json.dumps([kept, documents]) + logged(cloud, "documents", "check")

    assert (1, 1) == (len(kept), len(documents))
    assert "upload-settled" in told
    assert [] == [word for word in ("Camille", "Exemple", "1850578") if word in told]


def test_s3_takes_only_what_our_functions_signed(cloud: Cloud, sender: Sender) -> None:
    fields = sender.slot("tax")
    elsewhere = {**fields, "key": fields["key"].replace(sender.reference, "EN-0000-0000")}
    named: dict[str, dict[str, str]] = {
        "unsigned": {"key": fields["key"]},
        "signed by another": {**fields, "x-amz-signature": "0" * 64},
        "for another case": elsewhere,
        "as a page": {**fields, "Content-Type": "text/html"},
        "led elsewhere": {**fields, "success_action_redirect": "https://elsewhere.example/"},
    }

    assert dict.fromkeys(named, 403) == {
        name: sender.post(each, PHOTO).status for name, each in named.items()
    }
    assert [] == held(cloud, cloud.deployed.uploads, "EN-0000-0000")


def test_what_is_far_too_large_is_refused_by_s3_itself_and_the_page_says_so_beforehand(
    sender: Sender,
) -> None:
    told = sender.post(sender.slot("tax"), b"0" * (CAP + 1))

    assert (400, True) == (told.status, "<Code>EntityTooLarge</Code>" in told.text)
    assert "XML" in sender.read(sender.documents).page.text
    assert MOST_BYTES * 2 < CAP
    assert "XML" in load_words(BUILT, "fr").text("documents", "rules", "markdown")


def test_without_its_cookie_the_code_is_asked_for(cloud: Cloud, sender: Sender) -> None:
    stranger = Sender(cloud, sender.reference, "")

    for address in (sender.documents, f"{sender.documents}/files/{'0' * 26}"):
        told = stranger.read(address)
        assert (303, f"/api/fr/receipts/{sender.reference}", "") == (told.status, told.location, told.text)


def test_a_file_whose_check_came_to_no_end_is_cleared_and_told(cloud: Cloud) -> None:
    sender, words = requested(cloud), load_words(BUILT, "fr")
    fields = sender.slot("tax")
    # Nobody is told of this one: it is put there behind the door.
    cloud.clients.s3.put_object(Bucket=cloud.deployed.uploads, Key=fields["key"], Body=PHOTO)
    page = fields["success_action_redirect"]
    assert words.text("documents", "upload", "pending", "title") == sender.read(page).page.headings[0]

    answer = cloud.clients.functions.invoke(FunctionName=cloud.function("clear"), Payload=b"{}")
    assert {"cleared": 0} == json.load(answer["Payload"])
    assert [fields["key"]] == held(cloud, cloud.deployed.uploads, sender.reference)

    clear(settling(cloud, datetime.now(UTC) + GIVEN_UP_AFTER))

    assert [] == held(cloud, cloud.deployed.uploads, sender.reference)
    assert why(Flaw.UNCHECKED, words) in sender.read(page).page.text


def settling(cloud: Cloud, at: datetime) -> Settling:
    """What `clear` works with, at another time."""
    s3, deployed = cloud.clients.s3, cloud.deployed
    quarantine, archive = S3Quarantine(s3, deployed.uploads), S3Archive(s3, deployed.archive)
    books = DynamoBooks(cloud.clients.dynamodb, deployed.cases)
    return Settling(books, quarantine, archive, FakeMacs(), FakeClock(at))


def test_where_nobody_searches_for_malware_the_arrival_of_a_file_is_enough(new_cloud: NewCloud) -> None:
    sender = requested(new_cloud(bodies=("urssaf-champagne-ardenne",), scan="no"))

    told = sender.upload("damage", PHOTO)

    assert "accepté" in told.page.headings[0]
