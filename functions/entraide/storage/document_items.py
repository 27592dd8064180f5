"""Documents as DynamoDB items, beside their case; and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from entraide.cases.model import Document
from entraide.documents.verdict import Flaw, Kind
from entraide.storage.serialisation import Image, UnreadableItemError, read_time, time_text

if TYPE_CHECKING:
    from entraide.storage.serialisation import Item

DOCUMENT_PREFIX: Final = "DOCUMENT#"


def document_item(document: Document) -> Item:
    """An item that sorts behind the case."""
    told = {"document_kind": document.kind, "flaw": document.flaw, "mac": document.mac}
    return {
        "reference": {"S": document.reference},
        "item": {"S": f"{DOCUMENT_PREFIX}{document.id}"},
        "paper": {"S": document.paper},
        "at": {"S": time_text(document.at)},
        "size": {"N": str(document.size)},
        **{name: {"S": str(value)} for name, value in told.items() if value},
    }


def read_document(image: Image) -> Document:
    """Raises `UnreadableItemError`."""
    try:
        return Document(
            id=image["item"]["S"].removeprefix(DOCUMENT_PREFIX),
            reference=image["reference"]["S"],
            paper=image["paper"]["S"],
            at=read_time(image["at"]),
            size=int(image["size"]["N"]),
            kind=Kind(image["document_kind"]["S"]) if "document_kind" in image else None,
            flaw=Flaw(image["flaw"]["S"]) if "flaw" in image else None,
            mac=image.get("mac", {}).get("S", ""),
        )
    except (KeyError, TypeError, ValueError) as unreadable:
        raise UnreadableItemError("document") from unreadable
