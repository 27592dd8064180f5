"""Builds the whole site: French at `/`, English at `/en/`, and the shell that the functions fill."""

from __future__ import annotations

import gc
import logging
import shutil
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from guidance import assets, languages, search
from guidance.folders import Folders
from guidance.problems import BuildError

SELDOM = 100_000
"""Objects made between two looks for garbage; Python's own figure is 700, and a quarter of the time goes there."""


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
    work = folders.out.with_name(folders.out.name + ".new")
    shutil.rmtree(work, ignore_errors=True)
    addresses = assets.publish(folders.root / "site" / "assets", folders.built / "assets", work / "assets")
    _each_language(folders, work, origin, addresses)
    fresh = work / languages.SOURCE
    for lang in languages.LANGUAGES:
        if lang != languages.SOURCE:
            (work / lang / languages.FOLDERS[lang]).rename(fresh / languages.FOLDERS[lang])
    (work / "assets").rename(fresh / "assets")
    shutil.copytree(folders.built / "communes", fresh / "communes")
    shutil.copy(folders.built / "openapi.json", fresh)
    (fresh / "robots.txt").write_text(_robots(origin), "utf-8")
    search.index(fresh)
    _replace(folders.out, fresh)
    shutil.rmtree(work)


def _each_language(folders: Folders, work: Path, origin: str, addresses: Mapping[str, str]) -> None:
    """Every language at once, each in a process of its own, for MkDocs keeps one processor busy."""
    make = partial(_make, folders, work, origin, addresses)
    try:
        with ProcessPoolExecutor(len(languages.LANGUAGES), get_context("spawn"), _prepare) as processes:
            for _ in processes.map(make, languages.LANGUAGES):
                pass
    except BrokenProcessPool as error:
        raise BuildError(
            "a process that made pages was ended: is there memory enough? Run it again"
        ) from error


def _make(folders: Folders, work: Path, origin: str, addresses: Mapping[str, str], lang: str) -> None:
    from guidance import one_language  # noqa: PLC0415 - a second of imports that this process alone needs

    one_language.make(folders, work, origin, addresses, lang)


def _prepare() -> None:
    """Has MkDocs' warnings told, and garbage looked for seldom, for at each look every page that is kept is walked."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    gc.set_threshold(SELDOM, 50)


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
