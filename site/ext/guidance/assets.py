"""The files that every page shares: one style sheet, four scripts, one icon, named by their contents."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
TIGHT = re.compile(r"\s*([{};,>])\s*|(?<=[:])\s+(?=[^{}]*[;}])")


def publish(sources: Path, forms: Path, out: Path) -> Mapping[str, str]:
    """Writes the assets into `out` and gives their addresses: `css`, `site`, `search`, `form`, `draft`, `icon`.

    `sources` is the site's own folder; `forms` holds what the build made for the forms.
    """
    style = "\n".join(path.read_text("utf-8") for path in sorted(sources.glob("*.css")))
    style += (forms / "forms.css").read_text("utf-8")
    out.mkdir(parents=True)
    return {
        "css": _write(out, "site.css", smaller(style)),
        "site": _write(out, "site.js", (sources / "site.js").read_text("utf-8")),
        "search": _write(out, "search.js", (sources / "search.js").read_text("utf-8")),
        "form": _write(out, "form.js", (forms / "form.js").read_text("utf-8")),
        "draft": _write(out, "draft.js", (forms / "draft.js").read_text("utf-8")),
        "icon": _write(out, "icon.svg", (sources / "icon.svg").read_text("utf-8")),
    }


def published(out: Path) -> Mapping[str, str]:
    """The same addresses, of a folder that `publish` has written."""
    return {
        "css" if path.suffix == ".css" else path.name.partition(".")[0]: f"/assets/{path.name}"
        for path in out.iterdir()
    }


def smaller(style: str) -> str:
    """The style sheet without comments and needless white space; strings hold neither."""
    return TIGHT.sub(lambda match: match[1] or "", SPACE.sub(" ", COMMENT.sub("", style))).strip()


def _write(out: Path, name: str, text: str) -> str:
    stem, suffix = name.split(".")
    named = f"{stem}.{hashlib.sha256(text.encode()).hexdigest()[:10]}.{suffix}"
    (out / named).write_text(text, "utf-8")
    return f"/assets/{named}"
