"""Builds the site: `python site/build.py`, after the words and the directory (`infra/compile_*.py`)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "site" / "ext"))

from guidance.builder import build  # noqa: E402 - found by the line above
from guidance.folders import Folders  # noqa: E402
from guidance.problems import BuildError, ContentError  # noqa: E402
from guidance.search import SearchError  # noqa: E402

ORIGIN = "https://entraide.example"


def main() -> None:
    """Builds into `build/site`; a fault is told in plain words with its file and line, and nothing is replaced."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--origin", default=ORIGIN, help="where the site will stand, without a path")
    options.add_argument("--content", type=Path, default=ROOT / "content", help="the editors' folder")
    options.add_argument("--built", type=Path, default=ROOT / "build" / "built", help="words and directory")
    options.add_argument("--out", type=Path, default=ROOT / "build" / "site", help="the finished site")
    chosen = options.parse_args()
    started = monotonic()
    try:
        build(
            Folders(ROOT, chosen.content.resolve(), chosen.built.resolve(), chosen.out.resolve()),
            chosen.origin,
        )
    except (ContentError, BuildError, SearchError) as error:
        raise SystemExit(f"{error}\nThe site was not built.") from error
    pages = sum(1 for _ in chosen.out.rglob("*.html"))
    sys.stdout.write(f"{pages} pages in {chosen.out} after {monotonic() - started:.1f} s\n")


if __name__ == "__main__":
    main()
