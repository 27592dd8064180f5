"""What the documents of a form are called."""

from __future__ import annotations

from collections.abc import Iterable

from entraide.forms.definition import Paper
from entraide.pages.words import Words


def paper_titles(papers: Iterable[Paper], words: Words) -> tuple[str, ...]:
    """Their names, in the same order."""
    return tuple(words.text("documents", "papers", each.code, "title") for each in papers)
