"""What every page of a language needs to know of the whole site: words, menu, addresses in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from markdown import Markdown
from markupsafe import Markup

from guidance import languages, menu, pages, yamlfile
from guidance.facts import Facts
from guidance.facts import load as load_facts
from guidance.inline import FactProcessor

Words = Mapping[str, Any]
STEPS = "\n/// steps\n"
"""A guide that has some can be followed on paper."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in one of the languages."""

    lang: str
    url: str
    """Absolute, as search engines want it."""


@dataclass(frozen=True)
class Site:
    """The site as seen from one language."""

    lang: str
    origin: str
    """`https://entraide.example`, without a slash at its end."""
    menu: menu.Menu
    trees: Mapping[str, pages.Tree]
    raw_words: Words
    content: Path

    @classmethod
    def load(cls, content: Path, lang: str, origin: str) -> Site:
        """From the editors' folder. Raises `ContentError`."""
        trees = {each: pages.read(content / each) for each in languages.LANGUAGES}
        found = menu.load(content / "nav.yml")
        return cls(lang, origin.rstrip("/"), found, trees, read_words(content, lang), content)

    @property
    def tree(self) -> pages.Tree:
        """The pages of this language."""
        return self.trees[self.lang]

    @property
    def other(self) -> str:
        """The other language."""
        return languages.other(self.lang)

    @cached_property
    def facts(self) -> Facts:
        """The facts of `facts.yml`."""
        return load_facts(self.content / "facts.yml")

    @cached_property
    def words(self) -> Words:
        """The words of every page, as HTML."""
        markdown = Markdown()
        markdown.inlinePatterns.register(FactProcessor(markdown, self.facts, self.lang), "facts", 185)
        return {key: _html(markdown, value) for key, value in self.raw_words.items()}

    @cached_property
    def not_found(self) -> tuple[Words, ...]:
        """What the page for unknown addresses says, in each language, this one first."""
        sites = (self, replace(self, lang=self.other, raw_words=read_words(self.content, self.other)))
        return tuple(
            {
                "lang": each.lang,
                "words": each.words["not_found"],
                "home": each.path("index.md"),
                "urgent": each.path(each.menu.urgent),
            }
            for each in sites
        )

    def path(self, source: str, lang: str | None = None) -> str | None:
        """Where a page stands on this origin (`/en/help/`), or None when that language lacks it."""
        return self._paths[lang or self.lang].get(source)

    @cached_property
    def _paths(self) -> Mapping[str, Mapping[str, str]]:
        return {
            lang: {source: f"/{languages.FOLDERS[lang]}{pages.address(tree, source)}" for source in tree}
            for lang, tree in self.trees.items()
        }

    def switch(self, source: str | None) -> str:
        """Where the language link leads: the same page, or the other home page where it is missing."""
        return (self.path(source, self.other) if source else None) or f"/{languages.FOLDERS[self.other]}"

    def alternates(self, source: str) -> tuple[Alternate, ...]:
        """The page in each language; empty when it has no other."""
        paths = {lang: self.path(source, lang) for lang in languages.LANGUAGES}
        if None in paths.values():
            return ()
        return tuple(Alternate(lang, f"{self.origin}{path}") for lang, path in paths.items())

    def listed(self, sources: tuple[str, ...]) -> Iterator[pages.Page]:
        """The pages of these sources that this language has."""
        return (self.tree[source] for source in sources if source in self.tree)

    def stale(self, source: str) -> bool:
        """Whether the page is a translation of an earlier state of its source."""
        written = self.tree[source].meta.get("source_hash")
        original = self.trees[languages.SOURCE].get(source)
        if self.lang == languages.SOURCE or original is None or not written:
            return False
        return bool(written != pages.digest(original))

    def leaflet(self, source: str) -> str:
        """The file name of the leaflet of a guide with steps, beside its page; empty when it has none."""
        page = self.tree[source]
        if not page.meta.get("guide") or STEPS not in page.body:
            return ""
        return f"{pages.address(self.tree, source).rstrip('/').rpartition('/')[2]}.pdf"

    def checked(self, source: str) -> str:
        """When an editor last checked the page, in words; empty when it is not said."""
        when = self.tree[source].meta.get("checked")
        return languages.day(when, self.lang) if when else ""


def read_words(content: Path, lang: str) -> Words:
    """The words of every page, as the editors wrote them."""
    return yamlfile.read(content / lang / "site.yml")


def opened(html: str) -> tuple[Markup, Markup]:
    """What a page says before its first heading, and the rest."""
    before, heading, after = html.partition("<h2")
    return Markup(before), Markup(heading + after)  # noqa: S704 - HTML that Markdown made


def _html(markdown: Markdown, value: Any) -> Any:  # noqa: ANN401 - a tree of texts
    if isinstance(value, dict):
        return {key: _html(markdown, each) for key, each in value.items()}
    html = markdown.reset().convert(str(value))
    return Markup(html.removeprefix("<p>").removesuffix("</p>"))  # noqa: S704 - written by editors
