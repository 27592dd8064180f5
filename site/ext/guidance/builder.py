"""Builds the whole site: French at `/`, English at `/en/`, and the shell that the functions fill."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from entraide.pages.static import static_switch
from guidance import assets, languages, papers, post, search
from guidance.figures import FigureError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

SHELL = "shell.html"
CONFIGURATIONS = {"fr": "mkdocs.yml", "en": "mkdocs.en.yml"}
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
"""Advertisements of MkDocs' forks, which are no warnings of ours."""


class BuildError(Exception):
    """The site was not built; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where everything is."""

    root: Path
    """The repository."""
    content: Path
    built: Path
    """What the other builds made: words, templates, directory, communes, the forms' style sheet and script."""
    out: Path
    """The finished site; replaced as a whole, or left as it was."""


def build(folders: Folders, origin: str) -> None:
    """Writes the site into `folders.out` and the shells into `folders.built`.

    Raises:
        ContentError: the editors' files have faults.
        BuildError: MkDocs warned, or a page would break the site's policy.
        SearchError: the search index was not made.
    """
    if not (folders.built / "directory.json").exists() or not (folders.built / "words.fr.json").exists():
        raise BuildError(
            f"{folders.built} lacks words or directory: run infra/compile_data.py and compile_pages.py"
        )
    fresh, shared = (folders.out.with_name(folders.out.name + each) for each in (".new", ".assets"))
    for folder in (fresh, shared):
        shutil.rmtree(folder, ignore_errors=True)
    addresses = assets.publish(folders.root / "site" / "assets", folders.built / "assets", shared)
    for lang in languages.LANGUAGES:
        _mkdocs(folders, fresh / languages.FOLDERS[lang], lang, origin, addresses)
    for page in sorted(fresh.rglob("*.html")):
        _finish(page, folders.built)
    for lang in languages.LANGUAGES:
        (fresh / languages.FOLDERS[lang] / SHELL).replace(folders.built / f"shell.{lang}.html")
        papers.publish(fresh, folders.built, lang, origin)
    shared.rename(fresh / "assets")
    shutil.copytree(folders.built / "communes", fresh / "communes")
    shutil.copy(folders.built / "openapi.json", fresh)
    (fresh / "robots.txt").write_text(_robots(origin), "utf-8")
    search.index(fresh)
    _replace(folders.out, fresh)


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


def _robots(origin: str) -> str:
    sitemaps = (
        f"Sitemap: {origin.rstrip('/')}/{folder}sitemap.xml\n" for folder in languages.FOLDERS.values()
    )
    return "User-agent: *\nDisallow: /api/\n\n" + "".join(sitemaps)


def _replace(old: Path, new: Path) -> None:
    """Puts the new folder in the place of the old one in two renames, so that a server never finds half a site."""
    gone = old.with_name(old.name + ".old")
    shutil.rmtree(gone, ignore_errors=True)
    if old.exists():
        old.rename(gone)
    new.rename(old)
    shutil.rmtree(gone, ignore_errors=True)
