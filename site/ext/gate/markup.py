"""No HTML in what editors write, and the spaces that French typography needs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gate.content import Content
from gate.plain import own_words, without_code
from gate.text import Text
from guidance.problems import Problem

HTML = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|&(?:[a-z]+|#\d+);")
TIGHT = re.compile(r"[^\W\d_][;?!»]|[^\W\d_]:(?=\s|$)|«\S(?<!\s)")
HELP = re.compile(r"Help\s?!")
STRAIGHT = re.compile(r'"[^"\n]*"')


def check(content: Content) -> Iterator[Problem]:
    """HTML in any text; in French, a missing space before a sign or straight quotes."""
    for document in content.documents:
        for text in document.texts:
            raw = without_code(text.raw)
            for found in HTML.finditer(raw):
                message = f"“{found[0]}” is HTML: write it in Markdown, or as the character itself"
                yield text.problem("html", message, text.line_at(found.start(), raw))
            if text.lang == "fr":
                yield from _spaces(text)


def _spaces(text: Text) -> Iterator[Problem]:
    words = HELP.sub("Help.", own_words(text))
    for found in TIGHT.finditer(words):
        message = f"put a space between the two signs of “{found[0]}”: the site makes it a no-break one"
        yield text.problem("typography.space", message, text.line_at(found.start(), words))
    for found in STRAIGHT.finditer(words):
        message = f"write « {found[0][1:-1]} » with French quotation marks"
        yield text.problem("typography.quotes", message, text.line_at(found.start(), words))
