"""French typography, applied at build to the text of pages (`domain.md` 4): spaces and apostrophes, nothing else.

Only what is read is touched: never code, never an address, never a passage in another language, never an attribute.
Spaces that the writer left out are not invented: the gate reports them.
"""

from __future__ import annotations

import re

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
    open_elements: list[tuple[str, bool]] = []
    for odd, part in enumerate(TAG.split(html)):
        if odd % 2:
            _follow(part, open_elements)
        elif part and (not open_elements or open_elements[-1][1]):
            written.append(_text_node(part))
            continue
        written.append(part)
    return "".join(written)


def _follow(tag: str, open_elements: list[tuple[str, bool]]) -> None:
    """Keeps the stack of open elements, each with whether its text is French prose."""
    match = NAME.match(tag)
    if match is None:
        return
    name = match[1].lower()
    if tag.startswith("</"):
        position = max((at for at, (each, _) in enumerate(open_elements) if each == name), default=None)
        if position is not None:
            del open_elements[position:]
    elif name not in EMPTY and not tag.endswith("/>"):
        prose = open_elements[-1][1] if open_elements else True
        lang = LANG.search(tag)
        if lang is not None:
            prose = lang[1].lower().startswith("fr")
        in_code = any(each in LEFT_ALONE for each, _ in open_elements)
        open_elements.append((name, prose and name not in LEFT_ALONE and not in_code))


def _text_node(text: str) -> str:
    for entity, character in ENTITIES:
        text = text.replace(entity, character)
    return french(text)


def _spaced(text: str) -> str:
    for rule, replacement in RULES:
        text = rule.sub(replacement, text)
    return text
