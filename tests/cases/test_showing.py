"""Who was given which document enters the history once, before anything is handed out."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from commission_parts import OTHER_BODY, URSSAF, FakeAgency, Offices, Parts, key, refusal
from entraide.agencies.vocabulary import Need
from entraide.cases.history import first_broken
from entraide.cases.investigation import Caller, Change
from entraide.cases.model import Event, EventKind
from entraide.cases.sessions import Listing
from entraide.documents.verdict import Flaw

COLLEAGUE = Caller(URSSAF.name, "c.petit")
CPAM = Caller("cpam-10", "d.moreau")


@dataclass
class Busy(FakeAgency):
    """While somebody is given documents, the worker adds one more, once."""

    late: list[str] = field(default_factory=lambda: ["meanwhile"])

    def write(self, change: Change | Listing) -> bool:
        written = super().write(change)
        if isinstance(change, Change) and change.event.kind is EventKind.DOCUMENTS_SHOWN and self.late:
            self.add(change.after.id, "event", self.late.pop())
        return written


def offices(agency: FakeAgency) -> Offices:
    return Offices(Parts(agency.store, agency, agency, agency, agency, agency))


@pytest.fixture
def agency() -> FakeAgency:
    return FakeAgency()


def handed(offices: Offices, destination: str, caller: Caller = URSSAF) -> list[str]:
    return [each.id for each in offices.showing.show(destination, caller)[1]]


def events(agency: FakeAgency, destination: str) -> list[Event]:
    history = agency.store.cases[destination.rpartition("-")[0]].history
    return [each for each in history if each.kind is EventKind.DOCUMENTS_SHOWN]


def test_each_person_enters_the_history_once_for_each_document(agency: FakeAgency) -> None:
    work = offices(agency)
    destination = work.received(key())
    assert ([], []) == (handed(work, destination), events(agency, destination))
    agency.add(destination, "tax", "first")
    agency.add(destination, "other", "second")

    given = [handed(work, destination) for _ in range(3)]
    handed(work, destination, COLLEAGUE)
    agency.add(destination, "event", "third")
    given.append(handed(work, destination))

    assert [["first", "second"]] * 3 + [["first", "second", "third"]] == given
    assert [
        (("destination", destination), ("by", who), ("documents", documents))
        for who, documents in (
            ("a.martin", "first second"),
            ("c.petit", "first second"),
            ("a.martin", "third"),
        )
    ] == [each.details for each in events(agency, destination)]
    stored = agency.store.cases[destination.rpartition("-")[0]]
    assert first_broken(stored.case.reference, stored.history, work.macs) is None


def test_a_refused_file_is_handed_to_nobody(agency: FakeAgency) -> None:
    work = offices(agency)
    destination = work.received(key())
    agency.add(destination, "tax", "threat", Flaw.MALWARE)

    assert ([], []) == (handed(work, destination), events(agency, destination))


def test_each_body_is_handed_the_documents_of_its_needs(agency: FakeAgency) -> None:
    work = offices(agency)
    destination = work.received(key())
    other = agency.join(destination, CPAM.name, Need.AFE)
    coordinator = agency.join(destination, URSSAF.name)
    for paper in ("tax", "quote"):
        agency.add(destination, paper, f"the-{paper}")

    told = [
        handed(work, each, caller)
        for each, caller in ((destination, URSSAF), (other, CPAM), (coordinator, URSSAF))
    ]

    assert [["the-tax"], ["the-tax", "the-quote"], []] == told
    assert ("case.unknown",) == refusal(lambda: work.showing.show(other, URSSAF))
    assert ("case.unknown",) == refusal(lambda: work.showing.show(destination, OTHER_BODY))


def test_nothing_is_handed_out_that_the_history_does_not_tell() -> None:
    agency = Busy()
    work = offices(agency)
    destination = work.received(key())
    agency.add(destination, "tax", "first")

    assert [["first"], ["first", "meanwhile"]] == [handed(work, destination) for _ in range(2)]
    assert ["first", "meanwhile"] == [dict(each.details)["documents"] for each in events(agency, destination)]


def test_a_request_that_was_only_prepared_hands_out_nothing(agency: FakeAgency) -> None:
    work = offices(agency)
    destination = work.received(key(), committed_at=None)
    agency.add(destination, "tax", "first")

    assert ("case.unknown",) == refusal(lambda: work.showing.show(destination, URSSAF))
