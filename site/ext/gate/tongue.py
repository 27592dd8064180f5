"""Each text is in its language, and passages in another language are marked as such."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gate.content import Content
from gate.lists import Lists
from gate.plain import own_words, plain, without_code
from gate.text import Document, Role, Text
from guidance import languages
from guidance.problems import Problem

NAMES = {"fr": "French", "en": "English"}
LITTLE = {
    "fr": (
        "le la les des du de un une et est sont vous votre vos pour dans qui que ce cette avec sur pas ne au aux il "
        "elle nous ou par se sans plus mon ma mes son sa ses leur chez être fait si à je"
    ),
    "en": (
        "the of and to is are you your for in that this with not it we or by be from have has will as at my his her "
        "their if do does can when what which who an"
    ),
}
STOP = {lang: frozenset(words.split()) for lang, words in LITTLE.items()}
"""Little words that tell a language; those that both have (`on`, `a`, `me`) are left out."""
ENOUGH = 3
"""Little words of the other language from which a text is taken to be in it."""
RUN = 2
NEAR = 4
WORD = re.compile(r"[^\W\d_]+")
QUOTED = re.compile(r"“[^”]*”|«[^»]*»")
SCHEME = "Help!"


def check(content: Content) -> Iterator[Problem]:
    """Texts left in the other language; in pages, French words and `Help!` that are not marked."""
    for document in content.documents:
        for text in document.texts:
            yield from _left(text, content.lists)
    for page in content.pages:
        if page.lang == languages.SOURCE:
            yield from _scheme(page)
        else:
            for text in page.texts:
                yield from _unmarked(text, content.lists)


def looks_like(words: str) -> dict[str, int]:
    """How many little words of each language a text has."""
    found = [word.casefold() for word in WORD.findall(words)]
    return {lang: sum(word in little for word in found) for lang, little in STOP.items()}


def _left(text: Text, lists: Lists) -> Iterator[Problem]:
    counts = looks_like(lists.without_names(QUOTED.sub(" ", own_words(text))))
    other = languages.other(text.lang)
    if counts[other] >= ENOUGH and counts[other] > counts[text.lang]:
        message = f"this is {NAMES[other]}, in a file of {NAMES[text.lang]}: translate it"
        yield text.problem("language.left", message)


def _scheme(page: Document) -> Iterator[Problem]:
    for text in page.texts:
        if text.role in {Role.TITLE, Role.DESCRIPTION, Role.BOX} or SCHEME not in plain(text.raw):
            continue
        raw = without_code(text.raw)
        first = raw.find(SCHEME)
        if not raw[first + len(SCHEME) :].startswith("]{lang=en}"):
            message = (
                "write [Help!]{lang=en} where the page first names it, so that it is read aloud in English"
            )
            yield text.problem("language.help", message, text.line_at(first))
        return


def _unmarked(text: Text, lists: Lists) -> Iterator[Problem]:
    """At most one for a text: little French words that stand near each other."""
    if text.role in {Role.TITLE, Role.DESCRIPTION, Role.BOX}:
        return
    words = lists.without_names(own_words(text))
    french: list[int] = []
    for number, found in enumerate(WORD.finditer(words)):
        if found[0].casefold() in STOP["fr"] and found[0] != "plus":
            french.append(number)
            if len(french) >= RUN and number - french[-RUN] < NEAR:
                message = f"mark the French words near “{found[0]}” as [words]{{lang=fr}}"
                cure = f"{message}; a proper name goes into content/words/names.txt"
                yield text.problem("language.passage", cure, text.line_at(found.start(), words))
                return
