"""The editors' words as compiled at build: plain text, and HTML where the key is `markdown`."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

LANGUAGES = ("fr", "en")


class MissingWordsError(KeyError):
    """The words have no such key; the build's checks should have said so before."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    lang: str
    tree: dict[str, Any]

    @property
    def colon(self) -> str:
        """French has a no-break space before it."""
        return "\u00a0:" if self.lang == LANGUAGES[0] else ":"

    def of_form(self, form: str) -> Words:
        """The same words, with what this form says of the interface in its own way."""
        own = self.tree["forms"][form].get("interface", {})
        return replace(self, tree={**self.tree, "interface": _overlaid(self.tree["interface"], own)})

    def node(self, *keys: str) -> Any:  # noqa: ANN401 - a tree of texts, lists and trees
        """What stands under the keys.

        Raises:
            MissingWordsError: nothing stands there.
        """
        found: Any = self.tree
        for key in keys:
            if not isinstance(found, dict) or key not in found:
                raise MissingWordsError(f"{self.lang}: {'.'.join(keys)}")
            found = found[key]
        return found

    def text(self, *keys: str, **fill: object) -> str:
        """A text, with its placeholders filled. The filling is not HTML: the template escapes it."""
        found = str(self.node(*keys))
        for name, value in fill.items():
            found = found.replace(f"{{{name}}}", str(value))
        return found

    def html(self, *keys: str) -> Markup:
        """A text that the build turned from Markdown into HTML."""
        return Markup(self.node(*keys))  # noqa: S704 - written by editors, converted at build, holds no answer

    def optional(self, *keys: str, **fill: object) -> str:
        """A text, or nothing when the editors wrote none."""
        try:
            return self.text(*keys, **fill)
        except MissingWordsError:
            return ""


@lru_cache(maxsize=8)
def load_words(built: Path, lang: str) -> Words:
    """The compiled words of a language, read once."""
    return Words(lang, json.loads((built / f"words.{lang}.json").read_text("utf-8")))


def _overlaid(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    laid = {
        key: _overlaid(under[key], value) if isinstance(value, dict) else value for key, value in over.items()
    }
    return {**under, **laid}


def spoken(lang: str) -> str:
    """The language itself, or French when the service does not have it."""
    return lang if lang in LANGUAGES else LANGUAGES[0]


def home(lang: str) -> str:
    """Where the site begins: French at the root."""
    return "/" if lang == LANGUAGES[0] else f"/{lang}/"


def other_language(lang: str) -> str:
    """French has English beside it, and English French."""
    return LANGUAGES[1 - LANGUAGES.index(lang)]
