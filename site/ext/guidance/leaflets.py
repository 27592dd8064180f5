"""Each guide on one A4 sheet, as a tagged PDF beside its page: `python -m guidance.leaflets SITE [CACHE]`.

Made by WeasyPrint from the finished pages, after the site. A sheet whose words and style have not changed is taken
from `build/leaflets`. WeasyPrint needs Pango, a library of the system; without it the pages go without the link.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

STYLE = Path(__file__).resolve().parents[2] / "leaflet.css"
CACHE = Path("build/leaflets")
WORKERS = 2
SIZES = (11.0, 10.4, 9.8, 9.2, 8.6, 8.0, 7.4, 7.0)
"""Of the text, in points: the first one at which all of it stands on one sheet."""
FULL = 420_000
"""What a sheet holds, about, in characters times the square of their size: it tells with which size to begin."""
LINK = re.compile(r'<p class="leaflet"><a href="([^"]+)".*?</p>\n?', re.DOTALL)
NO_PANGO = (
    "The leaflets (PDF) were left out: WeasyPrint needs Pango. On Debian: apt-get install libpangoft2-1.0-0"
)

_LANG = re.compile(r'<html lang="(\w+)"')
_DESCRIPTION = re.compile(r'<meta name="description"[^>]*>')
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
_BANNER = re.compile(r'<p class="header__banner">(.*?)</p>', re.DOTALL)
_HEADING = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
_ARTICLE = re.compile(r"<article[^>]*>(.*?)</article>", re.DOTALL)
_FIGURE = re.compile(
    r'<figure class="figure">.*?<figcaption>(<p>.*?</p>)<details.*?(<ul>.*?</ul>)</details>.*?</figure>',
    re.DOTALL,
)
_CONTENTS = re.compile(r'<details class="toc">.*?</details>', re.DOTALL)
_TAGS = re.compile(r"<[^>]+>")


def sheet(html: str) -> str:
    """The HTML of the leaflet of a finished page: its words in their order, drawings told as text."""
    found = {
        name: pattern.search(html)
        for name, pattern in (
            ("lang", _LANG),
            ("heading", _HEADING),
            ("article", _ARTICLE),
            ("address", _CANONICAL),
            ("banner", _BANNER),
        )
    }
    lang, heading, article, address, banner = (each[1] if each else "" for each in found.values())
    for pattern, instead in ((_HEADING, ""), (LINK, ""), (_CONTENTS, ""), (_FIGURE, r"\1\2")):
        article = pattern.sub(instead, article)
    description = _DESCRIPTION.search(html)
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{_TAGS.sub("", heading)}</title>'
        f'{description[0] if description else ""}<meta name="author" content="Entraide">'
        f'<base href="{address}"></head><body><h1>{heading}</h1>'
        f'<p class="foot">{_TAGS.sub("", banner)} {address}</p><div class="columns">{article}</div></body></html>'
    )


def pdf(html: str, style: str) -> bytes:
    """The sheet as a PDF that screen readers can read (PDF/UA-1), in the largest size that fits on one page."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 - takes a second, and Pango
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    length = len(_TAGS.sub("", html))
    for size in [size for size in SIZES if length * size**2 <= FULL] or SIZES[-1:]:
        sized = CSS(string=f"{style} html {{ font-size: {size}pt }}", font_config=fonts)
        document = HTML(string=html).render(stylesheets=[sized], font_config=fonts)
        if len(document.pages) == 1:
            break
    written: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    return written


def publish(site: Path, cache: Path) -> int:
    """Writes the leaflet that each page links to, and gives how many; without Pango, takes the links away.

    What the cache holds and no page needs any more is removed from it.
    """
    linked = {
        page: html
        for page in sorted(site.rglob("index.html"))
        if LINK.search(html := page.read_text("utf-8"))
    }
    if not _has_pango():
        for page, html in linked.items():
            page.write_text(LINK.sub("", html), "utf-8")
        sys.stdout.write(f"{NO_PANGO}\n")
        return 0
    cache.mkdir(parents=True, exist_ok=True)
    style = STYLE.read_text("utf-8")
    sheets = {page: sheet(html) for page, html in linked.items()}
    kept = {page: cache / f"{_digest(each, style)}.pdf" for page, each in sheets.items()}
    missing = [page for page in sheets if not kept[page].exists()]
    if missing:
        with ProcessPoolExecutor(WORKERS, get_context("spawn")) as workers:
            made = workers.map(partial(pdf, style=style), [sheets[page] for page in missing], chunksize=4)
            for page, written in zip(missing, made, strict=True):
                kept[page].write_bytes(written)
    for page, html in linked.items():
        shutil.copy(kept[page], page.parent / LINK.findall(html)[0])
    for stale in set(cache.glob("*.pdf")) - set(kept.values()):
        stale.unlink()
    return len(sheets)


def _digest(html: str, style: str) -> str:
    return hashlib.sha256(f"{version('weasyprint')}\0{html}\0{style}".encode()).hexdigest()[:32]


def _has_pango() -> bool:
    """WeasyPrint looks for its libraries when it is imported."""
    try:
        import weasyprint  # noqa: F401, PLC0415
    except (ImportError, OSError):
        return False
    return True


if __name__ == "__main__":
    publish(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else CACHE)  # noqa: PLR2004 - site and cache
