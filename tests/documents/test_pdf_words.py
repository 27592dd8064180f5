"""A social security number in a PDF is found wherever somebody would read it, not on its pages alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from entraide.documents.check import examine
from entraide.documents.verdict import Flaw, Sound
from papers import NIR, writer, written

NUMBER, KEY = NIR.replace(" ", "")[:13], NIR.replace(" ", "")[13:]


def entry(**entries: PdfObject) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in entries.items()})


def stream(data: bytes, **entries: PdfObject) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(data)
    made.update(entry(**entries))
    return made


def added(made: PdfWriter, value: PdfObject) -> PdfObject:
    return made._add_object(value)  # noqa: SLF001 - the library's way to add an object


def font() -> DictionaryObject:
    return entry(Type=NameObject("/Font"), Subtype=NameObject("/Type1"), BaseFont=NameObject("/Helvetica"))


def resources() -> DictionaryObject:
    return entry(Font=entry(F1=font()))


def form(fields: Sequence[DictionaryObject]) -> bytes:
    """A PDF with these fields on its page."""
    made = writer("Formulaire")
    (page,) = made.pages
    shown = ArrayObject([added(made, field) for field in fields])
    page[NameObject("/Annots")] = shown
    acroform = entry(Fields=shown, DR=resources())
    made.root_object[NameObject("/AcroForm")] = acroform
    return written(made)


def field(value: str, name: str = "", **more: PdfObject) -> DictionaryObject:
    named: dict[str, PdfObject] = {"T": TextStringObject(name)} if name else {}
    return entry(
        Type=NameObject("/Annot"),
        Subtype=NameObject("/Widget"),
        FT=NameObject("/Tx"),
        V=TextStringObject(value),
        **named,
        **more,
    )


def look(text: str, **entries: PdfObject) -> DecodedStreamObject:
    """How a field looks."""
    return stream(
        f"/Tx BMC q BT /F1 12 Tf 2 4 Td ({text}) Tj ET Q EMC".encode(),
        Type=NameObject("/XObject"),
        Subtype=NameObject("/Form"),
        BBox=ArrayObject(map(NumberObject, (0, 0, 200, 20))),
        **entries,
    )


def note(**looks: PdfObject) -> DictionaryObject:
    return entry(Type=NameObject("/Annot"), Subtype=NameObject("/Stamp"), AP=entry(**looks))


@pytest.mark.parametrize("names", [("", ""), ("nir", "cle"), ("a", "b c d e f g h")])
@pytest.mark.parametrize("values", [(NUMBER, KEY), (KEY, NUMBER), ("Camille", NUMBER, KEY, "10150")])
def test_a_number_cut_in_two_fields_is_found(values: tuple[str, ...], names: tuple[str, str]) -> None:
    fields = [field(value, names[index % 2]) for index, value in enumerate(values)]

    assert Flaw.NIR == examine(form(fields))


@pytest.mark.parametrize("parents", [1, 2])
def test_a_number_cut_in_fields_of_fields_is_found(parents: int) -> None:
    made = writer("Formulaire")
    kids = [added(made, field(value, "a")) for value in ("1 85 05", "78 006 084", "91")]
    group: PdfObject = ArrayObject(kids)
    for level in range(parents):
        group = ArrayObject([added(made, entry(T=TextStringObject(f"group {level}"), Kids=group))])
    made.root_object[NameObject("/AcroForm")] = entry(Fields=group)

    assert Flaw.NIR == examine(written(made))


def test_fields_with_other_numbers_are_no_number() -> None:
    values = ("12", "05", "1985", "10150", "0612345678", "35600000000048", "1 234,56", "2026")

    assert [] == [
        order
        for order in permutations(values[:5])
        if not isinstance(examine(form([*map(field, order)])), Sound)
    ]
    assert isinstance(examine(form([*map(field, values)])), Sound)


@pytest.mark.parametrize(
    "shown",
    [
        look(NIR, Resources=resources()),
        look(NIR),
        entry(On=look(NIR, Resources=resources()), Off=look("", Resources=resources())),
    ],
    ids=["in a font of its own", "in a font of the form", "in one of two states"],
)
def test_a_number_that_a_note_shows_is_found(shown: PdfObject) -> None:
    assert Flaw.NIR == examine(form([note(N=shown)]))


def test_a_number_that_two_notes_show_is_found() -> None:
    shown = [note(N=look(part, Resources=resources())) for part in (NUMBER, KEY)]

    assert Flaw.NIR == examine(form(shown))


def on_page(drawn: bytes, **more: PdfObject) -> bytes:
    """A page with this content."""
    made = writer("Avis")
    (page,) = made.pages
    page[NameObject("/Contents")] = added(made, stream(drawn))
    given: Any = page["/Resources"]
    given.update(entry(**more))
    return written(made)


@pytest.mark.parametrize(
    "text",
    [
        f"({NIR})".encode(),
        b"<feff" + NIR.encode("utf-16-be").hex().encode() + b">",
        b"<" + NIR.encode().hex().encode() + b">",
    ],
    ids=["plain", "utf-16", "hexadecimal"],
)
def test_a_number_to_be_read_out_instead_of_what_stands_there_is_found(text: bytes) -> None:
    drawn = b"/Span <</ActualText " + text + b">> BDC BT /F1 12 Tf (***) Tj ET EMC"
    inner = stream(drawn, Type=NameObject("/XObject"), Subtype=NameObject("/Form"), Resources=resources())

    assert Flaw.NIR == examine(on_page(drawn))
    assert Flaw.NIR == examine(on_page(b"q /X1 Do Q", XObject=entry(X1=inner)))
    assert isinstance(examine(on_page(drawn.replace(text, b"(Camille)"))), Sound)


def test_a_number_among_the_properties_of_a_page_is_found() -> None:
    drawn = b"/Span /P1 BDC BT /F1 12 Tf (***) Tj ET EMC"

    assert Flaw.NIR == examine(on_page(drawn, Properties=entry(P1=entry(ActualText=TextStringObject(NIR)))))


def described(data: bytes) -> bytes:
    made = writer("Avis")
    described_by = stream(data, Type=NameObject("/Metadata"), Subtype=NameObject("/XML"))
    made.root_object[NameObject("/Metadata")] = added(made, described_by)
    return written(made)


XMP = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:title>Avis {}</dc:title><a>uuid:18505780-0608-4910</a></x:xmpmeta>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_number_in_the_description_of_the_file_is_found(encoding: str) -> None:
    assert Flaw.NIR == examine(described(XMP.format(NIR).encode(encoding)))
    assert isinstance(examine(described(XMP.format("2026-11-22T12:00:00").encode(encoding))), Sound)


def test_what_unfolds_into_too_much_is_refused() -> None:
    shown = look("a" * 2_600_000, Resources=resources())

    assert Flaw.TOO_COMPLEX == examine(described(b"<a>" + b" " * 5_000_001))
    assert Flaw.TOO_COMPLEX == examine(form([note(N=entry(One=shown, Two=look("b" * 2_600_000)))]))


def test_a_long_form_is_taken_and_an_endless_one_is_not() -> None:
    def filled(count: int) -> bytes:
        return form([note(N=look(f"n{each}")) for each in range(count)])

    assert isinstance(examine(filled(600)), Sound)
    assert Flaw.TOO_COMPLEX == examine(filled(2_001))


@given(st.binary(max_size=200), st.booleans())
def test_any_appearance_or_description_has_a_clear_answer(data: bytes, own: bool) -> None:  # noqa: FBT001
    fonts: dict[str, PdfObject] = {"Resources": resources()} if own else {}

    assert isinstance(examine(form([note(N=stream(b"BT " + data, **fonts))])), Sound | Flaw)
    assert isinstance(examine(described(data)), Sound | Flaw)
