"""Who gave an address is written to once, in their language; nothing that they typed is in the letter or the log."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from infra.edge import TEMPLATE
from infra.local.pump import matches

from entraide.cases.model import Way
from entraide.cases.posting import Fate, Posted
from entraide.forms.controls import Control
from entraide.forms.reflection import fields
from entraide.forms.registry import FORMS
from entraide.handlers.notify import notify
from entraide.messaging.mail import html, text
from entraide.storage.serialisation import event_item
from letter_parts import Letterbox, StoppedError, case, record, written_to
from outgoing_parts import insert
from samples import submission
from templates import read_template

NOT_NOW = Posted(Fate.NOT_SENT, "TooManyRequestsException")
KEYS = ("the first key", "the second key", "the third key")
ADDRESSES = ["a@exemple.fr", "b@exemple.fr", "c@exemple.fr"]


@pytest.fixture
def box(built: Path) -> Letterbox:
    return Letterbox(built)


@pytest.fixture
def records() -> list[dict[str, Any]]:
    pairs = zip(ADDRESSES, KEYS, strict=True)
    return [record(written_to(to, key), number) for number, (to, key) in enumerate(pairs, start=1)]


def deliver(box: Letterbox, *records: dict[str, Any]) -> list[str]:
    """Brings a batch; gives the records that must come again."""
    answer = notify(records, box.notifier())
    return [each["itemIdentifier"] for each in answer["batchItemFailures"]]


def sent(box: Letterbox) -> list[str]:
    return [letter.to for letter in box.mailer.sent]


def number(given: dict[str, Any]) -> str:
    text: str = given["dynamodb"]["SequenceNumber"]
    return text


def reference(given: dict[str, Any]) -> str:
    text: str = given["dynamodb"]["Keys"]["reference"]["S"]
    return text


def test_each_is_written_to(box: Letterbox, records: list[dict[str, Any]]) -> None:
    assert [] == deliver(box, *records)
    assert ADDRESSES == sent(box)
    assert [("letter-sent", reference(each)) for each in records] == box.told()


@pytest.mark.parametrize(
    ("lang", "subject"), [("fr", "votre récépissé"), ("en", "your receipt"), ("de", "votre récépissé")]
)
def test_in_the_language_of_the_request(box: Letterbox, lang: str, subject: str) -> None:
    deliver(box, record(written_to("a@exemple.fr", lang=lang)))

    assert subject in box.mailer.sent[0].subject


def test_the_title_is_that_of_what_becomes_of_the_request(box: Letterbox) -> None:
    deliver(box, record(written_to("a@exemple.fr", ways=frozenset({Way.PREPARED}))))

    assert "Votre dossier est prêt" == box.mailer.sent[0].title


def test_who_gave_no_address_is_not_written_to(box: Letterbox) -> None:
    by_phone = case({"you": {"email": None, "phone": "+33612345678"}})

    assert [] == deliver(box, record(by_phone))
    assert ([], {}) == (sent(box), box.marks.attempts)
    assert [("letter-without-address", by_phone.reference)] == box.told()


def test_a_record_delivered_again_sends_nothing(box: Letterbox, records: list[dict[str, Any]]) -> None:
    for _ in range(3):
        assert [] == deliver(box, *records, *records)

    assert ADDRESSES == sent(box)


def test_one_that_cannot_be_sent_now_holds_up_no_other(box: Letterbox, records: list[dict[str, Any]]) -> None:
    box.mailer.verdicts = [Posted(Fate.SENT), NOT_NOW]

    assert [number(records[1])] == deliver(box, *records)
    assert ["a@exemple.fr", "c@exemple.fr"] == sent(box)
    assert [] == deliver(box, *records[1:])
    assert ["a@exemple.fr", "c@exemple.fr", "b@exemple.fr"] == sent(box)


def test_one_that_is_refused_is_not_tried_for_ever(box: Letterbox, records: list[dict[str, Any]]) -> None:
    box.mailer.verdicts = [Posted(Fate.REFUSED, "MessageRejected")]

    assert [] == deliver(box, *records)
    assert [] == deliver(box, *records)
    assert ["b@exemple.fr", "c@exemple.fr"] == sent(box)
    assert ("letter-refused", reference(records[0])) == box.told()[0]
    assert "MessageRejected" == box.events()[0]["cause"]


def test_a_stop_in_the_middle_of_a_batch_loses_no_letter(
    box: Letterbox, records: list[dict[str, Any]]
) -> None:
    box.mailer.stops = ["", "after"]
    with pytest.raises(StoppedError):
        deliver(box, *records)

    assert [] == deliver(box, *records)
    assert ["a@exemple.fr", "b@exemple.fr", "b@exemple.fr", "c@exemple.fr"] == sent(box)


def test_without_the_marks_nothing_is_sent(box: Letterbox, records: list[dict[str, Any]]) -> None:
    box.marks.failing = {"start"}

    assert [number(records[0])] == deliver(box, *records)
    assert [] == sent(box)
    assert ("letter-not-sent", "ThrottlingException") == (
        box.events()[0]["message"],
        box.events()[0]["cause"],
    )


def test_only_a_case_that_is_new_is_written_about(box: Letterbox) -> None:
    stored = submission()
    event = record(stored.case)
    event["dynamodb"] |= {
        "Keys": {"reference": {"S": stored.case.reference}, "item": {"S": "EVENT#0001"}},
        "NewImage": event_item(stored.case.reference, stored.history[0]),
    }
    changed = {**record(written_to("a@exemple.fr")), "eventName": "MODIFY"}
    removed = {**record(written_to("a@exemple.fr")), "eventName": "REMOVE"}
    del removed["dynamodb"]["NewImage"]

    assert [] == deliver(box, event, changed, removed)
    assert ([], []) == (sent(box), box.told())


def test_the_stream_is_filtered_to_just_that(records: list[dict[str, Any]]) -> None:
    mapping = read_template(TEMPLATE)["Resources"]["NotifyStream"]["Properties"]
    (pattern,) = [json.loads(each["Pattern"]) for each in mapping["FilterCriteria"]["Filters"]]
    event = insert({}, 1)
    event["dynamodb"]["Keys"] = {"reference": {"S": "EN-0000-0000"}, "item": {"S": "EVENT#0001"}}

    assert matches(pattern, records[0])
    assert not matches(pattern, event)
    assert not matches(pattern, {**records[0], "eventName": "MODIFY"})


TYPED = "Éléonore Secrète"


@pytest.mark.parametrize(
    "change",
    [
        {"created_at": {"S": TYPED}},
        {"answers": {"S": f"{{{TYPED}"}},
        {"answers": {"S": json.dumps([TYPED])}},
        {"form": {"S": "a-form-that-is-gone"}},
        {"ways": {"L": [{"S": TYPED}]}},
    ],
)
def test_what_cannot_be_read_is_reported_and_quoted_nowhere(
    box: Letterbox, records: list[dict[str, Any]], change: dict[str, Any]
) -> None:
    first, broken, last = records
    broken["dynamodb"]["NewImage"] |= change

    assert [number(broken)] == deliver(box, first, broken, last)
    assert ["a@exemple.fr", "c@exemple.fr"] == sent(box)
    assert ("case-unreadable", reference(broken)) == box.told()[1]
    assert TYPED not in str(box.events())


def test_a_record_without_an_image_is_reported(box: Letterbox, records: list[dict[str, Any]]) -> None:
    del records[0]["dynamodb"]["NewImage"]

    assert [number(records[0])] == deliver(box, *records)


FORM = FORMS["questionnaire"]
STRANGE = st.text(alphabet="qxzjkwvéç’-0123456789", min_size=12, max_size=30)
VERDICTS = st.sampled_from([Posted(Fate.SENT), NOT_NOW, Posted(Fate.REFUSED, "MessageRejected")])
NAMES = st.text(alphabet="qxzjkwv0123456789", min_size=8, max_size=20)


@st.composite
def answers(draw: st.DrawFn) -> dict[str, dict[str, str]]:
    """An answer to each question of the form, which nobody could take for a word of ours."""
    given: dict[str, dict[str, str]] = {}
    for asked in fields(FORM).values():
        strange = draw(STRANGE) if asked.widget.control is not Control.EMAIL else f"{draw(NAMES)}@exemple.fr"
        given.setdefault(asked.step, {})[asked.name] = strange
    return given


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    given=answers(),
    verdict=VERDICTS,
    ways=st.frozensets(st.sampled_from(Way)),
    lang=st.sampled_from(["fr", "en"]),
)
def test_nothing_of_a_case_is_in_the_letter_or_the_log(
    built: Path, given: dict[str, dict[str, str]], verdict: Posted, ways: frozenset[Way], lang: str
) -> None:
    box = Letterbox(built)
    box.mailer.verdicts = [verdict]
    stored = replace(case(given), ways=ways, lang=lang)

    deliver(box, record(stored))
    deliver(box, record(stored))

    letters = box.mailer.sent
    assert len(letters) == (verdict.fate is not Fate.REFUSED)
    said = [*(f"{each.subject}\n{text(each)}\n{html(each)}" for each in letters), str(box.events())]
    typed = [answer for step in given.values() for answer in step.values()]
    assert [] == [answer for answer in typed for each in said if answer in each]
    assert [] == [each for each in said if stored.code_mac in each]


def test_the_log_holds_events_references_and_codes_and_nothing_else(
    box: Letterbox, records: list[dict[str, Any]]
) -> None:
    box.mailer.verdicts = [NOT_NOW, Posted(Fate.UNKNOWN, "ReadTimeoutError")]
    deliver(box, *records)

    technical = {"level", "location", "timestamp", "service", "sampling_rate"}
    assert {"message", "reference", "cause"} == {key for event in box.events() for key in event} - technical
    assert ["letter-not-sent", "letter-unknown", "letter-sent"] == [each["message"] for each in box.events()]
    assert ["WARNING", "WARNING", "INFO"] == [each["level"] for each in box.events()]
