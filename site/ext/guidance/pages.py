"""The editors' pages: their front matter, their addresses, and the fingerprint that tells a stale translation."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guidance import yamlfile
from guidance.problems import ContentError, Problem

FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language."""

    source: str
    """The path below `content/{lang}`, the same in both languages: `help/index.md`."""
    path: Path
    meta: Mapping[str, Any]
    body: str
    first_line: int
    """The line of the file at which the body starts, from 1."""

    @property
    def title(self) -> str:
        """What the page is called, in the menu too."""
        return str(self.meta.get("title", ""))

    def problem(self, line: int, kind: str, message: str) -> Problem:
        """A fault of this page; `line` counts within the body, from 1."""
        return Problem(self.path, self.first_line + line - 1, kind, message)


Tree = Mapping[str, Page]
"""The pages of a language, by source."""


def read(folder: Path) -> Tree:
    """The pages below `content/{lang}`.

    Raises:
        ContentError: with every page whose front matter is missing or no YAML.
    """
    tree: dict[str, Page] = {}
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.md")):
        try:
            page = parse(path.read_text("utf-8-sig"), path, path.relative_to(folder).as_posix())
        except ContentError as error:
            problems.extend(error.problems)
        else:
            tree[page.source] = page
    if problems:
        raise ContentError(tuple(problems))
    return tree


def parse(text: str, path: Path, source: str) -> Page:
    """One page from its text. Raises `ContentError` as `read` does."""
    match = FRONT.match(text)
    if match is None:
        message = "a page starts with its title and description between two lines of `---`"
        raise ContentError((Problem(path, 1, "front-matter", message),))
    meta = yamlfile.parse(match[1], path, first_line=2)
    return Page(source, path, meta, text[match.end() :], text[: match.end()].count("\n") + 1)


def digest(page: Page) -> str:
    """Twelve hexadecimal digits of the body; white space and front matter do not count."""
    return hashlib.sha256(" ".join(page.body.split()).encode()).hexdigest()[:12]


def address(tree: Tree, source: str) -> str:
    """Where the page stands below the root of its language: `help/questionnaire/`; empty for the home page.

    The `slug` of a page is the last part of its address; that of a folder's `index.md` names the folder.
    """
    folder, name = posixpath.split(source)
    parts = [_folder_slug(tree, *each) for each in _ancestors(folder)]
    if name != "index.md":
        parts.append(str(tree[source].meta.get("slug") or name.removesuffix(".md")))
    return "".join(f"{part}/" for part in parts)


def _ancestors(folder: str) -> list[tuple[str, str]]:
    names = [name for name in folder.split("/") if name]
    return [("/".join(names[: depth + 1]), name) for depth, name in enumerate(names)]


def _folder_slug(tree: Tree, folder: str, name: str) -> str:
    index = tree.get(f"{folder}/index.md")
    return str(index.meta.get("slug") or name) if index else name
