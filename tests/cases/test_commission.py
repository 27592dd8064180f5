"""The commission's packet holds nothing that names the person, whatever the answers."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entraide.cases.commission import ENOUGH, File, Places, age_band, rounded, session_packets
from entraide.forms.aids.aced import Aced, AcedStep, Period
from entraide.forms.aids.adr import Adr
from entraide.forms.aids.afe import Afe
from entraide.forms.aids.common import Debt, EventStep, Person, Worker
from entraide.forms.aids.common import Debts as DebtsStep
from entraide.forms.aids.common import Places as StepOfPlaces
from entraide.forms.aids.fci import Fci
from entraide.forms.aids.options import Creditor
from entraide.forms.definition import ForCommission, Form
from entraide.forms.privacy import Privacy
from entraide.forms.reflection import fields
from entraide.forms.values.place import PlaceAnswer

TODAY = date(2026, 11, 22)
FORMS: tuple[type[Form], ...] = (Aced, Afe, Fci, Adr)
PLACES = Places(
    departement=lambda place: f"département {place.postal_code[:2]}",
    region=lambda place: f"région {place.postal_code[:1]}",
)


def place(code: str = "10000") -> PlaceAnswer:
    return PlaceAnswer(postal_code=code, commune=f"{code[:2]}387")


def aced() -> Aced:
    return Aced(
        activity=Worker.model_construct(siret="35600000000048"),
        places=StepOfPlaces.model_construct(
            work=place("10000"), home=place("10150"), street="7 quai des Brumes"
        ),
        you=Person.model_construct(
            first_name="Zéphyrine",
            family_name="Quimperlois",
            email="zephyrine@exemple.fr",
            phone="+33612345678",
        ),
        debts=DebtsStep.model_construct(
            list=(Debt.model_construct(creditor=Creditor.BANK, amount=Decimal("1234.56")),)
        ),
        event=EventStep.model_construct(recovery="Zéphyrine reprend le marché de Troyes"),
    )


def test_names_contacts_and_numbers_are_not_there() -> None:
    (packet,) = session_packets([File(1, Aced, aced())], PLACES, TODAY)

    told = json.dumps(packet.answers, default=str, ensure_ascii=False)

    for identifying in ("Zéphyrine", "Quimperlois", "quai", "exemple.fr", "612345678", "356000000", "10387"):
        assert identifying not in told


def test_free_text_is_withheld_until_it_is_cleared() -> None:
    path = "event.recovery"
    (withheld,) = session_packets([File(1, Aced, aced())], PLACES, TODAY)
    (cleared,) = session_packets([File(1, Aced, aced(), {path: "L’activité reprend"})], PLACES, TODAY)

    assert path not in withheld.answers
    assert "L’activité reprend" == cleared.answers[path]


@pytest.mark.parametrize("others", range(ENOUGH + 1))
def test_a_departement_is_told_only_when_enough_files_share_it(others: int) -> None:
    files = [File(number, Aced, aced()) for number in range(1 + others)]

    told = {packet.answers["places.work"] for packet in session_packets(files, PLACES, TODAY)}

    assert told == ({"département 10"} if others + 1 >= ENOUGH else {"région 1"})


def test_amounts_in_rows_are_rounded() -> None:
    (packet,) = session_packets([File(1, Aced, aced())], PLACES, TODAY)

    assert [{"creditor": "bank", "amount": 1200}] == packet.answers["debts.list"]


def test_of_a_period_the_year_is_told_and_the_amount_rounded() -> None:
    owed = Period.model_construct(start="2026-04", amount=Decimal("1180.40"))
    answers = aced().model_copy(update={"aced": AcedStep.model_construct(by_period=(owed,))})
    (packet,) = session_packets([File(1, Aced, answers)], PLACES, TODAY)

    assert [{"start": "2026", "amount": 1200}] == packet.answers["aced.by_period"]


@pytest.mark.parametrize("form", FORMS)
def test_what_identifies_or_reaches_a_person_is_declared_for_nobody(form: type[Form]) -> None:
    allowed = {ForCommission.WITHHELD, ForCommission.CLEARED_TEXT, ForCommission.AGE_BAND}

    for asked in fields(form).values():
        for each in (asked, *asked.columns):
            if each.question.privacy in (Privacy.IDENTIFYING, Privacy.CONTACT, Privacy.HEALTH):
                assert each.question.commission in allowed, each.path


@given(st.decimals(min_value=0, max_value=99_999_999, places=2))
@settings(max_examples=200)
def test_a_rounded_amount_is_near_and_hides_the_cents(amount: Decimal) -> None:
    told = rounded(amount)

    assert told % 50 == 0
    assert abs(told - amount) <= max(25, amount / 20, 5_000 if amount >= 100_000 else 0)


@pytest.mark.parametrize(
    ("born", "band"),
    [("1966-11", "60-69"), ("1966-12", "50-59"), ("2008-01", "10-19"), ("2026-12", "0-9")],
)
def test_an_age_is_told_in_bands_of_ten_years(born: str, band: str) -> None:
    assert age_band(born, TODAY) == band
