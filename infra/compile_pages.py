"""Compiles the editors' words, the templates and the forms' style sheet: nothing is parsed when the service runs.

`words.{lang}.json` holds `forms` and `mails`, each by the name of its file, and what forms share under the name of its
file (`_interface.yml` gives `interface`), with the facts in place and French typography applied. What stands under
the key `markdown` becomes HTML; all else stays text.
"""

from __future__ import annotations

import json
import shutil
import sys
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from infra.check_words import word_faults
from infra.located import located
from infra.shared_words import sharing_faults, with_shared_words
from markdown import markdown

from entraide.forms.openapi import openapi
from entraide.forms.registry import FORMS
from entraide.handlers.agency_openapi import agency_openapi
from entraide.pages.conditions_css import stylesheet
from entraide.pages.render import source_environment
from guidance import facts as facts_file
from guidance import languages, typography, yamlfile
from guidance.problems import ContentError, Problem

ROOT: Final = Path(__file__).resolve().parents[1]
CONTENT: Final = ROOT / "content"
_ASK: Final = frozenset({"label", "short"})
"""A question and its name claim nothing: a fact in them needs no "to be confirmed"."""
ASSETS: Final = ROOT / "functions" / "entraide" / "pages" / "assets"


def compile_pages(out: Path, content: Path = CONTENT) -> None:
    """Writes words, templates and assets into `out`. Raises as `write_words` does."""
    write_words(out, content)
    templates = out / "templates"
    shutil.rmtree(templates, ignore_errors=True)
    source_environment().compile_templates(templates, zip=None, log_function=lambda _: None)
    assets = out / "assets"
    shutil.rmtree(assets, ignore_errors=True)
    shutil.copytree(ASSETS, assets)
    (assets / "forms.css").write_text(stylesheet(FORMS.values()), "utf-8")
    documents = {
        "openapi.json": openapi(FORMS.values(), version("entraide")),
        "openapi-agencies.json": agency_openapi(version("entraide")),
    }
    for name, document in documents.items():
        (out / name).write_text(json.dumps(document, indent=1), "utf-8")


def write_words(out: Path, content: Path = CONTENT) -> None:
    """Writes the words of every language into `out`, or none when one has a fault.

    Raises:
        ContentError: a file is no YAML, or names an unknown or unpublished fact.
        WordsError: a question has no words, or a word no question.
    """
    facts = facts_file.load(content / "facts.yml")
    compiled = {lang: _words(content, lang, facts) for lang in languages.LANGUAGES}
    for lang, words in compiled.items():
        text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
        (out / f"words.{lang}.json").write_text(text, "utf-8")


def _words(content: Path, lang: str, facts: facts_file.Facts) -> dict[str, Any]:
    written = _Words(lang, facts).folder(content / lang)
    words = with_shared_words(FORMS.values(), written)
    faults = (
        *sharing_faults(FORMS.values(), written),
        *word_faults(FORMS.values(), words["forms"], words["interface"]),
    )
    if faults:
        raise WordsError("\n".join(located(content, lang, fault) for fault in faults))
    return words


class WordsError(Exception):
    """The words do not fit the forms; one line for each fault."""


class _Words:
    def __init__(self, lang: str, facts: facts_file.Facts) -> None:
        self._lang = lang
        self._facts = facts

    def folder(self, content: Path) -> dict[str, Any]:
        named = {path.stem: self.file(path) for path in sorted((content / "forms").glob("*.yml"))}
        mails = {path.stem: self.file(path) for path in sorted((content / "mails").glob("*.yml"))}
        shared = {name.removeprefix("_"): tree for name, tree in named.items() if name.startswith("_")}
        forms = {name: tree for name, tree in named.items() if not name.startswith("_")}
        return {"forms": forms, "mails": mails, **shared}

    def file(self, path: Path) -> dict[str, Any]:
        text = path.read_text("utf-8")
        faults = [
            (line, fault)
            for line, key in facts_file.places(text)
            if (fault := facts_file.fault(self._facts, key))
        ]
        if faults:
            raise ContentError(tuple(Problem(path, line, kind, message) for line, (kind, message) in faults))
        return {key: self._node(key, value) for key, value in yamlfile.read(path).items()}

    def _node(self, key: str, value: Any) -> Any:  # noqa: ANN401 - a tree of texts, lists and trees
        if isinstance(value, dict):
            return {str(each): self._node(str(each), of) for each, of in value.items()}
        if isinstance(value, list):
            return [self._node(key, each) for each in value]
        return self._html(str(value)) if key == "markdown" else self._text(str(value), asks=key in _ASK)

    def _text(self, value: str, *, asks: bool) -> str:
        text = facts_file.fill(value, self._facts, self._lang, bare=asks)
        return typography.french(text) if self._lang == "fr" else text

    def _html(self, value: str) -> str:
        html = facts_file.PLACE.sub(lambda found: self._link(found[1]), markdown(value))
        return typography.french_html(html) if self._lang == "fr" else html

    def _link(self, key: str) -> str:
        fact = self._facts[key]
        text, address = escape(fact.text(self._lang)), fact.href()
        linked = f'<a href="{escape(address)}">{text}</a>' if address else text
        return f"{linked} ({escape(fact.confirmation(self._lang))})" if fact.to_confirm else linked


def main() -> None:
    """Compiles into the folder named on the command line."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    try:
        compile_pages(out)
    except (ContentError, WordsError) as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
