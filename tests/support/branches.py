"""Finds where a program asks which form it has before it. Forms are told apart by what they declare, never by name."""

from __future__ import annotations

import ast
from collections.abc import Iterator

_ASKS = frozenset({"isinstance", "issubclass"})
_LOOKS_UP = frozenset(
    {"get", "pop", "setdefault", "startswith", "endswith", "removeprefix", "index", "count"}
)


def branches(source: str, ids: frozenset[str], classes: frozenset[str]) -> list[str]:
    """Each branch on a form's id or class, as `line: code`.

    A branch is a comparison, a membership, a pattern of `match`, a key of a dictionary, a look-up or an `isinstance`.
    """
    tree = ast.parse(source)
    found = [node for node in ast.walk(tree) if any(_names_form(each, ids, classes) for each in _asked(node))]
    return sorted({f"{getattr(node, 'lineno', 0)}: {ast.unparse(node)[:120]}" for node in found})


def _asked(node: ast.AST) -> Iterator[ast.AST | None]:
    """The parts of a node on which it depends what is done."""
    match node:
        case ast.Compare():
            yield from (node.left, *node.comparators)
        case ast.MatchValue():
            yield node.value
        case ast.MatchClass():
            yield node.cls
        case ast.Dict():
            yield from node.keys
        case ast.Subscript():
            yield node.slice
        case ast.Call(func=ast.Name(id=name)) if name in _ASKS:
            yield from node.args[1:]
        case ast.Call(func=ast.Attribute(attr=name)) if name in _LOOKS_UP:
            yield from node.args


def _names_form(node: ast.AST | None, ids: frozenset[str], classes: frozenset[str]) -> bool:
    """Whether a form is named, also inside a list or a set to be looked in."""
    match node:
        case ast.Constant(value=str(text)):
            return text in ids
        case ast.Name(id=name):
            return name in classes
        case ast.Attribute(value=ast.Name(id=name)):
            return name in classes
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            return any(_names_form(each, ids, classes) for each in parts)
        case ast.Call(args=parts) | ast.JoinedStr(values=parts):
            return any(_names_form(each, ids, classes) for each in parts)
        case _:
            return False
