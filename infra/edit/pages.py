"""The pages of the site as the editors' folder says them, each made when it is asked for.

A change of the folder makes no page again: it only lets go of what was read before. So a save shows at once,
however many pages hold what has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import unquote

from infra.compile_pages import write_words

from entraide.pages.static import static_papers
from entraide.pages.words import load_words
from guidance import languages, papers, post
from guidance.figures import FigureError
from guidance.folders import Folders
from guidance.one_language import SHELL, configured, finished

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


@dataclass(frozen=True, slots=True)
class _Language:
    """One language as MkDocs has read it."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    sources: Mapping[str, File]
    """The page that stands at each address of this language: `/en/help/`."""


class Pages:
    """The pages of both languages. Safe to be asked from several threads, one page at a time."""

    def __init__(self, folders: Folders, origin: str, assets: Mapping[str, str]) -> None:
        """Holds no page before the first `read`. `folders.built` must hold all that the build puts there."""
        self._folders = folders
        self._origin = origin
        self._assets = assets
        self._lock = Lock()
        self._languages: tuple[_Language, ...] = ()
        self._made: dict[str, str] = {}
        self._before: dict[str, str] = {}
        self._printed = False

    def read(self, *, words: bool = True) -> None:
        """Reads the editors' folder again; what was read before stays when this fails.

        `words` says whether those of forms and mails may have changed, too.

        Raises:
            ContentError: a file cannot be read, or names an unknown fact.
            WordsError: the words do not fit the forms.
            LookupError, TypeError, ValueError, AttributeError: a file has not the shape that the site expects.
        """
        with self._lock:
            fresh = tuple(self._language(lang) for lang in languages.LANGUAGES)
            if words:
                write_words(self._folders.built, self._folders.content)
                load_words.cache_clear()
            self._languages = fresh
            self._before |= self._made
            self._made = {}
            self._printed = False

    def page(self, path: str) -> str | None:
        """The page at this address; None when there is none.

        A page that cannot be made, for it names what is not there, is given as it last was.

        Raises:
            PageError: it never could.
        """
        address = unquote(path)
        with self._lock:
            if address in self._made:
                return self._made[address]
            for language in self._languages:
                if address in language.sources:
                    return self._kept(address, language)
            if address.endswith("/") and not self._printed:
                self._print()
            return self._made.get(address)

    def _kept(self, address: str, language: _Language) -> str:
        try:
            html = self._make(language, language.sources[address])
        except (LookupError, FigureError) as error:  # a fact, a form, a figure or a word that is not there
            if address not in self._before:
                raise PageError(language.sources[address].src_uri) from error
            return self._before[address]
        self._made[address] = html
        return html

    def _print(self) -> None:
        """Makes the forms to print, all together; while one cannot be made, those of the build are shown."""
        self._printed = True
        built = self._folders.built
        try:
            for lang, language in zip(languages.LANGUAGES, self._languages, strict=False):
                shell = post.finished(self._render(language, SHELL, None))
                for paper in static_papers(built, lang):
                    self._made[paper.address] = papers.page_of(paper, shell, lang, self._origin)
        except LookupError:
            return

    def _language(self, lang: str) -> _Language:
        config = configured(self._folders, self._folders.out, lang, self._origin, self._assets)
        from mkdocs.structure.files import get_files, set_exclusions  # noqa: PLC0415 - its notices are silenced
        from mkdocs.structure.nav import get_navigation  # noqa: PLC0415

        config = config.plugins.on_config(config)
        env = config.theme.get_env()
        files = config.plugins.on_files(get_files(config), config=config)
        set_exclusions(files, config)
        nav = get_navigation(files, config)
        root = f"/{languages.FOLDERS[lang]}"
        sources = {f"{root}{file.url}".replace("./", ""): file for file in files.documentation_pages()}
        return _Language(config, files, nav, config.plugins.on_env(env, config=config, files=files), sources)

    def _make(self, language: _Language, file: File) -> str:
        """What MkDocs' build does for each page."""
        from mkdocs.structure.pages import Page  # noqa: PLC0415 - its notices are silenced

        config = language.config
        page = file.page or Page(None, file, config)
        page.read_source(config)
        page.markdown = config.plugins.on_page_markdown(
            page.markdown or "", page=page, config=config, files=language.files
        )
        page.render(config, language.files)
        return finished(self._render(language, "main.html", page), self._folders.built)

    def _render(self, language: _Language, template: str, page: Page | None) -> str:
        from mkdocs.commands.build import get_context  # noqa: PLC0415 - its notices are silenced

        context = get_context(language.nav, language.files.documentation_pages(), language.config, page)
        return language.env.get_template(template).render(context)


class PageError(Exception):
    """The page of this source cannot be made; what the gate found says why."""
