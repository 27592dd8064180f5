"""What a reader sees of a piece of Markdown: no link targets, no code, facts in their places.

New lines stay as they are, so that a position in the plain text still tells the line of the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from gate.text import Text
from guidance.facts import PLACE
from guidance.inline import PASSAGE

CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
PASSAGES = re.compile(PASSAGE)
LINK = re.compile(
    r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*(\{\{[^}]*\}\}|<[^<>]*>|[^()\s]*)(?:\s+[\"'][^()]*)?\s*\)"
)
"""Groups: `!` of an image, what is read, the target."""
ATTRIBUTES = re.compile(r"\{:?\s*[#.][^{}]*\}")
HOLE = re.compile(r"\{[a-z_]+\}")
"""A value that the site puts into words: `{commune}`."""
EMPHASIS = re.compile(r"(?<!\w)_(?=\S)|(?<=\S)_(?!\w)|\*+|\\(?=[^\w\s])")


def blank(found: re.Match[str]) -> str:
    """As many new lines as were found, and nothing else."""
    return " " + "\n" * found[0].count("\n")


def without_code(raw: str) -> str:
    """The Markdown without its code spans."""
    return CODE.sub(blank, raw)


def plain(
    raw: str, *, fact: Callable[[str], str] | None = None, foreign: bool = True, hole: str = " "
) -> str:
    """The text without its markup.

    `fact` gives the words for a fact's key (none: facts are left out), `foreign` keeps passages marked as being in
    another language, and `hole` stands for code and for values that the site puts in.
    """
    text = CODE.sub(lambda found: hole + blank(found), raw)
    text = PASSAGES.sub(lambda found: found[1] if foreign else blank(found), text)
    text = LINK.sub(lambda found: found[2] + "\n" * found[0][len(found[2]) :].count("\n"), text)
    text = PLACE.sub(lambda found: fact(found[1]) if fact else " ", text)
    text = ATTRIBUTES.sub(blank, text)
    return EMPHASIS.sub("", HOLE.sub(hole, text))


@cache
def own_words(text: Text) -> str:
    """The words that the editor wrote in the language of the page: no facts, no foreign passages, no code."""
    return plain(text.raw, foreign=False)
