"""Where a build of the site finds what it reads, and leaves what it makes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Folders:
    """Where everything is."""

    root: Path
    """The repository."""
    content: Path
    built: Path
    """What the other builds made: words, templates, directory, communes, the forms' style sheet and script."""
    out: Path
    """The finished site; replaced as a whole, or left as it was."""
