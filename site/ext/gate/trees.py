"""Both languages hold the same pages, each at an address of its own, each in the menu once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gate.content import Content
from guidance import languages, pages
from guidance.problems import Problem


def check(content: Content) -> Iterator[Problem]:
    """Pages and word files that one language lacks, addresses used twice, and what the menu forgets."""
    for held in (content.trees, content.words):
        for lang in languages.LANGUAGES:
            there = languages.other(lang)
            for source in sorted(held[lang].keys() - held[there].keys()):
                path = content.folder / lang / source
                message = f"write its translation content/{there}/{source}, or remove this file"
                yield Problem(path, 0, "pair.page", message)
    for lang, tree in content.trees.items():
        yield from _addresses(lang, tree)
    yield from _menu(content)


def _addresses(lang: str, tree: pages.Tree) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for source, page in tree.items():
        address = pages.address(tree, source)
        slug = page.meta.get("slug")
        if slug is not None and not pages.SLUG.fullmatch(str(slug)):
            message = f"the slug `{slug}` may hold small letters without accents, digits and hyphens only"
            yield Problem(page.path, 0, "page.slug", message)
        if address in taken:
            message = f"content/{lang}/{taken[address]} has the same address /{address}: change one slug"
            yield Problem(page.path, 0, "page.address", message)
        taken[address] = source
        if not page.title:
            yield Problem(page.path, 1, "page.title", "write a title at the top of the page")
        if not page.meta.get("description"):
            yield Problem(page.path, 1, "page.description", "write a description at the top of the page")


def _menu(content: Content) -> Iterator[Problem]:
    path = content.folder / "nav.yml"
    named = Counter(content.menu.pages())
    known = content.trees[languages.SOURCE]
    lines = {
        line.strip().removeprefix("- "): at for at, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    }
    for source, times in named.items():
        if source not in known:
            yield Problem(
                path, lines.get(source, 0), "menu.unknown", f"there is no page `{source}`: correct its path"
            )
        if times > 1:
            yield Problem(
                path, lines.get(source, 0), "menu.twice", f"`{source}` stands {times} times: keep one"
            )
    for source in sorted(known.keys() - named.keys()):
        message = f"the page `{source}` is in no menu: add it to an entry or to the foot"
        yield Problem(path, 0, "menu.missing", message)
