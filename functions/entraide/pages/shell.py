"""The site's page around what a function draws: the same header, navigation and footer as everywhere."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from pathlib import Path

MAIN = "<!--entraide:main-->"
TITLE = "<!--entraide:title-->"
LANGUAGE_START = "<!--entraide:lang-->"
LANGUAGE_END = "<!--/entraide:lang-->"


@lru_cache(maxsize=4)
def _shell(built: Path, lang: str) -> str:
    return (built / f"shell.{lang}.html").read_text("utf-8")


def page(built: Path, lang: str, title: str, main: str, language_switch: str) -> str:
    """A whole page. `main` and `language_switch` are HTML, `title` is text.

    On a page with a form, the language switch is one of its submit buttons, so that nothing typed is lost.
    """
    return framed(_shell(built, lang), title, main, language_switch)


def framed(shell: str, title: str, main: str, language_switch: str) -> str:
    """The same from the shell's own text."""
    before, _, rest = shell.partition(LANGUAGE_START)
    _, _, after = rest.partition(LANGUAGE_END)
    whole = f"{before}{language_switch}{after}"
    return whole.replace(TITLE, escape(title), 1).replace(MAIN, main, 1)
