"""Links lead somewhere, say where, and are the same in both languages."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gate.anchors import anchors
from gate.content import Content
from gate.plain import LINK, PASSAGES, plain, without_code
from gate.text import Document, Role, Text
from guidance import languages, pages
from guidance.facts import PLACE
from guidance.problems import Problem

SERVED = ("/api/{lang}/follow", "/api/{lang}/forms/")
"""Addresses that are no page: the functions answer there. One that ends with `/` is followed by a form's name."""
BARE = re.compile(r"(?:https?://|\bwww\.|\bmailto:|\btel:)\S+")
REFERENCE = re.compile(r"\[[^\[\]]+\]\[[^\[\]]*\]|^\[[^\[\]]+\]:\s", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Link:
    """A link or a picture as it stands in a text."""

    text: Text
    line: int
    shown: str
    target: str
    picture: bool

    def problem(self, kind: str, message: str) -> Problem:
        """A fault of this link."""
        return self.text.problem(kind, message, self.line)


def check(content: Content) -> Iterator[Problem]:
    """Broken links and anchors, addresses that are no fact, empty and vague texts, pictures without words."""
    places = {
        lang: {source: anchors(parts, content.said(lang)) for source, parts in outlines.items()}
        for lang, outlines in content.outlines.items()
    }
    found: dict[tuple[str, str], list[tuple[str, Link]]] = {}
    for document in content.pages + content.word_documents:
        resolve = _Resolver(content, document, places[document.lang])
        for text in document.texts:
            yield from _bare(text)
            for link in links(text):
                yield from _shown(link, content.lists.vague.get(text.lang, ()))
                meaning = resolve.meaning(link)
                if isinstance(meaning, Problem):
                    yield meaning
                else:
                    found.setdefault((document.lang, document.source), []).append((meaning, link))
    yield from _differences(found)
    yield from _settings(content)


def _settings(content: Content) -> Iterator[Problem]:
    """Addresses that stand alone in a YAML file."""
    known = {lang: _addresses(content, lang) for lang in languages.LANGUAGES}
    for text in content.settings():
        if text.raw.startswith("/") and text.raw not in known[text.lang]:
            message = f"no page has the address `{text.raw}` in this language: correct it, or write the page"
            yield text.problem("link.broken", message)


def _addresses(content: Content, lang: str) -> dict[str, str]:
    """The page that stands at each address of a language."""
    tree = content.trees[lang]
    return {f"/{languages.FOLDERS[lang]}{pages.address(tree, source)}": source for source in tree}


def links(text: Text) -> Iterator[Link]:
    """The links and pictures of a text, outside code."""
    raw = without_code(text.raw)
    for found in LINK.finditer(raw):
        yield Link(text, text.line_at(found.start(), raw), found[2], found[3].strip("<>"), bool(found[1]))


class _Resolver:
    """Says what a target means, in words that are the same in both languages."""

    def __init__(self, content: Content, document: Document, places: dict[str, tuple[str, ...]]) -> None:
        self._content = content
        self._document = document
        self._places = places
        self._addresses = _addresses(content, document.lang)

    def meaning(self, link: Link) -> str | Problem:
        target = link.target
        if PLACE.fullmatch(target):
            return target
        path, _, anchor = target.partition("#")
        if link.picture:
            return self._picture(link, path)
        if re.match(r"[a-z]+:|//", target):
            return link.problem(
                "link.address", f"put the address {target} in content/facts.yml, and its name here"
            )
        if target.startswith("/"):
            return self._absolute(link, path)
        if link.text.role is Role.WORDS:
            message = (
                f"write the whole address of the page, from /: `{target}` means nothing in a form or a mail"
            )
            return link.problem("link.broken", message)
        return self._page(link, path, anchor)

    def _page(self, link: Link, path: str, anchor: str) -> str | Problem:
        source = self._document.source
        if path:
            source = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
        if source not in self._places:
            return link.problem("link.broken", f"there is no page `{path}` from here: correct the link")
        if not anchor:
            return source
        if anchor not in self._places[source]:
            known = ", ".join(self._places[source]) or "none"
            return link.problem("link.anchor", f"no heading of {source} is `#{anchor}`; there are: {known}")
        return f"{source}#{self._places[source].index(anchor) + 1}"

    def _absolute(self, link: Link, path: str) -> str | Problem:
        lang = self._document.lang
        for served in SERVED:
            address = served.format(lang=lang)
            if path == address or (address.endswith("/") and path.startswith(address)):
                return served
        if path not in self._addresses:
            message = f"no page has the address `{path}` in this language: correct the link"
            return link.problem("link.broken", message)
        if link.text.role is not Role.WORDS:
            message = (
                f"write the path of the file, {self._addresses[path]} as seen from here, and not `{path}`"
            )
            return link.problem("link.absolute", message)
        return self._addresses[path]

    def _picture(self, link: Link, path: str) -> str | Problem:
        if not (self._document.path.parent / path).is_file():
            return link.problem("link.picture", f"there is no picture `{path}`: correct its path")
        return path


def _bare(text: Text) -> Iterator[Problem]:
    words = plain(text.raw)
    for found in BARE.finditer(words):
        message = f"put the address {found[0]} in content/facts.yml, and write its name here"
        yield text.problem("link.address", message, text.line_at(found.start(), words))
    raw = without_code(text.raw)
    for found in REFERENCE.finditer(PASSAGES.sub(" ", raw)):
        message = "write the link as [text](target.md), all in one place"
        yield text.problem("link.reference", message, text.line_at(found.start(), raw))


def _shown(link: Link, vague: tuple[str, ...]) -> Iterator[Problem]:
    shown = " ".join(plain(link.shown, hole="x").split()).strip(" .…»«")
    if link.picture and not shown:
        yield link.problem("link.alt", f"say in words what the picture `{link.target}` shows")
    elif not shown and not PLACE.search(link.shown):
        yield link.problem("link.empty", f"the link to `{link.target}` has no words: write where it leads")
    elif shown.casefold() in vague:
        message = f"“{shown}” says nothing out of its sentence: write where the link leads"
        yield link.problem("link.vague", message)


def _differences(found: dict[tuple[str, str], list[tuple[str, Link]]]) -> Iterator[Problem]:
    source, other = languages.LANGUAGES
    names = {name for _, name in found}
    for name in sorted(names):
        before, after = found.get((source, name), []), found.get((other, name), [])
        counts = Counter(meaning for meaning, _ in before), Counter(meaning for meaning, _ in after)
        for here, there, lang in ((before, counts[1], "English"), (after, counts[0], "French")):
            left = Counter(there)
            for meaning, link in here:
                left[meaning] -= 1
                if left[meaning] < 0:
                    message = f"the link to `{meaning}` is missing in {lang}: add it there, or remove it here"
                    yield link.problem("pair.links", message)
