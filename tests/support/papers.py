"""Files that a worker might send: sound ones by real encoders, and PDFs made for a purpose."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

FILES: Final = Path(__file__).parents[1] / "documents" / "files"
PHOTO, PROGRESSIVE, DRAWING, IPHONE = (
    (FILES / name).read_bytes() for name in ("photo.jpg", "progressive.jpg", "photo.png", "photo.heic")
)
NIR: Final = "1 85 05 78 006 084 91"
"""An example of a number, with its right key."""
EICAR: Final = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""What every search for malware must find, and which does no harm."""


def writer(*pages: str) -> PdfWriter:
    """A PDF in the making, with a line of text on each page."""
    made = PdfWriter()
    for text in pages:
        page = made.add_blank_page(595, 842)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode())
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = made._add_object(stream)  # noqa: SLF001 - the library's way to add a stream
    return made


def written(made: PdfWriter) -> bytes:
    """The bytes of a PDF."""
    out = BytesIO()
    made.write(out)
    return out.getvalue()


def pdf(*pages: str) -> bytes:
    """A PDF with a line of text on each page."""
    return written(writer(*pages or ("Avis d'imposition",)))


def padded(content: bytes, length: int) -> bytes:
    """A PDF made longer by a comment in it, so that it stays sound but for its size."""
    at = content.rindex(b"startxref")
    head, end = content[:at], content[at:]
    return head + b"%" + b"x" * (length - len(content) - 2) + b"\n" + end
