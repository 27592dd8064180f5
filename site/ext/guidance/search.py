"""The index that the search page reads, made by Pagefind from the finished pages: one for each language."""

from __future__ import annotations

import subprocess
from pathlib import Path

from pagefind_bin import get_executable  # type: ignore[import-untyped]

FOLDER = "pagefind"
UNUSED = ("*-ui.*", "*highlight*")
"""The search page has its own few lines of script, and needs none of Pagefind's interfaces."""


class SearchError(Exception):
    """The index was not made; the sentence is Pagefind's."""


def index(site: Path) -> None:
    """Writes `site/pagefind`. What is within `data-pagefind-body` is found; forms are not.

    Raises:
        SearchError: Pagefind failed.
    """
    made = subprocess.run(  # noqa: S603 - the program of the locked package, on our own folder
        [
            get_executable(),
            "--site",
            site,
            "--output-subdir",
            FOLDER,
            "--exclude-selectors",
            ".form",
            "--quiet",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise SearchError(made.stdout + made.stderr)
    for pattern in UNUSED:
        for path in (site / FOLDER).glob(pattern):
            path.unlink()
