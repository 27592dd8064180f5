"""Acronyms are explained where a page first uses them, and somewhere in a form or a mail that does.

The words of a form are not read in the order of their file, and those that all forms share (`_rules.yml`) are read
beside a form: it is enough that one of these files explains.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gate.content import Content
from gate.plain import LINK, PASSAGES, plain
from gate.text import Document, Role, Text
from guidance import languages
from guidance.problems import Problem

CAPITALS = r"[A-Z][A-Z0-9]*[A-Z]"
PLURAL = re.compile(r"s\b(?!')")
SILENT = frozenset({Role.TITLE, Role.DESCRIPTION, Role.GUIDE, Role.HEADING, Role.BOX})
"""Too short to explain anything: what follows them does."""


def check(content: Content) -> Iterator[Problem]:
    """The first use of each acronym that is not explained by then, and acronyms that nobody knows."""
    names = "|".join(sorted(map(re.escape, content.lists.acronyms), key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])({names + '|' if names else ''}{CAPITALS})(?=s?(?!\w))")
    for page in content.pages:
        yield from _first_uses(page, pattern, content, "")
    for lang in languages.LANGUAGES:
        documents = [each for each in content.word_documents if each.lang == lang]
        said = {each.source: _said(each.texts, content, lang) for each in documents}
        for document in documents:
            beside = said if _shared(document.source) else content.shares(document)
            explained = " ".join(said[source] for source in beside)
            yield from _first_uses(document, pattern, content, explained)


def flat(words: str) -> str:
    """The words in small letters and in the singular, with plain spaces and apostrophes."""
    return " ".join(PLURAL.sub("", words.replace("’", "'").casefold()).split())


def _shared(source: str) -> bool:
    """The words of every page or form."""
    return source.startswith("forms/_") or "/" not in source


def _said(texts: tuple[Text, ...], content: Content, lang: str) -> str:
    return " ".join(flat(plain(text.raw, fact=content.said(lang))) for text in texts)


def _first_uses(
    document: Document, pattern: re.Pattern[str], content: Content, explained: str
) -> Iterator[Problem]:
    seen = set(content.lists.common)
    for text in document.texts:
        explained += " " + _said((text,), content, document.lang)
        if text.role in SILENT:
            continue
        words = plain(_without_link_texts(text.raw), fact=content.said(document.lang))
        for found in pattern.finditer(words):
            fault = None if found[1] in seen else _fault(found[1], content, document.lang, explained)
            seen.add(found[1])
            if fault:
                yield text.problem(*fault, text.line_at(found.start(), words))


def _without_link_texts(raw: str) -> str:
    """A link that names an acronym leads to a page that explains it."""
    marked = PASSAGES.sub(lambda found: found[1], raw)
    return LINK.sub(lambda found: "\n" * found[0].count("\n"), marked)


def _fault(name: str, content: Content, lang: str, explained: str) -> tuple[str, str] | None:
    if name not in content.lists.acronyms:
        return "acronym.unknown", f"what is {name}? Put it in content/words/acronyms.yml, in both languages"
    ways = content.lists.acronyms[name][lang]
    if not ways or any(flat(way) in explained for way in ways):
        return None
    return "acronym.bare", f"explain {name} where it first stands: {' or '.join(ways)} ({name})"
