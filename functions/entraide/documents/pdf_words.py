"""Every word of a PDF: of its pages, and of what is not on them but shown or told with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from pypdf import PageObject, PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from entraide.documents.verdict import Fault, Flaw

_MOST_UNFOLDED: Final = 5_000_000
"""Bytes of all appearances and descriptions together; the appearance of a field has some hundreds."""
_MOST_APPEARANCES: Final = 2_000
"""With text in them; a long form has some hundreds."""
_MAY_REPLACE_TEXT: Final = re.compile(rb"BDC|\bDo\b")
_BYTE_ORDER: Final = (b"\xfe\xff", b"\xff\xfe")


class Words:
    """The words of a PDF, each kind of them in the order of the document.

    A number may be cut in two where two of a kind follow each other, as in the fields of a form: so the kinds are kept
    apart. The names of the fields would stand between their values.
    """

    def __init__(self, reader: PdfReader) -> None:
        self._reader = reader
        self._strings: list[str] = []
        self._values: list[str] = []
        self._shown: list[str] = []
        self._described: list[str] = []
        self._unfolded = 0

    def take(self, each: object) -> None:
        """Takes the words of one object, without those in it. Raises `Fault` (`too-complex`), and what pypdf raises."""
        if not isinstance(each, DictionaryObject | ArrayObject):
            self._strings.extend(_strings(each))
        if not isinstance(each, DictionaryObject):
            return
        self._values.extend(_strings(each.get("/V")))
        for drawn in _appearances(each):
            self._shown.extend(self._drawn(drawn))
        if isinstance(each, StreamObject) and each.get("/Type") == "/Metadata":
            self._described.append(_decoded(self._data(each)))

    def texts(self) -> Iterator[str]:
        """What was taken, then page by page what stands on it and what it is to be read as."""
        yield "\n".join(self._strings)
        # Fields are kept in any order: that of a number and its key may be the other way round.
        yield "\n".join([*self._values, *reversed(self._values)])
        yield "\n".join(self._shown)
        yield from self._described
        for page in self._reader.pages:
            yield from _page_texts(page)

    def _drawn(self, stream: StreamObject) -> Iterator[str]:
        """The text of the appearance of a field or a note."""
        if b"BT" not in self._data(stream):
            return
        if len(self._shown) >= _MOST_APPEARANCES:
            raise Fault(Flaw.TOO_COMPLEX)
        if "/Resources" not in stream:
            stream[NameObject("/Resources")] = self._default_resources()
        drawn: Any = stream
        yield self._reader.pages[0].extract_xform_text(drawn)

    def _default_resources(self) -> DictionaryObject:
        """The fonts of the form, for fields without their own."""
        form = self._reader.root_object.get("/AcroForm", DictionaryObject()).get_object()
        found = form.get("/DR") if isinstance(form, DictionaryObject) else None
        given = found.get_object() if found else None
        return given if isinstance(given, DictionaryObject) else DictionaryObject()

    def _data(self, stream: StreamObject) -> bytes:
        data = stream.get_data()
        self._unfolded += len(data)
        if self._unfolded > _MOST_UNFOLDED:
            raise Fault(Flaw.TOO_COMPLEX)
        return data


def _strings(value: object) -> Iterator[str]:
    """The text of a string, or of an array of strings."""
    found = getattr(value, "get_object", lambda: value)()
    for each in found if isinstance(found, ArrayObject) else [found]:
        if isinstance(each, TextStringObject):
            yield str(each)
        elif isinstance(each, ByteStringObject):
            yield _decoded(bytes(each))


def _decoded(data: bytes) -> str:
    """Bytes of which only the digits matter, which most encodings write alike."""
    return data.decode("utf-16" if data.startswith(_BYTE_ORDER) else "latin-1", "replace")


def _appearances(annotation: DictionaryObject) -> Iterator[StreamObject]:
    """What is shown and printed of a field or a note: one stream, or one for each of its states."""
    looks = annotation.get("/AP", {}).get_object() if "/AP" in annotation else None
    usual = looks["/N"] if isinstance(looks, DictionaryObject) and "/N" in looks else None
    if isinstance(usual, StreamObject):
        yield usual
    elif isinstance(usual, DictionaryObject):
        yield from (state for each in usual if isinstance(state := usual[each], StreamObject))


def _page_texts(page: PageObject) -> Iterator[str]:
    """What stands on a page, and the texts that programs read out or copy instead of it (`/ActualText`)."""
    instead: list[str] = []

    def see(operator: bytes, operands: list[Any], *_: object) -> None:
        for each in operands if operator == b"BDC" else ():
            if isinstance(each, DictionaryObject):
                instead.extend(text for value in each.values() for text in _strings(value))

    contents = page.get_contents()
    # Seeing every sign of a drawing would take as long as reading a book: only where there may be such a text.
    may_replace = contents is not None and _MAY_REPLACE_TEXT.search(contents.get_data())
    yield page.extract_text(visitor_operand_before=see if may_replace else None)
    yield "\n".join(instead)
