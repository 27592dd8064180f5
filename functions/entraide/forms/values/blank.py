"""What counts as no answer."""

from __future__ import annotations

from collections.abc import Mapping

from entraide.forms.values.folding import is_invisible


def is_blank(raw: object) -> bool:
    """Whether nothing was answered: no value, nothing visible, or only blank parts or choices.

    The form asks this before a type sees the answer; `False` and `0` are answers.
    """
    if isinstance(raw, Mapping):
        return all(map(_nothing, raw.values()))
    if isinstance(raw, list | tuple | set | frozenset):
        return all(map(_nothing, raw))
    return _nothing(raw)


def _nothing(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and is_invisible(raw))
