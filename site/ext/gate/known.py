"""The facts that the editors' files name: known, publishable, read again in time, and of use to somebody."""

from __future__ import annotations

from collections.abc import Iterator

from gate.content import Content
from gate.text import Document
from guidance import facts
from guidance.problems import Problem


def check(content: Content) -> Iterator[Problem]:
    """Facts that are unknown, unpublished, due to be read again, or named nowhere."""
    critical: dict[str, Document] = {}
    used: set[str] = set()
    for document in content.pages + content.word_documents:
        for text in document.texts:
            for line, key in facts.places(text.raw):
                fault = facts.fault(content.facts, key)
                if fault:
                    yield text.problem(*fault, text.line + line - 1)
                used.add(key)
                if document.critical:
                    critical.setdefault(key, document)
    yield from _due(content, critical)
    path = content.folder / "facts.yml"
    for key, fact in content.facts.items():
        if key not in used and fact.mark != "C":
            message = f"no page and no form names the fact `{key}`: name it or remove it"
            yield Problem(path, fact.line, "fact.unused", message)


def _due(content: Content, critical: dict[str, Document]) -> Iterator[Problem]:
    for key, fact in content.facts.items():
        if fact.recheck >= content.today or fact.mark == "C":
            continue
        message = (
            f"the fact `{key}` was to be read again by {fact.recheck}: read its source, then change its dates"
        )
        if key in critical:
            message += f" ({critical[key].path.as_posix()} is critical)"
        kind = "fact.due-critical" if key in critical else "fact.due"
        yield Problem(content.folder / "facts.yml", fact.line, kind, message)
