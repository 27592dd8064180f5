"""Translations that their source has left behind, told by a fingerprint of the source."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from gate.content import Content, WordFile
from guidance import languages, pages
from guidance.problems import Problem

SOURCE, OTHER = languages.LANGUAGES
CURE = "read the translation again, then run `make reread FILES={}`"
WRITTEN = re.compile(r"^source_hash:.*\n", re.MULTILINE)


def check(content: Content) -> Iterator[Problem]:
    """Translations without a fingerprint, and those whose source has changed since."""
    lines = {
        source: {entry.name: entry.line for entry in front.entries}
        for source, front in content.fronts[OTHER].items()
    }
    for source, page in content.trees[OTHER].items():
        original = content.trees[SOURCE].get(source)
        written = page.meta.get("source_hash")
        cure = CURE.format(page.path.as_posix())
        if original and not written:
            yield Problem(
                page.path,
                1,
                "translation.unmarked",
                f"nothing says which French text this translates: {cure}",
            )
        elif original and str(written) != pages.digest(original):
            kind = (
                "translation.stale-critical" if original.meta.get("critical") is True else "translation.stale"
            )
            yield Problem(
                page.path, lines[source]["source_hash"], kind, f"the French page has changed: {cure}"
            )
    for source, file in content.words[OTHER].items():
        before = content.words[SOURCE].get(source)
        cure = CURE.format(file.path.as_posix())
        if before and source not in content.translated:
            yield Problem(
                file.path,
                0,
                "translation.unmarked",
                f"nothing says which French words this translates: {cure}",
            )
        elif before and content.translated[source] != digest(before):
            yield Problem(file.path, 0, "translation.stale", f"the French words have changed: {cure}")


def digest(file: WordFile) -> str:
    """Twelve hexadecimal digits of a file's names and words; white space, order and comments do not count."""
    said = sorted(f"{entry.name} {' '.join(entry.raw.split())}" for entry in file.read.entries)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:12]


def write(content: Content, chosen: Callable[[Path], bool]) -> list[Path]:
    """Marks the chosen translations as being those of the present source; gives the files that changed."""
    changed = []
    for source, page in content.trees[OTHER].items():
        original = content.trees[SOURCE].get(source)
        if original and chosen(page.path) and str(page.meta.get("source_hash")) != pages.digest(original):
            page.path.write_text(marked(page.path.read_text("utf-8"), pages.digest(original)), "utf-8")
            changed.append(page.path)
    hashes = dict(content.translated)
    for source, file in content.words[OTHER].items():
        before = content.words[SOURCE].get(source)
        if before and chosen(file.path) and hashes.get(source) != digest(before):
            hashes[source] = digest(before)
            changed.append(file.path)
    if hashes != content.translated:
        _write_hashes(content.folder / "words" / "translated.yml", hashes)
    return changed


def marked(text: str, fingerprint: str) -> str:
    """The page with the fingerprint as the last line of its front matter."""
    match = pages.FRONT.match(text)
    if match is None:
        return text
    front = WRITTEN.sub("", match[1])
    return f'---\n{front}source_hash: "{fingerprint}"\n---\n{text[match.end() :]}'


def _write_hashes(path: Path, hashes: dict[str, str]) -> None:
    head = "# Written by `make reread`: the state of the French words that the English was written from.\n"
    path.write_text(head + "".join(f'{source}: "{hashes[source]}"\n' for source in sorted(hashes)), "utf-8")
