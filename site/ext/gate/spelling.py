"""Spelling in both languages, with the project's own words beside the dictionaries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spellchecker import SpellChecker

from gate.content import Content
from gate.lists import phrase
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
    lists = content.lists
    names = re.compile("|".join(phrase(name) for name in lists.names) or r"(?!)")
    acronyms = frozenset(name.casefold() for name in (*lists.acronyms, *lists.common))
    for document in content.documents:
        for text in document.texts:
            own = lists.spelling[text.lang] | acronyms
            words = own_words(text)
            for cover in (ADDRESS, names, NUMBERED):
                words = cover.sub(lambda found: re.sub(r"\S", " ", found[0]), words)
            yield from _misspelt(text, words, own)


def _misspelt(text: Text, words: str, own: frozenset[str]) -> Iterator[Problem]:
    told: set[str] = set()
    for found in WORD.finditer(words):
        word = found[0].replace("’", "'").casefold()
        if word in told or _known(word, text, own):
            continue
        told.add(word)
        yield text.problem("spelling", _message(found[0], text.lang), text.line_at(found.start(), words))


def _known(word: str, text: Text, own: frozenset[str]) -> bool:
    """A word is known as a whole, or when each of the parts that an apostrophe leaves is."""
    langs = [text.lang]
    if text.role is Role.WORDS and text.lang != languages.SOURCE:
        langs.append(languages.SOURCE)  # the words of a form cannot mark the French terms that they quote
    parts = word.split("'")
    return any(
        word in own or all(len(part) == 1 or part in own or part in _dictionary(lang) for part in parts)
        for lang in langs
    )


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
