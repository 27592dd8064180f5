"""YAML files of the editors, read with the line at which each entry stands."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from guidance.problems import ContentError, Problem

DATE = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: Path) -> dict[str, Any]:
    """The mapping that the file holds.

    Raises:
        ContentError: the file is no YAML, or no mapping.
    """
    return parse(path.read_text("utf-8"), path)


def parse(text: str, path: Path, first_line: int = 1) -> dict[str, Any]:
    """The mapping that a text holds; `path` and `first_line` are for what is said of its faults."""
    try:
        found = yaml.load(text, Loader=Loader)  # noqa: S506 - one of the two safe loaders
    except yaml.MarkedYAMLError as error:
        message = f"this is no valid YAML ({error.problem}); look at quotes, colons and indents"
        raise ContentError((Problem(path, first_line + _line(error), "yaml", message),)) from error
    except yaml.YAMLError as error:
        message = "this holds a character that no text should; write it again"
        raise ContentError((Problem(path, first_line, "yaml", message),)) from error
    except ValueError as error:
        message = f"a date here is in no calendar ({error}); write it as 2026-11-21"
        raise ContentError((Problem(path, first_line + _impossible_date(text), "yaml", message),)) from error
    if not isinstance(found, dict):
        raise ContentError((Problem(path, first_line, "yaml", "names and values are expected here"),))
    return found


def lines(path: Path) -> dict[str, int]:
    """The line of each entry of the first level, from 1."""
    node = yaml.compose(path.read_text("utf-8"), Loader=Loader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return {key.value: key.start_mark.line + 1 for key, _ in pairs}


def _impossible_date(text: str) -> int:
    """The first line, from 0, with a date that is in no calendar."""
    for number, line in enumerate(text.splitlines()):
        for found in DATE.finditer(line):
            try:
                date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                return number
    return 0


def _line(error: yaml.MarkedYAMLError) -> int:
    """Counted from 0; of a text that is not closed, where it begins, for the parser sees only that it does not end."""
    unclosed = error.context_mark if "scalar" in (error.context or "") else None
    mark = unclosed or error.problem_mark
    return mark.line if mark else 0
