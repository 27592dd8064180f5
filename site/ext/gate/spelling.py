"""Spelling in both languages, with the project's own words beside the dictionaries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spellchecker import SpellChecker

from gate.content import Content
from gate.lists import Lists
from gate.plain import own_words
from gate.text import Role, Text
from guidance import languages
from guidance.problems import Problem

ADDRESS = re.compile(r"\S*(?:://|www\.|@|\.(?:fr|com|eu)\b)\S*")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
NUMBERED = re.compile(r"\w*\d\w*")
MOST = 3
"""Other spellings that are proposed."""


def check(content: Content) -> Iterator[Problem]:
    """Each word that neither the dictionary nor the project's list has, once for each text."""
    speller = _Speller(content.lists)
    for document in content.documents:
        for text in document.texts:
            yield from speller.problems(text)


class _Speller:
    """Knows each word that it has met."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        acronyms = frozenset(name.casefold() for name in (*lists.acronyms, *lists.common))
        self._own = {lang: words | acronyms for lang, words in lists.spelling.items()}
        self._met: dict[tuple[str, str, bool], bool] = {}

    def problems(self, text: Text) -> Iterator[Problem]:
        words = self._lists.without_names(own_words(text))
        for cover in (ADDRESS, NUMBERED):
            words = cover.sub(lambda found: re.sub(r"\S", " ", found[0]), words)
        told: set[str] = set()
        for found in WORD.finditer(words):
            word = found[0].replace("’", "'").casefold()
            if word not in told and not self._knows(word, text):
                told.add(word)
                message = _message(found[0], text.lang)
                yield text.problem("spelling", message, text.line_at(found.start(), words))

    def _knows(self, word: str, text: Text) -> bool:
        # the words of a form cannot mark the French terms that they quote
        quotes = text.role is Role.WORDS and text.lang != languages.SOURCE
        place = (word, text.lang, quotes)
        if place not in self._met:
            own = self._own[text.lang]
            langs = {text.lang, languages.SOURCE} if quotes else {text.lang}
            self._met[place] = any(_spelt(word, lang, own) for lang in langs)
        return self._met[place]


def _spelt(word: str, lang: str, own: frozenset[str]) -> bool:
    """A word is right as a whole, or when each of the parts that an apostrophe leaves is."""
    if word in own:
        return True
    return all(len(part) == 1 or part in own or part in _dictionary(lang) for part in word.split("'"))


def _message(word: str, lang: str) -> str:
    other = languages.other(lang)
    if word.casefold() in _dictionary(other):
        marked = f"mark it [{word}]{{lang={other}}}"
        return f"“{word}” is in the other language: {marked}, or add it to content/words/{lang}.txt"
    near = sorted(
        _dictionary(lang).candidates(word.casefold()) or (), key=_dictionary(lang).word_usage_frequency
    )
    proposed = ", ".join(reversed(near[-MOST:]))
    cure = f"correct it ({proposed}?)" if proposed else "correct it"
    return f"“{word}” is in no dictionary: {cure}, or add it to content/words/{lang}.txt"


@cache
def _dictionary(lang: str) -> SpellChecker:
    return SpellChecker(language=lang, distance=1)
