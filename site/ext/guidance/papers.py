"""The forms to print: pages that no editor writes, made from the models and their words into the site's own frame."""

from __future__ import annotations

from pathlib import Path

from entraide.pages.shell import framed
from entraide.pages.static import PaperPage, static_papers
from entraide.pages.words import other_language

NOT_INDEXED = '<meta name="robots" content="noindex">'
"""Stands in the frame where pages for readers name their address and their translation."""


def publish(site: Path, built: Path, lang: str, origin: str) -> None:
    """Writes the forms to print of a language below `site`; the frame of that language is in `built` already."""
    shell = (built / f"shell.{lang}.html").read_text("utf-8")
    for paper in static_papers(built, lang):
        page = framed(shell, paper.title, paper.main, paper.switch)
        target = site / paper.address.strip("/") / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.replace(NOT_INDEXED, _head(paper, lang, origin.rstrip("/")), 1), "utf-8")


def _head(paper: PaperPage, lang: str, origin: str) -> str:
    both = {lang: paper.address, other_language(lang): paper.other_address}
    alternates = "\n".join(
        f'<link rel="alternate" hreflang="{each}" href="{origin}{both[each]}">'
        for each in sorted(both, reverse=True)
    )
    return f'<link rel="canonical" href="{origin}{paper.address}">\n{alternates}'
