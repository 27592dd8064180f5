"""What the documents of the agency API take, and no more: days and amounts as they are written, never guessed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from agency_counter import KEY, PREPARED, SITTING, AgencyCounter, listed, problem
from commission_parts import COMMISSION, URSSAF
from entraide.handlers.agency_calls import DECIDES, INVESTIGATES
from entraide.handlers.agency_documents import NewDecision, NewSession

GRANTS = {"outcome": "granted", "reason": "urgent-need"}
DESTINATION = "EN-0000-0000-1"
TAKEN = re.compile(r"[0-9]{1,6}(\.[0-9]{1,2})?")


@pytest.fixture
def counter(built: Path) -> AgencyCounter:
    return AgencyCounter(built)


def amount(given_: object) -> Decimal | None:
    """What is read; None when it is refused."""
    try:
        return NewDecision.model_validate({**GRANTS, "amount": given_}).amount
    except ValidationError:
        return None


@pytest.mark.parametrize(
    ("given_", "read"),
    [("100", "100.00"), ("1500.5", "1500.50"), (1500.5, "1500.50"), (100, "100.00"), ("0.01", "0.01")],
)
def test_an_amount_is_read_to_the_cent(given_: object, read: str) -> None:
    assert read == str(amount(given_))


@pytest.mark.parametrize(
    "given_",
    [
        "1e2",
        "１２",
        "1_000",
        "1 000",
        "10,5",
        " 10",
        "10\n",
        "+10",
        "-10",
        "10.001",
        "1234567",
        "10.",
        ".5",
        "",
    ],
)
def test_an_amount_that_is_written_otherwise_is_refused(given_: str) -> None:
    assert amount(given_) is None


@pytest.mark.parametrize("given_", [True, -1, 10.001, 1e22, 1e-9, 10**30, ["10"], {}])
def test_what_is_no_amount_is_refused(given_: object) -> None:
    assert amount(given_) is None


@given(st.text() | st.from_regex(TAKEN, fullmatch=True) | st.integers() | st.floats())
def test_an_amount_is_taken_exactly_when_it_is_written_as_one(given_: str | float) -> None:
    read = amount(given_)

    assert bool(TAKEN.fullmatch(str(given_))) == (read is not None)
    assert read is None or (-2, Decimal(str(given_))) == (read.as_tuple().exponent, read)


@pytest.mark.parametrize(
    "day",
    [
        0,
        86400,
        "86400",
        "0",
        "2026-12-3",
        "20261203",
        "2026-12-03T00:00:00",
        "2026-02-30",
        "２026-12-03",
        None,
    ],
)
def test_a_day_that_is_not_written_as_one_is_refused(day: object) -> None:
    with pytest.raises(ValidationError):
        NewSession.model_validate({"day": day, "destinations": [DESTINATION]})


@given(st.dates())
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    wanted = NewSession.model_validate({"day": day.isoformat(), "destinations": [DESTINATION]})

    assert day == wanted.day


@pytest.mark.parametrize("days", [-1, -700_000])
def test_a_session_on_a_day_that_is_past_is_refused(counter: AgencyCounter, days: int) -> None:
    day = counter.offices.clock.now().date() + timedelta(days=days)
    body = {"day": day.isoformat(), "destinations": [counter.offices.taken(KEY)]}

    answer = counter.call(INVESTIGATES, URSSAF, f"POST {PREPARED}", body, idempotency_key=KEY)

    assert (422, [("session.past", "day")]) == problem(answer)


def test_a_session_today_is_prepared_and_told_again_when_its_day_is_past(counter: AgencyCounter) -> None:
    today = counter.offices.clock.now().date()
    body = {"day": today.isoformat(), "destinations": [counter.offices.taken(KEY)]}

    first = counter.call(INVESTIGATES, URSSAF, f"POST {PREPARED}", body, idempotency_key=KEY)
    counter.offices.clock.advance(timedelta(days=3))
    again = counter.call(INVESTIGATES, URSSAF, f"POST {PREPARED}", body, idempotency_key=KEY)

    assert (201, str(today)) == (first[0], first[1]["day"])
    assert first == again


def test_an_amount_comes_back_as_euros_and_cents(counter: AgencyCounter) -> None:
    session = listed(counter, counter.offices.taken(KEY))
    file = f"{SITTING}/{{session={session}}}/files/{{number=1}}"
    counter.call(DECIDES, COMMISSION, f"PUT {file}/decision", {**GRANTS, "amount": 100})
    counter.call(DECIDES, COMMISSION, f"POST {SITTING}/{{session={session}}}/close")

    hand_back = f"POST {PREPARED}/{{session={session}}}/files/{{number=1}}/hand-back"
    (decision,) = counter.call(INVESTIGATES, URSSAF, hand_back)[1]["decisions"]

    assert "100.00" == decision["amount"]
