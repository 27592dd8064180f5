"""A page and its translation have the same headings, boxes, placements and front matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gate.content import Content
from gate.outline import Placed
from guidance import languages
from guidance.pages import Page
from guidance.problems import Problem

SOURCE, OTHER = languages.LANGUAGES
DIRECTIVES = ("bodies", "figure", "follow", "form")
OWN = frozenset({"title", "description", "slug", "source_hash"})
"""What a page has at its top in its own words; the rest is the same in both languages."""


def check(content: Content) -> Iterator[Problem]:
    """What differs between the two pages, said of the translation."""
    for source in sorted(content.trees[SOURCE].keys() & content.trees[OTHER].keys()):
        original, page = content.trees[SOURCE][source], content.trees[OTHER][source]
        before, after = content.outlines[SOURCE][source], content.outlines[OTHER][source]
        yield from _sequences(
            page,
            "pair.headings",
            [("#" * each.level, each.line) for each in before.headings],
            [("#" * each.level, each.line) for each in after.headings],
        )
        yield from _sequences(page, "pair.boxes", _named(before.boxes), _named(after.boxes))
        yield from _sequences(page, "pair.placements", _named(before.placements), _named(after.placements))
        yield from _front(content, original, page)
    for lang in languages.LANGUAGES:
        yield from _placed(content, lang)


def _named(placed: Sequence[Placed]) -> list[tuple[str, int]]:
    return [(f"{each.name} {each.word}".strip(), each.line) for each in placed]


def _sequences(
    page: Page, kind: str, before: list[tuple[str, int]], after: list[tuple[str, int]]
) -> Iterator[Problem]:
    """The first place at which the two differ; what follows it would only repeat it."""
    for (there, line), (here, own_line) in zip(before, after, strict=False):
        if there != here:
            message = f"`{here}` stands here, and `{there}` in French (line {line}): make them the same"
            yield Problem(page.path, own_line, kind, message)
            return
    if len(before) > len(after):
        name, line = before[len(after)]
        yield Problem(page.path, 0, kind, f"`{name}` of the French page (line {line}) is missing: add it")
    elif len(after) > len(before):
        name, line = after[len(before)]
        yield Problem(
            page.path, line, kind, f"`{name}` has no counterpart in French: add it there or remove it"
        )


def _front(content: Content, original: Page, page: Page) -> Iterator[Problem]:
    lines = {entry.name: entry.line for entry in content.fronts[OTHER][page.source].entries}
    entries = {
        lang: {entry.name for entry in content.fronts[lang][page.source].entries if entry.name not in OWN}
        for lang in languages.LANGUAGES
    }
    for name in sorted(entries[SOURCE] ^ entries[OTHER]):
        where = "French" if name in entries[SOURCE] else "English"
        message = f"`{name}` is at the top of the {where} page only: put it in both, or in none"
        yield Problem(page.path, lines.get(name, 1), "pair.front", message)
    for name in ("checked", "critical"):
        if name in original.meta and name in page.meta and original.meta[name] != page.meta[name]:
            message = (
                f"`{name}` is {original.meta[name]} in French and {page.meta[name]} here: make them the same"
            )
            yield Problem(page.path, lines[name], "pair.front", message)


def _placed(content: Content, lang: str) -> Iterator[Problem]:
    for source, parts in content.outlines[lang].items():
        for placed in parts.placements:
            message = _fault(content, lang, placed)
            if message:
                path = content.trees[lang][source].path
                yield Problem(path, placed.line, "placement.unknown", message)


def _fault(content: Content, lang: str, placed: Placed) -> str:
    if placed.name not in DIRECTIVES:
        return f"nothing is placed by `::{placed.name}::`; there are {', '.join(DIRECTIVES)}"
    if placed.name == "form" and f"forms/{placed.word}.yml" not in content.words[lang]:
        return f"there is no form `{placed.word}` in content/{lang}/forms"
    if placed.name == "figure" and not (content.figures / f"{placed.word}.svg").exists():
        return f"there is no drawing `{placed.word}` in site/figures"
    return ""
