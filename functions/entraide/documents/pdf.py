"""PDF (ISO 32000): its frame, what it might do by itself, and its text, in which no NIR may stand.

Pictures of text are not read: the pages say so.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from entraide.documents.pdf_words import Words
from entraide.documents.verdict import MOST_PAGES, Fault, Flaw
from entraide.forms.values.nir import find_nir_with_key

SIGNATURE: Final = b"%PDF-"
_END: Final = b"%%EOF"
_WHITE: Final = b"\0\t\n\x0c\r "
_MOST_OBJECTS: Final = 20_000
_MOST_TEXT: Final = 2_000_000
"""Characters; a dense page has 5,000."""
_LIMITS: Final = Configuration(
    maximum_declared_stream_length=20_000_000,
    zlib_maximum_output_length=20_000_000,
    lzw_maximum_output_length=20_000_000,
    run_length_maximum_output_length=20_000_000,
    stream_decoding_work_maximum_length=40_000_000,
    stream_parsing_work_maximum_count=300_000,
    page_tree_maximum_entries=1_000,
    xform_maximum_invocations_per_extraction=200,
)
"""What one reading may cost: a small file can unfold into a very large one."""
_DOES_SOMETHING: Final = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RichMedia", "/XFA"})
_COMMANDS: Final = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"})
_UNREADABLE: Final = (
    PyPdfError,
    DependencyError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What the reading of a broken file may raise, beside what the library says itself."""


def sound_length(content: bytes) -> int:
    """How many bytes the file takes, which is all of them; raises `Fault`."""
    _frame(content)
    try:
        with apply_configuration(_LIMITS):
            _look_inside(PdfReader(BytesIO(content)))
    except LimitReachedError as limit:
        raise Fault(Flaw.TOO_COMPLEX) from limit
    except _UNREADABLE as unreadable:
        raise Fault(Flaw.DAMAGED) from unreadable
    return len(content)


def _frame(content: bytes) -> None:
    last = content.rfind(_END)
    if last < 0 or b"startxref" not in content[:last]:
        raise Fault(Flaw.CUT)
    if content[last + len(_END) :].strip(_WHITE):
        raise Fault(Flaw.MIXED)


def _look_inside(reader: PdfReader) -> None:
    if reader.is_encrypted:
        raise Fault(Flaw.LOCKED)
    if not 0 < len(reader.pages) <= MOST_PAGES:
        raise Fault(Flaw.TOO_MANY_PAGES if len(reader.pages) else Flaw.DAMAGED)
    words = Words(reader)
    for count, each in enumerate(_objects(reader)):
        if count > _MOST_OBJECTS:
            raise Fault(Flaw.TOO_COMPLEX)
        if isinstance(each, DictionaryObject) and _acts(each):
            raise Fault(Flaw.ACTIVE)
        words.take(each)
    # A number may stand in a field, a note or the title as well as on a page.
    if any(map(_holds_nir, words.texts())):
        raise Fault(Flaw.NIR)


def _objects(reader: PdfReader) -> Iterator[Any]:
    """All that can be reached from the trailer, each indirect object once, in the order of the document."""
    seen: set[tuple[int, int]] = set()
    left: list[Any] = [reader.trailer]
    while left:
        each = left.pop()
        if isinstance(each, IndirectObject):
            name = (each.idnum, each.generation)
            if name not in seen:
                seen.add(name)
                left.append(each.get_object())
            continue
        yield each
        if isinstance(each, DictionaryObject):
            left.extend(reversed(each.values()))
        elif isinstance(each, ArrayObject):
            left.extend(reversed(each))


def _acts(dictionary: DictionaryObject) -> bool:
    return not _DOES_SOMETHING.isdisjoint(dictionary) or str(dictionary.get("/S", "")) in _COMMANDS


def _holds_nir(text: str) -> bool:
    if len(text) > _MOST_TEXT:
        raise Fault(Flaw.TOO_COMPLEX)
    return find_nir_with_key(text)
