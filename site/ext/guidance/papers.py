"""The forms to print: pages that no editor writes, made from the models and their words into the site's own frame."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from entraide.pages.shell import framed
from entraide.pages.static import PaperPage, static_papers
from entraide.pages.words import other_language
from guidance import languages

NOT_INDEXED = '<meta name="robots" content="noindex">'
"""Stands in the frame where pages for readers name their address and their translation."""

END = "</urlset>"


def publish(site: Path, built: Path, lang: str, origin: str) -> None:
    """Writes the forms to print of a language below `site` and into its map; `built` holds that language's frame."""
    shell = (built / f"shell.{lang}.html").read_text("utf-8")
    listed = []
    for paper in static_papers(built, lang):
        urls = _urls(paper, lang, origin.rstrip("/"))
        target = site / paper.address.strip("/") / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page_of(paper, shell, lang, origin), "utf-8")
        alternates = "".join(each.replace(">", "/>") for each in _alternates("xhtml:link", urls))
        listed.append(f"<url><loc>{urls[lang]}</loc>{alternates}</url>\n")
    sitemap = site / languages.FOLDERS[lang] / "sitemap.xml"
    known, _, _ = sitemap.read_text("utf-8").rpartition(END)
    sitemap.write_text(f"{known}{''.join(listed)}{END}\n", "utf-8")


def page_of(paper: PaperPage, shell: str, lang: str, origin: str) -> str:
    """The whole page of a form to print, in the frame of its language."""
    urls = _urls(paper, lang, origin.rstrip("/"))
    head = (f'<link rel="canonical" href="{urls[lang]}">', *_alternates("link", urls))
    page = framed(shell, paper.title, paper.main, paper.switch)
    return page.replace(NOT_INDEXED, "\n".join(head), 1)


def _urls(paper: PaperPage, lang: str, origin: str) -> Mapping[str, str]:
    own = {lang: paper.address, other_language(lang): paper.other_address}
    return {each: f"{origin}{own[each]}" for each in languages.LANGUAGES}


def _alternates(tag: str, urls: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f'<{tag} rel="alternate" hreflang="{lang}" href="{url}">' for lang, url in urls.items())
