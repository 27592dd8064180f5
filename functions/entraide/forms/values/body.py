"""Bodies by id: the one that the worker picks among several, and those to send to."""

from __future__ import annotations

import re
from typing import Annotated, Final

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from entraide.forms.controls import Control, Widget

NONE: Final = "none"
"""Sent along by the review page, so that unticking every body is not the same as saying nothing."""

_ID: Final = re.compile(r"[a-z][a-z0-9-]{1,60}")


def parse_body(raw: object) -> str:
    """What has the shape of a body's id; whether the request may go there is known once it is routed.

    Raises:
        PydanticCustomError: `choice.unknown` when it cannot be one.
    """
    if isinstance(raw, str) and _ID.fullmatch(raw):
        return raw
    raise PydanticCustomError("choice.unknown", "choice.unknown")


def parse_bodies(raw: object) -> tuple[str, ...]:
    """Ids of bodies, each once, without the page's own `none`; empty when every body was unticked.

    Raises:
        PydanticCustomError: `choice.unknown` when one cannot be an id.
    """
    given = raw if isinstance(raw, list | tuple) else [raw]
    ids = [parse_body(each) for each in given]
    return tuple(dict.fromkeys(each for each in ids if each != NONE))


BodyId = Annotated[str, Widget(Control.BODY), BeforeValidator(parse_body)]
Bodies = Annotated[tuple[str, ...], Widget(Control.CHECKBOXES), BeforeValidator(parse_bodies)]
