"""What names the person is found in a text, as people write it; what does not is left in peace."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.cases.naming import folded, named_in, naming
from entraide.forms.definition import Form, Question, Step
from entraide.forms.privacy import EVERY_BODY, Privacy
from entraide.forms.values.phone import FrenchPhone
from entraide.forms.values.place import Place
from entraide.forms.values.siret import Siret
from entraide.forms.values.text import FamilyName, Street

NAMES = Question(Privacy.IDENTIFYING, EVERY_BODY, required=False)


class Asked(Step):
    name: Annotated[FamilyName | None, NAMES] = None
    street: Annotated[Street | None, NAMES] = None
    phone: Annotated[FrenchPhone | None, NAMES] = None
    siret: Annotated[Siret | None, NAMES] = None
    seat: Annotated[Place | None, Question(Privacy.PLAIN, EVERY_BODY, required=False)] = None


class Person(Form):
    """One answer of each sort that names."""

    id: ClassVar[str] = "person"
    version: ClassVar[int] = 1
    asked: Asked = Asked()


def found(asked: str, value: Any, text: str) -> bool:  # noqa: ANN401 - as stored
    """Whether the answer is found in the text; for a place, the value is its commune's name."""
    given_answer = {"postal_code": "10150", "commune": "10299"} if asked == "seat" else value
    answers = Person.model_validate({"asked": {asked: given_answer}})
    return named_in(text, naming(Person, answers, lambda _: value)) == (f"asked.{asked}",)


@pytest.mark.parametrize(
    ("asked", "value", "text"),
    [
        ("name", "Lecœur", "chez Mme Lecoeur"),
        ("name", "Lecoeur", "chez Mme LECŒUR"),
        ("name", "Lætitia", "avec laetitia"),
        ("name", "Løvenskiöld", "M. Lovenskiold"),
        ("name", "Wałęsa-Đorđević", "Walesa Dordevic"),
        ("name", "Saint-Just", "M. St Just"),
        ("name", "St Just", "M. SAINT-JUST"),
        ("name", "Straße", "bei STRASSE"),
        ("name", "Camille", "signé 𝑪𝑨𝑴𝑰𝑳𝑳𝑬"),
        ("seat", "Lyon 3e Arrondissement", "à Lyon, l’an dernier"),
        ("seat", "Lyon 3e Arrondissement", "à LYON 3e"),
        ("seat", "Marseille 1er Arrondissement", "à Marseille."),
        ("seat", "Paris 3e Arrondissement", "Paris 3e arrondissement"),
        ("seat", "Saint-Étienne", "un salon à St-Etienne"),
        ("seat", "Saint-Étienne", "un salon à st. étienne"),
        ("seat", "Pont-Sainte-Marie", "vers pont ste marie"),
        ("seat", "L’Haÿ-les-Roses", "à l'hay les roses"),
        ("seat", "Troyes", "CP 10150"),
        ("seat", "Troyes", "CP 10 150"),
        ("street", "12 rue des Lilas", "la rue des Lilas est en travaux"),
        ("street", "12 bis, rue des Lilas", "au 12 bis rue des lilas"),
        ("street", "12B rue des Lilas", "rue des Lilas"),
        ("street", "12-14 rue des Lilas", "rue des Lilas"),
        ("street", "3, rue du 8 Mai 1945", "rue du 8 mai 1945"),
        ("street", "12 ter rue St-Jean", "rue Saint Jean"),
        ("siret", "35600000000048", "SIREN 356,000,000"),
        ("siret", "35600000000048", "SIREN 356 · 000 · 000"),
        ("siret", "35600000000048", "356.000.000.00048"),
        ("phone", "+33612345678", "06,12,34,56,78"),
        ("phone", "+33612345678", "06·12·34·56·78"),
        ("phone", "+33612345678", "06\u201112\u201134\u201156\u201178"),
        ("phone", "+33612345678", "06 – 12 – 34 – 56 – 78"),
        ("phone", "+33612345678", "06\u200b12\u200b345678"),
        ("phone", "+33612345678", "０６１２３４５６７８"),
        ("phone", "+33612345678", "⁰⁶ ¹² ³⁴ ⁵⁶ ⁷⁸"),
        ("phone", "+33612345678", "٠٦١٢٣٤٥٦٧٨"),
        ("phone", "+33612345678", "+33 (0)6 12 34 56 78"),
        ("phone", "+68987123456", "87 12 34 56"),
        ("phone", "+508411234", "au 41 12 34"),
        ("phone", "+508411234", "au 0508 41 12 34"),
        ("phone", "+3225111234", "02 511 12 34"),
        ("phone", "+37793151234", "93 15 12 34"),
        ("phone", "+262639123456", "0639 12 34 56"),
        ("phone", "+390612345678", "06 1234 5678"),
    ],
)
def test_what_names_is_found_as_people_write_it(asked: str, value: str, text: str) -> None:
    assert found(asked, value, text)


@pytest.mark.parametrize(
    ("asked", "value", "text"),
    [
        ("name", "Lecœur", "un malaise au cœur, le coeur fatigué"),
        ("name", "Saint-Just", "un saint homme, rue St Jean"),
        ("seat", "Paris 3e Arrondissement", "je travaille à Paris"),
        ("seat", "Lyon 3e Arrondissement", "le 3e arrondissement, un lyonnais"),
        ("seat", "Troyes", "une dette de 101,50 € et 1 015 euros"),
        ("street", "12 rue des Lilas", "une rue bordée de lilas, le 12"),
        ("street", "12 bourg", "dans le bourg"),
        ("siret", "35600000000048", "356 000 € et 0,00 €"),
        ("phone", "+33612345678", "33 612 € et 345 678 €"),
        ("phone", "+508411234", "41 € puis 12,34 €"),
    ],
)
def test_what_does_not_name_is_left(asked: str, value: str, text: str) -> None:
    assert not found(asked, value, text)


SIGNS = st.text(st.characters(categories=["P", "S", "Z"]), max_size=3)


@given(
    st.sampled_from(["+33612345678", "+68987123456", "+508411234", "+3225111234", "+12125550123"]), st.data()
)
def test_a_number_is_found_whatever_stands_between_its_digits(number: str, data: st.DataObject) -> None:
    national = phonenumbers.national_significant_number(phonenumbers.parse(number, None))
    between = data.draw(st.lists(SIGNS, min_size=len(national), max_size=len(national)))

    assert found("phone", number, "".join(map("".join, zip(national, between, strict=True))))


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    once = folded(text)

    assert once == folded(once)
    assert re.fullmatch(r"(\S+( \S+)*)?", once)


@given(
    st.text(st.characters(categories=["L"]), min_size=4, max_size=20),
    st.sampled_from([str.upper, str.lower, str.title]),
)
def test_a_name_is_found_in_any_case(name: str, cased: Any) -> None:  # noqa: ANN401 - a method of str
    assert found("name", name, f"M. {name}, merci")
    if name.isascii():
        assert found("name", name, f"M. {cased(name)}, merci")
