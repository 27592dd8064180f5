"""What the checks say of a file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_BYTES: Final = 10_000_000
"""A photo of a telephone takes 2 to 6 million bytes, ten scanned pages about as much."""
MOST_PIXELS: Final = 210_000_000
"""Telephones take up to 200 million; a picture of more is made to fill a memory."""
MOST_PAGES: Final = 100


class Kind(StrEnum):
    """The kinds of file that are taken."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    HEIC = "heic"


class Flaw(StrEnum):
    """Why a file is not taken; what to do about it is in `content/*/forms/_documents.yml`."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    WRONG_TYPE = "wrong-type"
    CUT = "cut"
    """It ends before its end."""
    DAMAGED = "damaged"
    MIXED = "mixed"
    """It is a file of another kind as well, or one stands behind it."""
    TOO_MANY_PIXELS = "too-many-pixels"
    TOO_MANY_PAGES = "too-many-pages"
    LOCKED = "locked"
    ACTIVE = "active"
    """A PDF with a program, an attachment or a command in it."""
    TOO_COMPLEX = "too-complex"
    NIR = "nir"
    """Its text holds a social security number."""
    DUPLICATE = "duplicate"
    TOO_MANY = "too-many"
    MALWARE = "malware"
    UNSCANNED = "unscanned"
    """The search for malware gave no answer."""
    UNCHECKED = "unchecked"
    """The checks came to no end."""


class Fault(Exception):  # noqa: N818 - an outcome, which the readers of formats raise among themselves
    """Ends the reading of a file."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class Sound:
    """A file to be taken: the first `length` bytes of it."""

    kind: Kind
    length: int
