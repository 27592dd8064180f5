"""The boxes of ISO/IEC 14496-12, clause 4.2, and the places of a picture's items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from entraide.documents.verdict import Fault, Flaw

HEAD: Final = 8
"""Length and type of a box."""
_LONG_HEAD: Final = 16
_LARGEST_LIST: Final = 262_144
"""A photo of 200 million pixels has some 800 items of 14 to 20 bytes."""
_NEWEST_LIST: Final = 2


class Box(NamedTuple):
    """Where a box starts, where its content does, and where it ends."""

    kind: bytes
    start: int
    body: int
    end: int
    open: bool = False
    """Of size 0: it goes to the end of the file."""


def box_at(content: bytes, at: int, end: int, *, top: bool = False) -> Box:
    """The box that starts there; raises `Fault`. Only at the top may it be of size 0."""
    length, head = int.from_bytes(content[at : at + 4], "big"), HEAD
    if length == 1:
        length, head = int.from_bytes(content[at + 8 : at + 16], "big"), _LONG_HEAD
    unsized = top and length == 0
    length = end - at if unsized else length
    if at + head > end or at + length > end:
        raise Fault(Flaw.CUT)
    if length < head:
        raise Fault(Flaw.DAMAGED)
    return Box(content[at + 4 : at + 8], at, at + head, at + length, unsized)


def boxes(content: bytes, at: int, end: int) -> Iterator[Box]:
    """Each box between two places; raises `Fault` when they do not fill them."""
    while at < end:
        found = box_at(content, at, end)
        yield found
        at = found.end


def furthest(listed: bytes) -> int:
    """Where the last of the items ends that stand in the file, by the box `iloc` (14496-12, 8.11.3); raises `Fault`.

    An item without a length ends nowhere, and is left out.
    """
    fields = _Fields(listed)
    version = fields.number(4) >> 24
    if version > _NEWEST_LIST or len(listed) > _LARGEST_LIST:
        raise Fault(Flaw.DAMAGED)
    sizes = fields.number(2)
    offset, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
    wide = 4 if version == _NEWEST_LIST else 2
    last = 0
    for _ in range(fields.number(wide)):
        fields.number(wide)
        elsewhere = (fields.number(2) & 15 if version else 0) | fields.number(2)
        start, extents = fields.number(base), fields.number(2)
        if not length:
            fields.number(extents * (offset + (index if version else 0)))
            continue
        for _ in range(extents):
            fields.number(index if version else 0)
            at, taken = start + fields.number(offset), fields.number(length)
            last = last if elsewhere or not taken else max(last, at + taken)
    return last


class _Fields:
    """Reads numbers one behind another."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def number(self, length: int) -> int:
        """The next one, of so many bytes; raises `Fault`."""
        start, self._at = self._at, self._at + length
        if self._at > len(self._content):
            raise Fault(Flaw.DAMAGED)
        return int.from_bytes(self._content[start : self._at], "big")
