"""The small tree of content, for the tests of the gate."""

from __future__ import annotations

from pathlib import Path

import pytest

from content_tree import Tree, plant


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return plant(tmp_path)
