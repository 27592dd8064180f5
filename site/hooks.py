"""What MkDocs is told, and when. Thin: all that it does is in `guidance`, which knows no MkDocs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from guidance import languages, pages
from guidance.guide import with_summary
from guidance.site_model import Site, opened

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Reads the editors' folder, and takes the menu from there."""
    lang = config.theme["language"]
    origin = str(config.site_url).removesuffix(languages.FOLDERS[lang])
    site = Site.load(Path(config.docs_dir).parent, lang, origin)
    config.extra["site"] = site
    config.mdx_configs["guidance.extension"]["facts"] = site.facts
    config.nav = [source for source in site.menu.pages() if source in site.tree]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leaves out all that Material would copy, and gives the pages the addresses of their slugs."""
    site: Site = config.extra["site"]
    for file in list(files):
        if file.src_dir != config.docs_dir:
            files.remove(file)
    for file in files.documentation_pages():
        file.url = pages.address(site.tree, file.src_uri) or "./"
        file.dest_uri = f"{file.url}index.html".removeprefix("./")
        file.abs_dest_path = str(Path(config.site_dir) / file.dest_uri)
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts the summary of a guide on top of it."""
    del files
    site: Site = config.extra["site"]
    return with_summary(markdown, page.meta.get("guide"), site.raw_words["guide"])


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Gives the templates the site, its words, and its assets."""
    del files
    site: Site = config.extra["site"]
    env.globals.update(site=site, words=site.words, opened=opened, assets=config.extra["assets"])
    return env
