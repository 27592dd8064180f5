"""French typography, applied at build to the text of pages (`domain.md` 4): spaces and apostrophes, nothing else.

Only what is read is touched: never code, never an address, never a passage in another language, never an attribute.
Spaces that the writer left out are not invented: the gate reports them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

NARROW = "\u202f"
"""Narrow no-break space: before `; ! ?`, inside « », between groups of digits."""
WIDE = "\u00a0"
"""No-break space: before `:`, `%`, `€` and units."""

UNITS = r"(?:ans?|années?|heures?|jours?|minutes?|mois|semaines?|trimestres?|euros?|km|h)"
RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s+([;!?»])"), NARROW + r"\1"),
    (re.compile(r"«\s+"), "«" + NARROW),
    (re.compile(r"\s+:(?=\s|$)"), WIDE + ":"),
    (re.compile(r"(?<![\d,.])(\d{1,3})\s(?=\d{3}(?!\d))"), r"\1" + NARROW),
    (re.compile(r"(?<=\d)\s+(?=[%€])"), WIDE),
    (re.compile(rf"(?<=\d)\s+(?={UNITS}\b)"), WIDE),
    (re.compile(r"(?<=[^\W\d_])'(?=\w|«|$)"), "’"),
)
ADDRESS = re.compile(r"(\S*(?:://|www\.|@)\S*)")
TAG = re.compile(r"""(<!--.*?-->|<(?:"[^"]*"|'[^']*'|[^'">])*>)""", re.DOTALL)
NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
LANG = re.compile(r"""\slang\s*=\s*["']?([a-zA-Z-]*)""")
LEFT_ALONE = frozenset({"code", "pre", "kbd", "samp", "script", "style", "textarea"})
EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
ENTITIES = (("&nbsp;", WIDE), ("&#39;", "'"), ("&#x27;", "'"))


def french(text: str) -> str:
    """The text with French spaces and apostrophes; addresses (web, mail) stay as they are. Idempotent."""
    return "".join(part if odd % 2 else _spaced(part) for odd, part in enumerate(ADDRESS.split(text)))


def french_html(html: str) -> str:
    """A page or a fragment, with `french` applied to its French text nodes. Idempotent.

    A fragment without any `lang` is French. `html` is well formed, as our own templates write it.
    """
    written: list[str] = []
    open_elements: list[_Open] = []
    for odd, part in enumerate(TAG.split(html)):
        if odd % 2:
            _follow(part, open_elements)
        elif part and not part.isspace() and (not open_elements or open_elements[-1].prose):
            written.append(_text_node(part))
            continue
        written.append(part)
    return "".join(written)


class _Open(NamedTuple):
    """An element that is not closed yet."""

    name: str
    prose: bool
    """Whether its text is French prose."""
    code: bool
    """Whether it stands in something that is left alone."""


class _Tag(NamedTuple):
    """What a tag does to the elements that are open."""

    name: str
    opens: bool
    closes: bool
    lang: str | None


def _follow(text: str, open_elements: list[_Open]) -> None:
    """Keeps the stack of open elements."""
    tag = _tag(text)
    if tag.closes:
        depth = next(
            (at for at in range(len(open_elements), 0, -1) if open_elements[at - 1].name == tag.name), 0
        )
        if depth:
            del open_elements[depth - 1 :]
    elif tag.opens:
        around = open_elements[-1] if open_elements else _Open("", prose=True, code=False)
        prose = around.prose if tag.lang is None else tag.lang.startswith("fr")
        code = around.code or tag.name in LEFT_ALONE
        open_elements.append(_Open(tag.name, prose and not code, code))


@lru_cache(maxsize=20_000)  # the same tags come back on every page
def _tag(text: str) -> _Tag:
    match = NAME.match(text)
    name = match[1].lower() if match else ""
    closes = bool(match) and text.startswith("</")
    lang = LANG.search(text)
    opens = bool(match) and not closes and name not in EMPTY and not text.endswith("/>")
    return _Tag(name, opens, closes, lang[1].lower() if lang else None)


@lru_cache(maxsize=20_000)  # menus and feet are the same on every page
def _text_node(text: str) -> str:
    for entity, character in ENTITIES:
        text = text.replace(entity, character)
    return french(text)


def _spaced(text: str) -> str:
    for rule, replacement in RULES:
        text = rule.sub(replacement, text)
    return text
