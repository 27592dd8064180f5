"""The pages of one language: by MkDocs, then finished as they are served, and the shell that the functions fill."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from entraide.pages.static import static_switch
from guidance import languages, papers, post
from guidance.figures import FigureError
from guidance.folders import Folders
from guidance.problems import BuildError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

SHELL = "shell.html"
CONFIGURATIONS = {"fr": "mkdocs.yml", "en": "mkdocs.en.yml"}
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""Advertisements of MkDocs' forks, which are no warnings of ours."""


def make(folders: Folders, work: Path, origin: str, addresses: Mapping[str, str], lang: str) -> None:
    """The pages of one language, finished, below `work / lang` as they will stand below the root of the site."""
    root = work / lang
    pages = root / languages.FOLDERS[lang]
    _mkdocs(folders, pages, lang, origin, addresses)
    for page in sorted(pages.rglob("*.html")):
        _finish(page, folders.built)
    (pages / SHELL).replace(folders.built / f"shell.{lang}.html")
    papers.publish(root, folders.built, lang, origin)


def configured(
    folders: Folders, out: Path, lang: str, origin: str, addresses: Mapping[str, str]
) -> MkDocsConfig:
    """MkDocs' configuration of one language; `addresses` are those of the assets."""
    os.environ.update(QUIET)
    from mkdocs.config import load_config  # noqa: PLC0415 - after its notices are silenced

    config = load_config(
        str(folders.root / "site" / CONFIGURATIONS[lang]),
        docs_dir=str(folders.content / lang),
        site_dir=str(out),
        site_url=f"{origin.rstrip('/')}/{languages.FOLDERS[lang]}",
    )
    config.mdx_configs["guidance.extension"].update(content=str(folders.content), built=str(folders.built))
    config.extra["assets"] = addresses
    return config


def _mkdocs(folders: Folders, out: Path, lang: str, origin: str, addresses: Mapping[str, str]) -> None:
    """One language, by MkDocs; each of its warnings is a failure.

    MkDocs is never told to be quiet: it would then count no warning, and its strictness pass everything.
    """
    config = configured(folders, out, lang, origin, addresses)
    from mkdocs.commands.build import build as mkdocs_build  # noqa: PLC0415 - after its notices are silenced
    from mkdocs.exceptions import Abort  # noqa: PLC0415

    try:
        mkdocs_build(config)
    except Abort as error:
        raise BuildError(f"the pages in content/{lang} have the faults listed above") from error
    except (LookupError, FigureError) as error:  # a fact, a form, a figure or a word that is not there
        raise BuildError(f"the page of content/{lang} named above: {error}") from error
    for unused in ("sitemap.xml.gz", *(("404.html",) if lang != languages.SOURCE else ())):
        (out / unused).unlink()


def finished(html: str, built: Path) -> str:
    """A page of the site as it is served: French typography, and on a page with a form its language switch."""
    html = post.finished(html)
    form, lang = post.form_of(html), "en" if '<html lang="en"' in html else "fr"
    return post.with_switch(html, static_switch(built, form, lang) if form else None)


def _finish(page: Path, built: Path) -> None:
    html = page.read_text("utf-8")
    html = post.finished(html) if page.name == SHELL else finished(html, built)
    refused = post.blocked(html)
    if refused:
        raise BuildError(f"{page}: the site's policy would block {', '.join(refused)}")
    page.write_text(html, "utf-8")
