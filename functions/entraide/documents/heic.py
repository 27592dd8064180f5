"""HEIC (ISO/IEC 14496-12 and 23008-12): boxes, one in another, that fill the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from entraide.documents.verdict import MOST_PIXELS, Fault, Flaw

_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
_GENERAL: Final = frozenset({b"mif1", b"msf1"})
"""Say only that it is a picture of this family: another brand must say that it is HEIC."""
_KNOWN: Final = frozenset({b"ftyp", b"meta", b"mdat", b"free", b"skip", b"wide", b"uuid", b"moov", b"idat"})
_HEAD, _LONG_HEAD = 8, 16
_SIZE_BOX: Final = 12
"""Version, width and height in the box that tells the size."""


def is_heic(content: bytes) -> bool:
    """Whether the file says that it is one."""
    if content[4:8] != b"ftyp":
        return False
    length = int.from_bytes(content[:4], "big")
    brands = content[8 : min(max(length, 12), 256)]
    named = {brands[at : at + 4] for at in range(0, len(brands) - 3, 4)}
    return brands[:4] in _BRANDS or (brands[:4] in _GENERAL and not named.isdisjoint(_BRANDS))


def sound_length(content: bytes) -> int:
    """How many bytes the picture takes, which is all of them; raises `Fault`."""
    boxes = dict(_boxes(content, 0, len(content)))
    if boxes.keys() - _KNOWN:
        raise Fault(Flaw.MIXED)
    if b"meta" not in boxes or not boxes.keys() & {b"mdat", b"idat"}:
        raise Fault(Flaw.DAMAGED)
    start, end = boxes[b"meta"]
    # A full box: four bytes of version and flags come first.
    properties = _inside(content, (start + 4, end), b"iprp", b"ipco")
    sizes = [place for kind, place in _boxes(content, *properties) if kind == b"ispe"]
    if not sizes:
        raise Fault(Flaw.DAMAGED)
    for place in sizes:
        _size(content[slice(*place)])
    return len(content)


def _boxes(content: bytes, at: int, end: int) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """Each box between two places: its type, and where its content starts and ends."""
    while at < end:
        length, head = int.from_bytes(content[at : at + 4], "big"), _HEAD
        if length == 1:
            length, head = int.from_bytes(content[at + 8 : at + 16], "big"), _LONG_HEAD
        if at + head > end or at + length > end:
            raise Fault(Flaw.CUT)
        if length < head:
            raise Fault(Flaw.DAMAGED)
        yield content[at + 4 : at + 8], (at + head, at + length)
        at += length


def _inside(content: bytes, place: tuple[int, int], *path: bytes) -> tuple[int, int]:
    for kind in path:
        found = next((inner for named, inner in _boxes(content, *place) if named == kind), None)
        if found is None:
            raise Fault(Flaw.DAMAGED)
        place = found
    return place


def _size(box: bytes) -> None:
    if len(box) < _SIZE_BOX:
        raise Fault(Flaw.DAMAGED)
    if int.from_bytes(box[4:8], "big") * int.from_bytes(box[8:12], "big") > MOST_PIXELS:
        raise Fault(Flaw.TOO_MANY_PIXELS)
