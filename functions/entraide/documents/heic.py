"""HEIC (ISO/IEC 14496-12 and 23008-12): boxes, one in another."""

from __future__ import annotations

from typing import Final

from entraide.documents.boxes import HEAD, Box, box_at, boxes, furthest
from entraide.documents.trailer import holds_another, is_samsung
from entraide.documents.verdict import MOST_PIXELS, Fault, Flaw

_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"})
_GENERAL: Final = frozenset({b"mif1", b"msf1"})
"""Say only that it is a picture of this family: another brand must say that it is HEIC."""
_PICTURE: Final = frozenset({b"ftyp", b"meta", b"mdat", b"moov", b"idat"})
_ONCE: Final = frozenset({b"ftyp", b"meta", b"moov"})
"""A second one starts another file."""
_BESIDE: Final = frozenset({b"free", b"skip", b"wide", b"uuid", b"sefd"})
"""Boxes that a picture can do without; `sefd` is Samsung's, with what its telephones note of the shot."""
_IN_META: Final = frozenset(b"hdlr pitm dinf iloc ipro iinf iprp iref idat grpl free skip".split())
_FULL: Final = 4
"""Version and flags, which come first in a full box."""
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
    """How many bytes the picture takes; raises `Fault`.

    What telephones put behind it is left behind: zeros, boxes without which it is whole, Samsung's trailer. Anything
    else there makes it a file of two kinds.
    """
    found = _top(content)
    end = found[-1].end
    kinds = {box.kind for box in found}
    if b"meta" not in kinds or kinds.isdisjoint({b"mdat", b"idat"}):
        raise Fault(_flaw_of_part(len(content) - end))
    meta = next(box for box in found if box.kind == b"meta")
    _sizes(content, meta)
    items = _items(content, meta)
    found[-1] = _ended(content, found[-1], items)
    if items > min(found[-1].end, len(content)):
        raise Fault(Flaw.CUT)
    length = max(box.end for box in found if box.kind in _PICTURE or box.start < items)
    rest = content[found[-1].end :].strip(b"\0")
    if holds_another(content[length:]) or (rest and not is_samsung(rest)):
        raise Fault(Flaw.MIXED)
    return length


def _top(content: bytes) -> list[Box]:
    """The boxes from the start of the file to the first thing that is none of a picture's."""
    found: list[Box] = []
    at, taken = 0, _PICTURE | _BESIDE
    while content[at + 4 : at + HEAD] in taken:
        found.append(box_at(content, at, len(content), top=True))
        at = found[-1].end
        taken -= _ONCE & {found[-1].kind}
    return found


def _flaw_of_part(left: int) -> Flaw:
    """Why a file is none that lacks boxes, by how many bytes follow those that it has."""
    if not left:
        return Flaw.DAMAGED
    return Flaw.CUT if left < HEAD else Flaw.MIXED


def _ended(content: bytes, box: Box, items: int) -> Box:
    """The last box. Of size 0 it takes in whatever stands behind: it then ends where what belongs in it does."""
    if not box.open or box.kind in _BESIDE:
        return box
    if box.kind == b"mdat":
        return box._replace(end=max(box.body, items))
    if box.kind != b"meta":
        raise Fault(Flaw.DAMAGED)
    at = box.body + _FULL
    while content[at + 4 : at + HEAD] in _IN_META:
        at = box_at(content, at, box.end).end
    return box._replace(end=at)


def _items(content: bytes, meta: Box) -> int:
    """Where the last item ends; 0 for a sequence, which need not have any."""
    listed = (box for box in boxes(content, meta.body + _FULL, meta.end) if box.kind == b"iloc")
    found = next(listed, None)
    return furthest(content[found.body : found.end]) if found else 0


def _sizes(content: bytes, meta: Box) -> None:
    at, end = meta.body + _FULL, meta.end
    for kind in (b"iprp", b"ipco"):
        inner = next((box for box in boxes(content, at, end) if box.kind == kind), None)
        if inner is None:
            raise Fault(Flaw.DAMAGED)
        at, end = inner.body, inner.end
    sizes = [box for box in boxes(content, at, end) if box.kind == b"ispe"]
    if not sizes:
        raise Fault(Flaw.DAMAGED)
    for box in sizes:
        _size(content[box.body : box.end])


def _size(box: bytes) -> None:
    if len(box) < _SIZE_BOX:
        raise Fault(Flaw.DAMAGED)
    if int.from_bytes(box[4:8], "big") * int.from_bytes(box[8:12], "big") > MOST_PIXELS:
        raise Fault(Flaw.TOO_MANY_PIXELS)
