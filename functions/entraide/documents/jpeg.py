"""JPEG (ITU-T T.81, annex B): a chain of segments from the start of the image to its end."""

from __future__ import annotations

import re
from typing import Final

from entraide.documents.trailer import is_samsung
from entraide.documents.verdict import MOST_PIXELS, Fault, Flaw

SIGNATURE: Final = b"\xff\xd8\xff"
_START: Final = b"\xff\xd8"
_MARKER: Final = re.compile(rb"\xff+([^\x00\xff])")
_AFTER_SCAN: Final = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")
"""In the coded data FF is followed by 00, and restart marks (D0 to D7) divide it."""
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_END, _SCAN = 0xD9, 0xDA
_MOST_IMAGES: Final = 8


def sound_length(content: bytes) -> int:
    """How many bytes the image takes; raises `Fault`.

    Telephones put further images behind the first (a preview, the brightness map), and some of them a trailer: these
    are left behind. Anything else there makes it a file of two kinds.
    """
    length = _image(content, 0)
    rest = length
    for _ in range(_MOST_IMAGES):
        rest = _past_zeros(content, rest)
        if not content.startswith(_START, rest):
            break
        rest = _image(content, rest)
    behind = content[rest:].strip(b"\0")
    if behind and not is_samsung(behind):
        raise Fault(Flaw.MIXED)
    return length


def _image(content: bytes, start: int) -> int:
    """Where the image that starts there ends."""
    at, framed, scanned, coded = start + len(_START), False, False, False
    while True:
        found = _AFTER_SCAN.search(content, at) if coded else _MARKER.match(content, at)
        if found is None:
            raise Fault(Flaw.CUT if coded or at >= len(content) else Flaw.DAMAGED)
        mark, at = found[1][0], found.end()
        if mark == _END:
            if framed and scanned:
                return at
            raise Fault(Flaw.DAMAGED)
        if mark in _ALONE:
            continue
        at, coded = _segment(content, at, mark), mark == _SCAN
        framed, scanned = framed or mark in _FRAMES, scanned or coded


def _segment(content: bytes, at: int, mark: int) -> int:
    length = int.from_bytes(content[at : at + 2], "big")
    if at + max(length, 2) > len(content):
        raise Fault(Flaw.CUT)
    smallest = 8 if mark in _FRAMES else 2
    if length < smallest:
        raise Fault(Flaw.DAMAGED)
    if mark in _FRAMES:
        height, width = (int.from_bytes(content[at + start : at + start + 2], "big") for start in (3, 5))
        if not height or not width:
            raise Fault(Flaw.DAMAGED)
        if height * width > MOST_PIXELS:
            raise Fault(Flaw.TOO_MANY_PIXELS)
    return at + length


def _past_zeros(content: bytes, at: int) -> int:
    return len(content) - len(content[at:].lstrip(b"\0"))
