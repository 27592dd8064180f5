"""What may stand behind a photo in HEIC, and what must not."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from entraide.documents.check import examine
from entraide.documents.verdict import Flaw, Kind, Sound
from papers import IPHONE, PHOTO, pdf

META: Final = IPHONE.index(b"meta") - 4
MDAT: Final = IPHONE.index(b"mdat") - 4
LIST: Final = IPHONE.index(b"iloc")
SHOT: Final = b"\0\0\1\n\x0e\0\0\0Image_UTC_Data1600000000000"
DIRECTORY: Final = b"SEFH\x65\0\0\0\1\0\0\0\0\0\1\n\x23\0\0\0\x23\0\0\0"
SAMSUNG: Final = SHOT + DIRECTORY + len(DIRECTORY).to_bytes(4, "little") + b"SEFT"

OTHERS: Final = {
    "a PDF": pdf(),
    "a ZIP archive": b"PK\x03\x04\x14\0\0\0\0\0a.txtaPK\x05\x06" + b"\0" * 18,
    "an archive without its end": b"PK\x03\x04\x14\0\0\0\0\0a.txta",
    "a page": b"<!DOCTYPE html><html><body>a",
    "a script in a page": b'<ScRiPt src="a.js"></ScRiPt>',
    "a program for Windows": b"MZ\x90\0\3\0\0\0" + b"a" * 52 + b"\x80\0\0\0" + b"a" * 64 + b"PE\0\0L\1",
    "a program for Linux": b"\x7fELF\2\1\1\0",
    "a RAR archive": b"Rar!\x1a\x07\1\0",
    "a document of an office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
}
PICTURES: Final = {
    "a JPEG": PHOTO,
    "a GIF": b"GIF89a\1\0\1\0",
    "the same again": IPHONE,
    "a video": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08mdat",
}


def box(kind: bytes, content: bytes = b"", size: int | None = None) -> bytes:
    return (len(content) + 8 if size is None else size).to_bytes(4, "big") + kind + content


def unsized(at: int) -> bytes:
    """The photo, with a box of size 0 at a place."""
    return IPHONE[:at] + b"\0\0\0\0" + IPHONE[at + 4 :]


def data_first() -> bytes:
    """The photo as Samsung writes it, with its data in front of what says where they are."""
    start = IPHONE[:META]
    moved = bytearray(start + IPHONE[MDAT:] + IPHONE[META:MDAT])
    item = moved.index(b"iloc") + 16
    place = int.from_bytes(moved[item : item + 4], "big") - MDAT + META
    moved[item : item + 4] = place.to_bytes(4, "big")
    return bytes(moved)


def in_free_space() -> bytes:
    """The photo, with its data in a box that most do without, behind an empty one."""
    return IPHONE[:MDAT] + box(b"mdat") + box(b"free", IPHONE[MDAT + 8 :])


def last_unsized() -> bytes:
    """As Samsung writes it, with its last box, `meta`, of size 0."""
    made = data_first()
    at = made.index(b"meta") - 4
    return made[:at] + b"\0\0\0\0" + made[at + 4 :]


SIZED: Final = {"as an iPhone writes it": IPHONE, "as Samsung writes it": data_first()}
PHOTOS: Final = {
    **SIZED,
    "with data of size 0": unsized(MDAT),
    "with a last list of size 0": last_unsized(),
}
TAILS: Final = {
    "nothing": b"",
    "zeros": b"\0" * 200,
    "a zero": b"\0",
    "Samsung's trailer": SAMSUNG,
    "zeros and the trailer": b"\0\0\0" + SAMSUNG + b"\0",
    "a preview in the trailer": b"\0\0\1\0" + PHOTO + SAMSUNG,
}
BOXES: Final = {
    "Samsung's box": box(b"sefd", SAMSUNG),
    "free space": box(b"free", b"\0" * 40),
    "space to skip": box(b"skip") + box(b"free", b"a"),
    "a box of one's own": box(b"uuid", b"0123456789abcdef<x:xmpmeta/>"),
    "box and trailer": box(b"sefd", SAMSUNG) + SAMSUNG,
    "a box of size 0": box(b"free", b"\0" * 9, size=0),
}
LEFT_BEHIND: Final = [*TAILS.values(), *BOXES.values()]


@pytest.mark.parametrize("photo", PHOTOS.values(), ids=PHOTOS)
@pytest.mark.parametrize("behind", TAILS.values(), ids=TAILS)
def test_what_telephones_put_behind_a_photo_is_left_behind(photo: bytes, behind: bytes) -> None:
    assert Sound(Kind.HEIC, len(photo)) == examine(photo + behind)


@pytest.mark.parametrize("photo", SIZED.values(), ids=SIZED)
@pytest.mark.parametrize("behind", BOXES.values(), ids=BOXES)
def test_boxes_behind_a_photo_that_does_not_need_them_are_left_behind(photo: bytes, behind: bytes) -> None:
    assert Sound(Kind.HEIC, len(photo)) == examine(photo + behind)


def tails(other: bytes) -> dict[str, bytes]:
    return {
        "bare": other,
        "behind zeros": b"\0\0\0\0" + other,
        "in free space": box(b"free", other),
        "in free space of size 0": box(b"free", other, size=0),
        "in a box of one's own": box(b"uuid", b"0123456789abcdef" + other),
        "in Samsung's box": box(b"sefd", other + SAMSUNG),
        "behind Samsung's box": box(b"sefd", SAMSUNG) + other,
        "in the trailer": other + SAMSUNG,
        "behind the trailer": SAMSUNG + other,
    }


@pytest.mark.parametrize("photo", PHOTOS.values(), ids=PHOTOS)
@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_a_file_of_another_kind_behind_a_photo_is_never_taken(photo: bytes, other: bytes) -> None:
    far = photo + b"\0" * 1024

    told = {name: examine(start + tail) for start in (photo, far) for name, tail in tails(other).items()}

    assert dict.fromkeys(told, Flaw.MIXED) == told


@pytest.mark.parametrize("photo", PHOTOS.values(), ids=PHOTOS)
@pytest.mark.parametrize("other", PICTURES.values(), ids=PICTURES)
def test_no_other_picture_stands_behind_a_photo_unless_a_telephone_wrapped_it(
    photo: bytes, other: bytes
) -> None:
    assert not isinstance(examine(photo + other), Sound)
    assert not isinstance(examine(photo + b"\0\0\0" + other), Sound)


@given(st.sampled_from(list(PHOTOS.values())), st.binary(min_size=1))
def test_bytes_that_no_telephone_puts_there_are_refused(photo: bytes, behind: bytes) -> None:
    known = (b"free", b"skip", b"wide", b"uuid", b"sefd", b"mdat", b"idat", b"moov", b"meta", b"ftyp")
    assume(behind.strip(b"\0") and behind[4:8] not in known and not behind.endswith(b"SEFT"))

    assert Flaw.MIXED == examine(photo + behind)


@given(
    st.sampled_from(list(PHOTOS.values())),
    st.lists(st.sampled_from(LEFT_BEHIND), max_size=3),
    st.sampled_from(list(OTHERS.values())),
    st.lists(st.sampled_from(LEFT_BEHIND), max_size=3),
)
def test_no_mixture_of_tails_hides_a_file_of_another_kind(
    photo: bytes, before: list[bytes], other: bytes, after: list[bytes]
) -> None:
    assert not isinstance(examine(photo + b"".join(before) + other + b"".join(after)), Sound)


def test_a_box_that_holds_the_picture_is_no_tail() -> None:
    content = in_free_space()
    moved = content[: LIST + 16] + (MDAT + 16).to_bytes(4, "big") + content[LIST + 20 :]

    assert Sound(Kind.HEIC, len(moved)) == examine(moved + box(b"free", b"a"))


@pytest.mark.parametrize("photo", PHOTOS.values(), ids=PHOTOS)
def test_a_photo_cut_anywhere_is_refused(photo: bytes) -> None:
    taken = [end for end in range(len(photo)) if isinstance(examine(photo[:end]), Sound)]

    assert [] == taken


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (unsized(META), Flaw.DAMAGED),
        (unsized(0), Flaw.DAMAGED),
        (IPHONE + b"\0" * (65_537 - len(SAMSUNG)) + SHOT + SAMSUNG, None),
        (IPHONE + b"a" * (65_536 - len(SAMSUNG)) + SAMSUNG, None),
        (IPHONE + b"a" * (65_537 - len(SAMSUNG)) + SAMSUNG, Flaw.MIXED),
        (IPHONE + SAMSUNG[:-1], Flaw.MIXED),
        (IPHONE + b"<br />\n<b>Warning</b>: a" + b"\0", Flaw.MIXED),
        (IPHONE[: LIST + 26] + b"\0\0\2\xa8" + IPHONE[LIST + 30 :], Flaw.CUT),
        (IPHONE[: LIST + 10] + b"\xff\xff" + IPHONE[LIST + 12 :], Flaw.DAMAGED),
        (IPHONE[: LIST + 4] + b"\3" + IPHONE[LIST + 5 :], Flaw.DAMAGED),
        (IPHONE + IPHONE[META:MDAT], Flaw.MIXED),
        (IPHONE + box(b"moov", b"a", size=0), Flaw.DAMAGED),
    ],
)
def test_the_bounds_of_a_photo_are_kept(content: bytes, flaw: Flaw | None) -> None:
    assert (flaw or Sound(Kind.HEIC, len(IPHONE))) == examine(content)
