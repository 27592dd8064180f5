"""The check of a file: by its content, clear whatever the bytes are."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf.generic import DictionaryObject, NameObject, PdfObject, StreamObject, TextStringObject

from entraide.documents.check import examine
from entraide.documents.verdict import MOST_BYTES, MOST_PAGES, Flaw, Kind, Sound
from papers import DRAWING, EICAR, IPHONE, NIR, PHOTO, PROGRESSIVE, padded, pdf, writer, written

SOUND = {
    "a PDF": (Kind.PDF, pdf("Avis", "page 2")),
    "a photo": (Kind.JPEG, PHOTO),
    "a progressive photo": (Kind.JPEG, PROGRESSIVE),
    "a drawing": (Kind.PNG, DRAWING),
    "a photo of an iPhone": (Kind.HEIC, IPHONE),
}


def archive(comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.txt", "a")
        made.comment = comment
    return out.getvalue()


def with_program() -> bytes:
    return opening({"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert('a')")})


def with_attachment() -> bytes:
    made = writer("Avis")
    made.add_attachment("a.exe", b"MZ")
    return written(made)


def with_command() -> bytes:
    return opening({"/S": NameObject("/Launch"), "/F": TextStringObject("a.exe")})


def opening(action: dict[str, PdfObject]) -> bytes:
    """A PDF that does something when it is opened."""
    made = writer("Formulaire")
    named = DictionaryObject({NameObject(name): value for name, value in action.items()})
    made.root_object[NameObject("/OpenAction")] = named
    return written(made)


def locked() -> bytes:
    made = writer("Avis")
    made.encrypt("secret", algorithm="RC4-128")
    return written(made)


def titled(title: str) -> bytes:
    made = writer("Avis")
    made.add_metadata({"/Title": title})
    return written(made)


def enlarged(content: bytes, at: int, size: bytes) -> bytes:
    return content[:at] + size + content[at + len(size) :]


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_is_known_by_its_content(name: str) -> None:
    kind, content = SOUND[name]

    assert Sound(kind, len(content)) == examine(content)


@pytest.mark.parametrize("name", SOUND)
def test_a_file_cut_anywhere_is_refused(name: str) -> None:
    content = SOUND[name][1]

    taken = [end for end in range(len(content)) if isinstance(examine(content[:end]), Sound)]

    # Only the end of the last line of a PDF may be missing.
    assert [end for end in taken if content[end:].strip()] == []


@pytest.mark.parametrize("name", SOUND)
def test_a_file_cut_in_the_middle_is_called_so(name: str) -> None:
    content = SOUND[name][1]

    assert Flaw.CUT == examine(content[: len(content) // 2])


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (b"", Flaw.EMPTY),
        (b"0" * (MOST_BYTES + 1), Flaw.TOO_LARGE),
        (b"Bonjour", Flaw.WRONG_TYPE),
        (archive(), Flaw.WRONG_TYPE),
        (EICAR, Flaw.WRONG_TYPE),
        (b"GIF89a" + PHOTO, Flaw.WRONG_TYPE),
        (b"\n" + pdf(), Flaw.WRONG_TYPE),
        (pdf() + archive(), Flaw.MIXED),
        (PHOTO + archive(), Flaw.MIXED),
        (PHOTO + archive(b"a comment"), Flaw.MIXED),
        (DRAWING + archive(), Flaw.MIXED),
        (IPHONE + archive(), Flaw.MIXED),
        (PHOTO + b"<script>alert(1)</script>", Flaw.MIXED),
        (PHOTO + b"\0" * 1024 + pdf() + b"SEFH\0\0\0SEFT", Flaw.MIXED),
        (PHOTO[:2] + b"\xff\xfe\x00\x10%PDF-1.4\n%%%%%" + PHOTO[2:], Flaw.MIXED),
        (PHOTO[:2] + b"\xff\xfe\x00\x10<html><body>ab" + PHOTO[2:], Flaw.MIXED),
        (PHOTO + b"\x00\x00\x00\x08moov", Flaw.MIXED),
        (IPHONE + b"\x00\x00\x00\x08evil", Flaw.MIXED),
        (pdf() + b"MZ", Flaw.MIXED),
        (b"\xff\xd8\xff\xd9", Flaw.DAMAGED),
        (enlarged(DRAWING, 16, b"\x00\x00\x00\x00"), Flaw.DAMAGED),
        (enlarged(DRAWING, 45, b"~"), Flaw.DAMAGED),
        (enlarged(PHOTO, PHOTO.index(b"\xff\xc0") + 5, b"\xff\xff\xff\xff"), Flaw.TOO_MANY_PIXELS),
        (enlarged(IPHONE, IPHONE.index(b"ispe") + 8, b"\x00\x01\x00\x00" * 2), Flaw.TOO_MANY_PIXELS),
        (b"%PDF-1.7\nstartxref\n0\n%%EOF", Flaw.DAMAGED),
        (pdf(*["a"] * (MOST_PAGES + 1)), Flaw.TOO_MANY_PAGES),
        (with_program(), Flaw.ACTIVE),
        (with_attachment(), Flaw.ACTIVE),
        (with_command(), Flaw.ACTIVE),
        (locked(), Flaw.LOCKED),
        (pdf("Relevé", f"Assuré {NIR}"), Flaw.NIR),
        (pdf(NIR.replace(" ", "")), Flaw.NIR),
        (titled(f"Carrière de {NIR}"), Flaw.NIR),
    ],
)
def test_what_is_not_taken_is_told_why(content: bytes, flaw: Flaw) -> None:
    assert flaw == examine(content)


def test_a_large_file_is_taken_to_the_last_byte() -> None:
    content = padded(pdf(), MOST_BYTES)

    assert Sound(Kind.PDF, MOST_BYTES) == examine(content)
    assert Flaw.TOO_LARGE == examine(padded(pdf(), MOST_BYTES + 1))


@pytest.mark.parametrize(
    "behind", [b"\0" * 9, PROGRESSIVE, b"\0\0" + PHOTO, b"\0\0\1\nImage_UTC_DataSEFH\0\0\0SEFT"]
)
def test_what_telephones_put_behind_a_photo_is_left_behind(behind: bytes) -> None:
    assert Sound(Kind.JPEG, len(PHOTO)) == examine(PHOTO + behind)


@pytest.mark.parametrize(
    "text",
    [
        "Numéro fiscal 30 01 234 567 890",
        "IBAN FR76 3000 6000 0112 3456 7890 189",
        "SIRET 123 456 789 00012",
        "1 85 05 78 006 084 90",
        "Total 1850578006084 euros",
    ],
)
def test_the_numbers_of_a_tax_notice_are_no_nir(text: str) -> None:
    assert isinstance(examine(pdf(text)), Sound)


def test_a_pdf_that_unfolds_into_too_much_is_refused() -> None:
    made = writer("a" * 10)
    (page,) = made.pages
    contents = page["/Contents"]
    assert isinstance(contents, StreamObject)
    contents.set_data(b"BT " + b"(a) Tj " * 400_000 + b"ET")
    page.compress_content_streams()

    assert Flaw.TOO_COMPLEX == examine(written(made))


@given(st.binary(max_size=400))
def test_any_bytes_have_a_clear_answer(content: bytes) -> None:
    assert isinstance(examine(content), Sound | Flaw)


@given(st.data())
def test_any_change_to_a_sound_file_has_a_clear_answer(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([each for _, each in SOUND.values()])))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))

    assert isinstance(examine(bytes(content)), Sound | Flaw)


@given(
    st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"\0\0\0\x18ftypheic", b"%PDF-1.7\n"]),
    st.binary(),
)
def test_any_bytes_behind_a_right_start_have_a_clear_answer(start: bytes, rest: bytes) -> None:
    assert isinstance(examine(start + rest), Sound | Flaw)
    assert isinstance(examine(start + rest + b"\nstartxref\n0\n%%EOF"), Sound | Flaw)
