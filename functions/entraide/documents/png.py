"""PNG (W3C, third edition): chunks with a checksum each, from IHDR to IEND."""

from __future__ import annotations

import zlib
from typing import Final

from entraide.documents.verdict import MOST_PIXELS, Fault, Flaw

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_HEADER_LENGTH: Final = 13
_AROUND: Final = 12
"""Length, type and checksum of a chunk."""


def sound_length(content: bytes) -> int:
    """How many bytes the image takes, which is all of them; raises `Fault`."""
    at, pixels = len(SIGNATURE), False
    while True:
        length = int.from_bytes(content[at : at + 4], "big")
        end = at + _AROUND + length
        if at + _AROUND > len(content) or end > len(content):
            raise Fault(Flaw.CUT)
        kind, data = content[at + 4 : at + 8], content[at + 8 : end - 4]
        if zlib.crc32(kind + data) != int.from_bytes(content[end - 4 : end], "big"):
            raise Fault(Flaw.DAMAGED)
        if (at == len(SIGNATURE)) is not (kind == b"IHDR"):
            raise Fault(Flaw.DAMAGED)
        if kind == b"IHDR":
            _size(data)
        pixels = pixels or kind == b"IDAT"
        at = end
        if kind == b"IEND":
            break
    if not pixels:
        raise Fault(Flaw.DAMAGED)
    if at != len(content):
        raise Fault(Flaw.MIXED)
    return at


def _size(header: bytes) -> None:
    if len(header) != _HEADER_LENGTH:
        raise Fault(Flaw.DAMAGED)
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    if not width or not height:
        raise Fault(Flaw.DAMAGED)
    if width * height > MOST_PIXELS:
        raise Fault(Flaw.TOO_MANY_PIXELS)
