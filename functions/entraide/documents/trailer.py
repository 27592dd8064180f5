"""What telephones put behind a picture, and what must not stand there."""

from __future__ import annotations

from typing import Final

PAGES: Final = (b"<!doctype html", b"<html", b"<script", b"<svg")
"""How a page for a browser starts, in small letters."""
_OTHERS: Final = (
    *(b"%pdf-", b"%!ps-", b"{\\rtf", b"<?php"),
    *(
        b"pk\x03\x04",
        b"pk\x05\x06",
        b"rar!\x1a\x07",
        b"7z\xbc\xaf\x27\x1c",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ),
    *(b"pe\0\0", b"\x7felf"),
)
"""Documents, archives, programs. Pictures are missing: a telephone puts a preview there, or the map of depths."""
_LARGEST: Final = 65_536


def is_samsung(behind: bytes) -> bool:
    """Whether it is the trailer of a Samsung telephone, without a file of another kind in it.

    It is blocks of data, then their directory, from `SEFH` to `SEFT`. A photo that moves has a video in it, and is
    larger.
    """
    sized = len(behind) <= _LARGEST and behind.endswith(b"SEFT") and b"SEFH" in behind
    return sized and not holds_another(behind)


def holds_another(behind: bytes) -> bool:
    """Whether a document, an archive, a program or a page starts in it."""
    lowered = behind.lower()
    return any(each in lowered for each in (*PAGES, *_OTHERS))
