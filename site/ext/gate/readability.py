"""How easy each page is to read: Flesch's formula for English, Kandel and Moles' for French.

Both run from 0 (hard) to 100 (easy); above 60 is plain language. Syllables are those of the hyphenation dictionaries.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pyphen  # type: ignore[import-untyped]

from gate.content import Content
from gate.sentences import LONGEST, sentences
from gate.text import Document

CONSTANTS = {"fr": (207.0, 1.015, 73.6), "en": (206.835, 1.015, 84.6)}
"""What is taken from: a constant, for each word of a sentence, for each syllable of a word."""
DICTIONARIES = {"fr": "fr_FR", "en": "en_GB"}
WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """The figures of one page."""

    source: str
    lang: str
    words: int
    sentences: int
    long: int
    """Sentences of more than 25 words."""
    words_per_sentence: float
    ease: float


def readings(content: Content) -> list[Reading]:
    """The figures of every page, hardest first."""
    found = [reading(page, content.said(page.lang)) for page in content.pages]
    return sorted(found, key=lambda each: (each.ease, each.source, each.lang))


def reading(document: Document, fact: Callable[[str], str]) -> Reading:
    """The figures of one page; a page without words is as easy as can be."""
    said = [each for text in document.texts for each in sentences(text, fact)]
    words = [word for each in said for word in WORD.findall(each.words)]
    syllables = sum(_syllables(word.casefold(), document.lang) for word in words)
    start, per_word, per_syllable = CONSTANTS[document.lang]
    length = len(words) / len(said) if said else 0.0
    ease = start - per_word * length - per_syllable * (syllables / len(words) if words else 0.0)
    long = sum(each.length > LONGEST for each in said)
    return Reading(
        document.source, document.lang, len(words), len(said), long, round(length, 1), round(ease, 1)
    )


def table(found: list[Reading]) -> str:
    """The figures as lines of text."""
    lines = [f"{'ease':>6} {'words':>6} {'per sentence':>12} {'long':>5}  page"]
    lines += [
        f"{each.ease:6.1f} {each.words:6} {each.words_per_sentence:12.1f} {each.long:5}  {each.lang}/{each.source}"
        for each in found
    ]
    for lang in CONSTANTS:
        ease = [each.ease for each in found if each.lang == lang]
        if ease:
            lines.append(f"{sum(ease) / len(ease):6.1f} {'':25}  mean of {len(ease)} pages, {lang}")
    return "\n".join(lines)


@cache
def _syllables(word: str, lang: str) -> int:
    return len(_dictionary(lang).positions(word)) + 1


@cache
def _dictionary(lang: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=DICTIONARIES[lang])
