"""The check of a file. Total: any bytes give a clear answer, and none an exception."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from entraide.documents import heic, jpeg, pdf, png
from entraide.documents.trailer import PAGES
from entraide.documents.verdict import MOST_BYTES, Fault, Flaw, Kind, Sound

_READERS: Final[dict[Kind, Callable[[bytes], int]]] = {
    Kind.PDF: pdf.sound_length,
    Kind.JPEG: jpeg.sound_length,
    Kind.PNG: png.sound_length,
    Kind.HEIC: heic.sound_length,
}
_START: Final = 1024
"""Programs look for a PDF's first line in so many bytes (ISO 32000-1, annex H.3)."""
_ARCHIVE_END: Final = b"PK\x05\x06"
_ARCHIVE_TAIL: Final = 22
"""Length of the end of a ZIP archive without its comment, which is of 65,535 bytes at most."""


def examine(content: bytes) -> Sound | Flaw:
    """The kind of the file, or why it is not taken."""
    if not content:
        return Flaw.EMPTY
    if len(content) > MOST_BYTES:
        return Flaw.TOO_LARGE
    kind = _kind(content)
    if kind is None:
        return Flaw.WRONG_TYPE
    if _is_another_too(content, kind):
        return Flaw.MIXED
    try:
        return Sound(kind, _READERS[kind](content))
    except Fault as fault:
        return fault.flaw


def _kind(content: bytes) -> Kind | None:
    starts = {Kind.PDF: pdf.SIGNATURE, Kind.JPEG: jpeg.SIGNATURE, Kind.PNG: png.SIGNATURE}
    named = (kind for kind, start in starts.items() if content.startswith(start))
    return next(named, Kind.HEIC if heic.is_heic(content) else None)


def _is_another_too(content: bytes, kind: Kind) -> bool:
    start = content[:_START].lower()
    if any(each in start for each in PAGES):
        return True
    return (kind is not Kind.PDF and pdf.SIGNATURE.lower() in start) or _ends_as_archive(content)


def _ends_as_archive(content: bytes) -> bool:
    """Whether the last bytes are the end of a ZIP archive: its comment then reaches to the end of the file."""
    at = content.rfind(_ARCHIVE_END, max(0, len(content) - _ARCHIVE_TAIL - 65_535))
    if at < 0:
        return False
    comment = int.from_bytes(content[at + 20 : at + _ARCHIVE_TAIL], "little")
    return at + _ARCHIVE_TAIL + comment <= len(content)
