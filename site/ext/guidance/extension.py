"""All that our Markdown has beyond the ordinary, as one extension: the same in MkDocs, in tests and in previews."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from entraide.agencies.directory import Directory
from entraide.pages.static import static_follow, static_form
from guidance import facts, yamlfile
from guidance.blocks import BoxesExtension
from guidance.bodies import directory_html
from guidance.directives import DirectiveProcessor, Directives
from guidance.figures import figure
from guidance.inline import PASSAGE, FactProcessor, PassageProcessor, SourcesProcessor

ROOT = Path(__file__).resolve().parents[3]
PLAIN = ("attr_list", "def_list", "fenced_code", "sane_lists", "tables")
"""What we take of Markdown's own extensions."""


class GuidanceExtension(Extension):
    """Boxes, directives, facts and passages in another language."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as Python-Markdown gives them
        self.config = {
            "lang": ["fr", "language of the page"],
            "content": [str(ROOT / "content"), "the editors' folder"],
            "built": [str(ROOT / "build" / "built"), "the folder of compiled words, templates and directory"],
            "facts": [{}, "the facts, when they have been read already"],
            "figures": [str(ROOT / "site" / "figures"), "the folder of drawings"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the base's name
        """Registers everything; the numbers are places among Markdown's own processors."""
        lang, content = self.getConfig("lang"), Path(self.getConfig("content"))
        known = self.getConfig("facts") or facts.load(content / "facts.yml")
        md.registerExtension(self)
        md.registerExtensions(PLAIN, {})
        md.registerExtensions([BoxesExtension(lang=lang)], {})
        named = FactProcessor(md, known, lang)
        md.preprocessors.register(DirectiveProcessor(md, self._directives(lang, content)), "directives", 24)
        md.inlinePatterns.register(named, "facts", 185)
        md.inlinePatterns.register(PassageProcessor(PASSAGE, md), "passages", 175)
        md.treeprocessors.register(SourcesProcessor(md, named), "sources", 6)

    def _directives(self, lang: str, content: Path) -> Directives:
        built, figures = Path(self.getConfig("built")), Path(self.getConfig("figures"))

        def bodies(_: str) -> str:
            words = yamlfile.read(content / lang / "site.yml")["directory"]
            return directory_html(Directory.load(built), words, lang)

        return {
            "bodies": bodies,
            "figure": lambda name: figure(figures, name, lang),
            "follow": lambda _: static_follow(built, lang),
            "form": lambda form: static_form(built, form, lang),
        }


def makeExtension(**options: Any) -> GuidanceExtension:  # noqa: ANN401, N802 - the names Python-Markdown looks for
    """What `markdown_extensions: guidance.extension` of a configuration loads."""
    return GuidanceExtension(**options)
