"""The menu of `content/nav.yml`: five entries with their pages, the urgent page, and the foot of each page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from guidance import yamlfile
from guidance.problems import ContentError, Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the five entries; its first page is where it leads."""

    id: str
    labels: Mapping[str, str]
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Menu:
    """The menu, as paths of sources."""

    entries: tuple[Entry, ...]
    urgent: str
    search: str
    """The site map, which is the search page too."""
    footer: tuple[str, ...]

    def pages(self) -> Iterator[str]:
        """Every page that the menu names, in order."""
        yield from (page for entry in self.entries for page in entry.pages)
        yield self.urgent
        yield from self.footer


def load(path: Path) -> Menu:
    """The menu of the file.

    Raises:
        ContentError: something that the menu needs is missing.
    """
    tree = yamlfile.read(path)
    try:
        entries = tuple(
            Entry(each["entry"], {"fr": each["fr"], "en": each["en"]}, tuple(each["pages"]))
            for each in tree["menu"]
        )
        return Menu(entries, tree["header"]["urgent"], tree["header"]["search"], tuple(tree["footer"]))
    except KeyError as error:
        message = f"{error} is missing; each entry has entry, fr, en and pages"
        raise ContentError((Problem(path, 0, "menu", message),)) from error
