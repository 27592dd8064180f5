"""What few people see: mistakes in what was typed, cases that have come far, requests that are refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from infra.refusals import HOMES, KEYS, in_every_language, refusal

from aid_answers import AIDS
from answers import CONTRIBUTIONS, Pairs, changed, without
from counter import Counter
from entraide.cases.model import StoredCase
from entraide.handlers.web import MAX_BODY
from entraide.storage.serialisation import UnreadableItemError
from fakes import FakeStore
from visitor import Visitor

State = tuple[str, str]
"""A name, and the HTML of the page."""

FOR_NOBODY_HERE: Pairs = [
    *changed(
        without(CONTRIBUTIONS, "contributions.", "activity.employer"),
        activity__family="lawyer",
        happening__needs="retirement",
        retirement__when="understand",
        retirement__matter="other",
    ),
    ("retirement.payer", "own-fund"),
]
"""A lawyer's pension: another fund's, and no body of ours."""
MISTYPED: Pairs = changed(
    CONTRIBUTIONS,
    activity__siret="356 000 000 00049",
    activity__started__month="13",
    places__work__postal_code="10 00",
    you__first_name="Jean3",
    you__email="camille@exemple",
    you__phone="08 99 12 34 56",
)
MISTYPED_ROWS: Pairs = [
    *changed(AIDS["aced"], resources__activity="beaucoup"),
    ("debts.list.2.amount", "quatre mille"),
    ("debts.list.2.arrears", "1.234"),
]
"""Three lines of debts, of which the last has two amounts that are none, and no creditor."""


class _UnreadableStore(FakeStore):
    """A store with something else where the case was written."""

    def read(self, reference: str) -> StoredCase | None:
        raise UnreadableItemError(reference)


def rare_states(built: Path, lang: str) -> Iterator[State]:
    """The states in a language."""
    yield from _mistaken(built, lang)
    yield from _of_another_time(built, lang)
    yield from _for_nobody_here(built, lang)
    yield from _for_another_body(built, lang)
    yield from _come_far(built, lang)
    yield from _refused(Counter(built), lang)


def _mistaken(built: Path, lang: str) -> Iterator[State]:
    visitor = Visitor(Counter(built))
    yield "mistyped", visitor.open_form(lang).fill(MISTYPED).html
    yield "mistyped-rows", visitor.open_form(lang, "aced").fill(MISTYPED_ROWS).html


def _of_another_time(built: Path, lang: str) -> Iterator[State]:
    """A key that served for other answers, and pages that were opened before a deployment."""
    visitor = Visitor(Counter(built))
    review = visitor.open_form(lang).fill(CONTRIBUTIONS).page
    visitor.press("send")
    visitor.page = review
    yield "key-used", visitor.press("send", you__first_name="Claude").html
    visitor.page = review
    yield "older-review", visitor.press("send", _version="0.abc").html
    older = [*without(CONTRIBUTIONS, "happening.cannot_wait"), ("_version", "0.abc")]
    yield "older-form", visitor.open_form(lang).fill(older).html


def _for_nobody_here(built: Path, lang: str) -> Iterator[State]:
    visitor = Visitor(Counter(built))
    yield "referrals-review", visitor.open_form(lang).fill(FOR_NOBODY_HERE).html
    yield "referrals-receipt", visitor.press("send").html


def _for_another_body(built: Path, lang: str) -> Iterator[State]:
    """The review again: without consent to the answer on health, it goes to a body that was not shown."""
    visitor = Visitor(Counter(built))
    visitor.open_form(lang, "afe").fill(changed(AIDS["afe"], afe__invalidity="yes"))
    yield "another-body-review", visitor.press("send").html


def _come_far(built: Path, lang: str) -> Iterator[State]:
    """The receipt as the body takes the request, the commission decides and the body closes; and when it is gone."""
    counter = Counter(built)
    visitor = Visitor(counter)
    receipt = visitor.open_form(lang, "aced").fill(AIDS["aced"]).press("send").address
    ((reference, stored),) = counter.store.cases.items()
    for days, time in enumerate(("dispatched_at", "taken_at", "decided_at", "closed_at"), start=1):
        at = stored.case.created_at + timedelta(days=days)
        counter.store.change(f"{reference}-1", **{time: at})
        yield f"receipt-when-{time.removesuffix('_at')}", visitor.open(receipt).html
    withdrawn = replace(stored, case=replace(stored.case, form="withdrawn"))
    counter.store.cases[reference] = withdrawn
    yield "withdrawn", visitor.open(receipt).html
    unreadable = Visitor(Counter(built, store=_UnreadableStore()), cookies=visitor.cookies)
    yield "unreadable", unreadable.open(receipt).html


def _refused(counter: Counter, lang: str) -> Iterator[State]:
    yield "wrong-type", counter.send(b"<answers/>", lang, content_type="text/xml").body
    yield "too-large", counter.send(b"a" * (MAX_BODY + 1), lang).body


def edge_pages() -> Iterator[State]:
    """What the edge and the firewall answer before any function, without our style sheets, in every language."""
    for status, key in KEYS.items():
        yield from ((f"{key}-{lang}", refusal(lang, status).page) for lang in HOMES)
    yield "too-many", in_every_language("too_many")
