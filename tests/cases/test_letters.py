"""What is written to a worker, in both languages, and to which address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, ClassVar

import pytest

from entraide.cases.letters import Letter, Site, UnreadableAnswersError, address, received
from entraide.cases.model import Way
from entraide.forms.definition import Form, Question, Step
from entraide.forms.privacy import EVERY_BODY, Audience, Privacy
from entraide.forms.questionnaire import Questionnaire
from entraide.forms.values.email import Email
from entraide.messaging.mail import text
from entraide.pages.words import LANGUAGES, load_words
from letter_parts import SITE, case, written_to

ADDRESS = "camille@exemple.fr"
BOTH = frozenset(Way)
WAYS = [frozenset({Way.SENT}), BOTH, frozenset({Way.PREPARED}), frozenset[Way]()]


def asked(privacy: Privacy, audience: Audience = EVERY_BODY) -> Question:
    return Question(privacy, audience, required=False)


class Business(Step):
    accountant: Annotated[Email | None, asked(Privacy.IDENTIFYING)] = None


class Reaching(Step):
    where: Annotated[Email | None, asked(Privacy.CONTACT)] = None
    or_where: Annotated[Email | None, asked(Privacy.CONTACT)] = None


class Another(Form):
    """A form that calls its questions otherwise."""

    id: ClassVar[str] = "another"
    version: ClassVar[int] = 1
    business: Business
    reaching: Reaching


def another(**answers: Mapping[str, str | None] | None) -> str | None:
    return address(Another, json.dumps(answers))


class TestAddress:
    def test_the_one_of_the_questionnaire(self) -> None:
        assert ADDRESS == address(Questionnaire, written_to(ADDRESS).answers)

    def test_is_found_by_what_the_question_is_and_not_by_its_name(self) -> None:
        assert ADDRESS == another(reaching={"where": ADDRESS})
        assert ADDRESS == another(reaching={"where": None, "or_where": ADDRESS})

    def test_of_somebody_else_is_not_written_to(self) -> None:
        assert another(business={"accountant": ADDRESS}) is None

    @pytest.mark.parametrize(
        "answers", [{}, {"you": None}, {"you": {}}, {"you": {"email": None}}, {"you": {"email": ""}}]
    )
    def test_may_not_have_been_given(self, answers: object) -> None:
        assert address(Questionnaire, json.dumps(answers)) is None

    def test_is_not_the_telephone(self) -> None:
        answers = {"you": {"email": None, "phone": "+33612345678", "message": f"écrivez à {ADDRESS}"}}

        assert address(Questionnaire, json.dumps(answers)) is None

    @pytest.mark.parametrize(
        "typed",
        [
            f"{ADDRESS}\r\nBcc: other@exemple.fr",
            f"{ADDRESS}\nSubject: you have won",
            f"{ADDRESS}, other@exemple.fr",
            f"{ADDRESS};other@exemple.fr",
            f"{ADDRESS} other@exemple.fr",
            f"Camille <{ADDRESS}>",
            f'"{ADDRESS}" <other@exemple.fr>',
            f"{ADDRESS}\u2028Bcc:other@exemple.fr",
            "camille@exemple.fr@exemple.fr",
            "camille@",
            "@exemple.fr",
            "camille",
        ],
    )
    def test_that_is_not_one_address_alone_is_none(self, typed: str) -> None:
        assert address(Questionnaire, json.dumps({"you": {"email": typed}})) is None

    @pytest.mark.parametrize("answers", ["", "{", "[]", '"text"', "1", '{"you": "text"}', '{"you": [1]}'])
    def test_in_answers_that_cannot_be_read_is_told_without_a_quotation(self, answers: str) -> None:
        with pytest.raises(UnreadableAnswersError) as unreadable:
            address(Questionnaire, answers)

        assert "" == str(unreadable.value)
        assert unreadable.value.__suppress_context__


def letters(built: Path, site: Site = SITE, **changes: Any) -> Iterator[tuple[Letter, str]]:  # noqa: ANN401
    """The letter of a case in each language, and the whole of it as text."""
    for lang in LANGUAGES:
        letter = received(written_to(ADDRESS, **changes), ADDRESS, load_words(built, lang), site)
        yield letter, f"{letter.subject}\n{text(letter)}"


@pytest.mark.parametrize("ways", WAYS)
def test_it_says_what_must_not_be_missed(built: Path, ways: frozenset[Way]) -> None:
    reference = written_to(ADDRESS).reference
    for letter, whole in letters(built, ways=ways):
        assert reference in letter.subject
        assert reference in letter.parts[0].paragraphs[-1]
        assert f"https://entraide.example/api/{letter.lang}/follow" in whole.splitlines()
        assert "3114" in letter.footer[0]
        statement = load_words(built, letter.lang).text("interface", "receipt", "statement")
        assert statement.split(". ")[-1] in whole
        assert {"fr": "Ce site n’est pas l’Urssaf", "en": "This site is not Urssaf"}[letter.lang] in whole


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_way_has_its_own_letter(built: Path, lang: str) -> None:
    words = load_words(built, lang)
    made = [received(written_to(ADDRESS, ways=ways), ADDRESS, words, SITE) for ways in WAYS]

    assert len(WAYS) == len({letter.title for letter in made})
    assert len(WAYS) == len({letter.parts[1] for letter in made})


def test_who_must_hand_in_the_file_is_told_that_nothing_has_left(built: Path) -> None:
    (french, _), (english, _) = letters(built, ways=frozenset({Way.PREPARED}))

    assert french.parts[1].paragraphs[0].startswith("Rien n’est parti.")
    assert english.parts[1].paragraphs[0].startswith("Nothing has been sent.")


def test_a_demonstration_says_so_first(built: Path) -> None:
    site = Site("https://entraide.example", demonstration=True)
    (french, _), (english, _) = letters(built, site)

    assert french.parts[0].paragraphs[0].startswith("Démonstration")
    assert english.parts[0].paragraphs[0].startswith("Demonstration")
    assert not any("émonstration" in whole or "emonstration" in whole for _, whole in letters(built))


def test_the_subject_tells_nothing_to_who_reads_over_the_shoulder(built: Path) -> None:
    (french, _), (english, _) = letters(built, ways=BOTH)
    reference = written_to(ADDRESS).reference

    assert f"Entraide\u00a0: votre récépissé {reference}" == french.subject
    assert f"Entraide: your receipt {reference}" == english.subject


REVEALING = re.compile(
    r"help!|difficult|dette|debt|cotis|contribution|\b(?:aides?|aids?|ill)\b|malad|santé|health|retrait|suicid",
    re.IGNORECASE,
)


@pytest.mark.parametrize("ways", WAYS)
def test_the_letter_does_not_reveal_what_the_request_is_about(built: Path, ways: frozenset[Way]) -> None:
    for letter, _ in letters(built, ways=ways):
        # What the site is not is said to everybody alike.
        *before, _, after = letter.parts
        assert [] == REVEALING.findall(f"{letter.subject}\n{text(replace(letter, parts=(*before, after)))}")


@pytest.mark.parametrize("ways", WAYS)
def test_nothing_is_left_to_fill_in(built: Path, ways: frozenset[Way]) -> None:
    for _, whole in letters(built, ways=ways):
        assert [] == re.findall(r"[{}]", whole)


def test_the_letter_is_the_same_whatever_was_typed(built: Path) -> None:
    words = load_words(built, "fr")
    one = case({"you": {"first_name": "Zoé", "message": "{reference} {site} \r\nBcc: x"}, "needs": ["aced"]})
    two = case({"you": {"email": ADDRESS}}, created_at=one.created_at)

    assert received(one, ADDRESS, words, SITE) == received(two, ADDRESS, words, SITE)


def test_the_words_have_the_same_keys_in_both_languages(built: Path) -> None:
    def keys(node: object) -> object:
        return {key: keys(each) for key, each in node.items()} if isinstance(node, dict) else type(node)

    french, english = (load_words(built, lang).node("mails") for lang in LANGUAGES)

    assert keys(french) == keys(english)


def test_french_has_its_spaces(built: Path) -> None:
    (_, french), _ = letters(built, ways=BOTH)
    prose = re.sub(r"https?://\S+", "", french)

    assert [] == re.findall(r".{9}[^\u202f][;!?]", prose)
    assert [] == re.findall(r".{9}[^\u00a0]:", prose)
    assert "'" not in prose
