"""Every rule and referral has words in both languages, filled by what the rule looked at; no word is left over."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from entraide.agencies.directory import Directory
from entraide.agencies.places import Commune
from entraide.agencies.routing import route
from entraide.agencies.rules import Rule, Told
from entraide.agencies.situation import Reason, Situation
from entraide.agencies.vocabulary import Activity, Need, Network, PensionPayer, Position

At = Callable[[str, str], Commune]

CONTENT = Path(__file__).resolve().parents[2] / "content"
WORDS = {
    lang: yaml.safe_load((CONTENT / lang / "forms" / "_rules.yml").read_text(encoding="utf-8"))
    for lang in ("fr", "en")
}
PLACEHOLDER = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
FACT = re.compile(r"\{\{ ([a-z.]+) \}\}")


def test_both_languages_have_the_same_sections() -> None:
    assert ["rules", "referrals", "networks"] == list(WORDS["fr"]) == list(WORDS["en"])


@pytest.mark.parametrize("lang", WORDS)
def test_every_rule_referral_and_network_has_words_and_no_word_is_left_over(lang: str) -> None:
    assert [str(rule) for rule in Rule] == list(WORDS[lang]["rules"])
    assert [str(told) for told in Told] == list(WORDS[lang]["referrals"])
    assert {str(network) for network in Network} == set(WORDS[lang]["networks"])
    assert {("title", "text")} == {tuple(words) for words in WORDS[lang]["referrals"].values()}


@pytest.mark.parametrize("rule", Rule)
def test_both_languages_tell_the_same_inputs(rule: Rule) -> None:
    french, english = (set(PLACEHOLDER.findall(WORDS[lang]["rules"][rule])) for lang in ("fr", "en"))
    assert french == english


@pytest.mark.parametrize("told", Told)
def test_both_languages_tell_the_same_facts(told: Told) -> None:
    french, english = (sorted(FACT.findall(WORDS[lang]["referrals"][told]["text"])) for lang in ("fr", "en"))
    assert french == english


@pytest.mark.parametrize("lang", WORDS)
def test_every_fact_exists(lang: str) -> None:
    facts = yaml.safe_load((CONTENT / "facts.yml").read_text(encoding="utf-8"))
    told = {fact for words in WORDS[lang]["referrals"].values() for fact in FACT.findall(words["text"])}
    assert set() == told - set(facts)


def test_french_has_its_no_break_spaces_and_apostrophes() -> None:
    sentences = [*WORDS["fr"]["rules"].values()]
    sentences += [text for words in WORDS["fr"]["referrals"].values() for text in words.values()]
    plain = re.compile(r" [;!?:](?: |$)|\w[;!?:](?: |$)|'")
    assert [] == [text for text in sentences if plain.search(text.replace("Help!", ""))]


def test_every_rule_has_a_source() -> None:
    assert [] == [rule for rule in Rule if not rule.source]


@pytest.fixture(scope="module")
def reasons(directory: Directory, at: At) -> dict[str, list[Reason]]:
    """The reasons of situations that bring every rule into play, by rule."""
    found: dict[str, list[Reason]] = {}
    for situation in _situations(at):
        routing = route(situation, directory)
        told = [reason for choice in routing.choices for reason in choice.reasons]
        told += [reason for referral in routing.referrals for reason in referral.reasons]
        for reason in told:
            found.setdefault(reason.rule, []).append(reason)
    return found


def _situations(at: At) -> list[Situation]:
    troyes, lille = at("10000", "10387"), at("59000", "59350")
    everything = frozenset(Need)
    usual = Situation(everything, troyes, troyes)
    elsewhere = [
        replace(usual, work=place, home=place)
        for place in (
            lille,
            at("75011", "75111"),
            at("40220", "40312"),
            at("48000", "48095"),
            at("97200", "97209"),
            at("97150", "97801"),
            at("97600", "97611"),
            at("97133", "97701"),
            at("97500", "97502"),
        )
    ]
    return [
        usual,
        *elsewhere,
        replace(usual, needs=frozenset()),
        replace(usual, work=None),
        replace(usual, home=None),
        replace(usual, home=None, home_abroad=True),
        replace(usual, work=None, home=None),
        replace(usual, invalidity_pension=True, draws_pension=True),
        replace(usual, home=lille, cpam="cpam-59-flandres"),
        replace(usual, cpam="cpam-51"),
        *(replace(usual, activity=activity) for activity in Activity),
        *(replace(usual, position=position) for position in Position),
        *(replace(usual, activity=Activity.REGULATED, pension_payer=payer) for payer in PensionPayer),
        replace(usual, activity=Activity.LIBERAL, pension_payer=PensionPayer.OWN_FUND),
    ]


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_is_applied_and_its_words_are_filled(rule: Rule, reasons: dict[str, list[Reason]]) -> None:
    assert rule in reasons
    for lang in WORDS:
        for reason in reasons[rule]:
            sentence = WORDS[lang]["rules"][rule].format(**dict(reason.inputs))
            assert "{" not in sentence
            assert sentence.endswith((".", *dict(reason.inputs).values()))


def test_every_referral_is_told(directory: Directory, at: At) -> None:
    told: set[Any] = {
        each.code for situation in _situations(at) for each in route(situation, directory).referrals
    }
    assert set(Told) == told
