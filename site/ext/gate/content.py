"""Everything in `content/`, read once for all the checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from gate import lists, yamltext
from gate.outline import Outline, outline
from gate.text import Document, Role, Text, Unit
from guidance import facts, languages, menu, pages, yamlfile
from guidance.problems import ContentError, Problem

SETTINGS = frozenset({"address", "form", "page", "shares"})
"""Entries of YAML that are no words: addresses, and names of other files."""
FRONT_ROLES = {"title": Role.TITLE, "description": Role.DESCRIPTION, "guide": Role.GUIDE}


@dataclass(frozen=True, slots=True)
class WordFile:
    """One YAML file of words: a form, the errors, a mail."""

    path: Path
    source: str
    lang: str
    read: yamltext.Read


@dataclass(frozen=True)
class Content:
    """The editors' folder."""

    folder: Path
    figures: Path
    """The folder of drawings."""
    today: date
    facts: facts.Facts
    menu: menu.Menu
    lists: lists.Lists
    trees: Mapping[str, pages.Tree]
    words: Mapping[str, Mapping[str, WordFile]]
    """By language and source."""
    translated: Mapping[str, str]
    """For each file of words, the fingerprint of the French that the English was written from."""

    @classmethod
    def load(cls, folder: Path, figures: Path, today: date) -> Content:
        """Raises `ContentError` with every file that cannot be read at all."""
        problems: list[Problem] = []

        def attempt(part: Any, *given: Any) -> Any:  # noqa: ANN401 - each part of the folder has its own type
            try:
                return part(*given)
            except ContentError as error:
                problems.extend(error.problems)

        known = attempt(facts.load, folder / "facts.yml")
        found = attempt(menu.load, folder / "nav.yml")
        ours = attempt(lists.load, folder / "words")
        trees = {lang: attempt(pages.read, folder / lang) for lang in languages.LANGUAGES}
        words = {lang: attempt(_word_files, folder / lang, lang) for lang in languages.LANGUAGES}
        hashes = attempt(_hashes, folder / "words" / "translated.yml")
        if problems:
            raise ContentError(tuple(problems))
        return cls(folder, figures, today, known, found, ours, trees, words, hashes)

    @cached_property
    def outlines(self) -> Mapping[str, Mapping[str, Outline]]:
        """The parts of each page, by language and source."""
        return {
            lang: {source: outline(page, lang) for source, page in tree.items()}
            for lang, tree in self.trees.items()
        }

    @cached_property
    def fronts(self) -> Mapping[str, Mapping[str, yamltext.Read]]:
        """The entries at the top of each page, by language and source."""
        return {
            lang: {source: _front(page) for source, page in tree.items()} for lang, tree in self.trees.items()
        }

    @cached_property
    def pages(self) -> tuple[Document, ...]:
        """Each page of both languages: what stands at its top, then its body."""
        return tuple(
            Document(
                page.path,
                source,
                lang,
                (*_front_texts(page, self.fronts[lang][source], lang), *self.outlines[lang][source].texts),
                page.meta.get("critical") is True,
            )
            for lang, tree in self.trees.items()
            for source, page in tree.items()
        )

    @cached_property
    def word_documents(self) -> tuple[Document, ...]:
        """Each YAML file of words of both languages."""
        return tuple(
            Document(
                file.path,
                source,
                lang,
                tuple(_text(file, entry) for entry in file.read.entries if not _is_setting(entry)),
            )
            for lang, files in self.words.items()
            for source, file in files.items()
        )

    def settings(self) -> Iterator[Text]:
        """The entries of the words that are no words."""
        for files in self.words.values():
            for file in files.values():
                yield from (_text(file, entry) for entry in file.read.entries if _is_setting(entry))

    def shares(self, document: Document) -> tuple[str, ...]:
        """The sources of a form's own words and of those that it takes from other files."""
        names = [
            entry.raw
            for entry in self.words[document.lang][document.source].read.entries
            if entry.name.startswith("shares.")
        ]
        known = self.words[document.lang]
        places = (f"forms/{mark}{name}.yml" for name in names for mark in ("", "_"))
        return (document.source, *(place for place in places if place in known))

    @cached_property
    def facts_file(self) -> yamltext.Read:
        """The entries of `facts.yml`."""
        return _read(self.folder / "facts.yml")

    @cached_property
    def fact_documents(self) -> tuple[Document, ...]:
        """The words of the facts and the names of their sources, in each language."""
        path = self.folder / "facts.yml"
        entries = [(entry, *entry.name.rpartition(".")[::2]) for entry in self.facts_file.entries]
        written = {each: (each, "") for each in languages.LANGUAGES} | {
            name: (lang, ".source") for name, lang in facts.SOURCES.items()
        }
        return tuple(
            Document(
                path,
                "facts.yml",
                lang,
                tuple(
                    Text(path, entry.line, lang, Role.WORDS, entry.raw, fact + written[field][1])
                    for entry, fact, field in entries
                    if field in written and written[field][0] == lang
                ),
            )
            for lang in languages.LANGUAGES
        )

    @property
    def documents(self) -> tuple[Document, ...]:
        """Pages, forms, errors, mails and facts."""
        return self.pages + self.word_documents + self.fact_documents

    def units(self) -> Iterator[Unit]:
        """What must say the same in both languages: page by page, and entry by entry of the words and facts."""
        by_lang = {
            lang: {each.source: each for each in self.pages if each.lang == lang} for lang in self.trees
        }
        source, other = languages.LANGUAGES
        for name in by_lang[source].keys() & by_lang[other].keys():
            yield by_lang[source][name].texts, by_lang[other][name].texts
        named = {
            lang: {
                (each.source, text.name): text
                for each in self.word_documents + self.fact_documents
                if each.lang == lang
                for text in each.texts
            }
            for lang in languages.LANGUAGES
        }
        for place in named[source].keys() & named[other].keys():
            yield (named[source][place],), (named[other][place],)

    def said(self, lang: str) -> Any:  # noqa: ANN401 - a function of a fact's key
        """What gives the words of a fact in this language; an unknown fact says nothing."""
        return lambda key: self.facts[key].text(lang) if key in self.facts else " "


def _front(page: pages.Page) -> yamltext.Read:
    match = pages.FRONT.match(page.path.read_text("utf-8-sig"))
    return yamltext.read(match[1] if match else "", page.path, first_line=2)


def _front_texts(page: pages.Page, front: yamltext.Read, lang: str) -> Iterator[Text]:
    for entry in front.entries:
        role = FRONT_ROLES.get(entry.name.partition(".")[0])
        if role:
            yield Text(page.path, entry.line, lang, role, entry.raw, entry.name)


def _is_setting(entry: yamltext.Entry) -> bool:
    return entry.name.rstrip(".0123456789").rpartition(".")[2] in SETTINGS


def _text(file: WordFile, entry: yamltext.Entry) -> Text:
    return Text(file.path, entry.line, file.lang, Role.WORDS, entry.raw, entry.name)


def _read(path: Path) -> yamltext.Read:
    yamlfile.read(path)
    return yamltext.read(path.read_text("utf-8"), path)


def _word_files(folder: Path, lang: str) -> Mapping[str, WordFile]:
    files: dict[str, WordFile] = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.yml")):
        source = path.relative_to(folder).as_posix()
        try:
            files[source] = WordFile(path, source, lang, _read(path))
        except ContentError as error:
            problems.extend(error.problems)
    if problems:
        raise ContentError(tuple(problems))
    return files


def _hashes(path: Path) -> Mapping[str, str]:
    return {name: str(value) for name, value in yamlfile.read(path).items()} if path.exists() else {}
