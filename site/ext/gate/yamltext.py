"""The entries of a YAML file with the line at which each stands, and the names that stand there twice."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from guidance.problems import Problem
from guidance.yamlfile import Loader


@dataclass(frozen=True, slots=True)
class Entry:
    """A value that is no mapping and no list."""

    name: str
    """Where it stands: `steps.you.title`, `prepare.0`."""
    raw: str
    """What the file says; a folded text keeps the lines of the file."""
    line: int
    """Where `raw` starts, from 1."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a YAML file holds."""

    entries: tuple[Entry, ...]
    twice: tuple[Problem, ...]
    """Names that stand twice in one mapping: YAML would silently keep the last."""


def read(text: str, path: Path, first_line: int = 1) -> Read:
    """The entries of a text that is valid YAML; `path` and `first_line` are for what is said of its faults."""
    reader = _Reader(text.splitlines(), path, first_line)
    node = yaml.compose(text, Loader=Loader)
    entries = tuple(reader.entries(node, "")) if node else ()
    return Read(entries, tuple(reader.twice))


class _Reader:
    def __init__(self, lines: list[str], path: Path, first_line: int) -> None:
        self.twice: list[Problem] = []
        self._lines = lines
        self._path = path
        self._first = first_line
        self._within: list[yaml.Node] = []

    def entries(self, node: yaml.Node, name: str) -> Iterator[Entry]:
        if any(node is each for each in self._within):
            return  # an alias to what it stands in
        self._within.append(node)
        yield from self._parts(node, name)
        self._within.pop()

    def _parts(self, node: yaml.Node, name: str) -> Iterator[Entry]:
        if isinstance(node, yaml.MappingNode):
            seen: set[str] = set()
            for key, value in node.value:
                if str(key.value) in seen:
                    message = f"`{key.value}` stands here twice: keep one of the two"
                    self.twice.append(
                        Problem(self._path, self._first + key.start_mark.line, "yaml.twice", message)
                    )
                seen.add(str(key.value))
                yield from self.entries(value, f"{name}.{key.value}".lstrip("."))
        elif isinstance(node, yaml.SequenceNode):
            for number, value in enumerate(node.value):
                yield from self.entries(value, f"{name}.{number}")
        elif isinstance(node, yaml.ScalarNode):
            yield self._entry(node, name)

    def _entry(self, node: yaml.ScalarNode, name: str) -> Entry:
        start, end = node.start_mark.line, node.end_mark.line
        if node.style not in {"|", ">"}:
            return Entry(name, node.value, self._first + start)
        written = textwrap.dedent("\n".join(self._lines[start + 1 : end + (node.end_mark.column > 0)]))
        return Entry(name, written.rstrip(), self._first + start + 1)
