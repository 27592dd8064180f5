"""The places within a page that a link may lead to."""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown.extensions.toc import slugify, unique

from gate.outline import Outline
from gate.plain import CODE, plain

GIVEN = re.compile(r"\{:?[^{}]*#([\w:.-]+)[^{}]*\}")


def anchors(parts: Outline, fact: Callable[[str], str]) -> tuple[str, ...]:
    """The id of each heading in order, as the build gives them."""
    used: set[str] = set()
    found = []
    for heading in parts.headings:
        given = GIVEN.search(heading.raw)
        found.append(
            given[1] if given else unique(slugify(plain(CODE.sub(r"\2", heading.raw), fact=fact), "-"), used)
        )
        used.add(found[-1])
    return tuple(found)
