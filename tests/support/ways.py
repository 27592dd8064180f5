"""The ways in which a journey is walked: in which language, with a script or not, and whether its body is connected."""

from __future__ import annotations

from typing import Final

import pytest

from people import CONNECTED_TOWN, UNCONNECTED_TOWN, Town

WAYS: Final[dict[str, tuple[str, bool, Town]]] = {
    "fr-script": ("fr", True, CONNECTED_TOWN),
    "fr-no-script": ("fr", False, UNCONNECTED_TOWN),
    "en-script": ("en", True, UNCONNECTED_TOWN),
    "en-no-script": ("en", False, CONNECTED_TOWN),
}
"""Four that hold every two of language, script and town together."""


def ways(*ordinary: str) -> pytest.MarkDecorator:
    """Every way, as `lang`, `javascript` and `town`; those that are not ordinary are long proofs."""
    return pytest.mark.parametrize(
        ("lang", "javascript", "town"), [_param(name, way, ordinary) for name, way in WAYS.items()]
    )


def languages(ordinary: str) -> pytest.MarkDecorator:
    """Both languages, as `lang`; the other one is a long proof."""
    return pytest.mark.parametrize("lang", [_param(each, (each,), (ordinary,)) for each in ("fr", "en")])


def _param(name: str, values: tuple[object, ...], ordinary: tuple[str, ...]) -> object:
    return pytest.param(*values, id=name, marks=() if name in ordinary else pytest.mark.prove)
