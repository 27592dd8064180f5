"""Lines of their own that place something made by the build: `::form:: questionnaire`, `::bodies::`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markdown import Markdown
from markdown.preprocessors import Preprocessor

LINE = re.compile(r"^::([a-z]+)::[ \t]*([\w-]*)[ \t]*$")

Directives = Mapping[str, Callable[[str], str]]
"""For each name, what makes the HTML from the word that follows it."""


class DirectiveProcessor(Preprocessor):
    """Replaces each directive by its HTML, which Markdown then leaves alone. Runs after fenced code is set aside."""

    def __init__(self, md: Markdown, directives: Directives) -> None:
        super().__init__(md)
        self.directives = directives

    def run(self, lines: list[str]) -> list[str]:
        """The lines, with a placeholder for each directive.

        Raises:
            KeyError: there is no such directive; the gate says where before any page is built.
        """
        return [each for line in lines for each in self._replaced(line)]

    def _replaced(self, line: str) -> tuple[str, ...]:
        match = LINE.match(line)
        if match is None:
            return (line,)
        return "", self.md.htmlStash.store(self.directives[match[1]](match[2])), ""
