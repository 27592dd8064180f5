"""Nothing asks which form it has before it: what differs between forms is in their models and their words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from entraide.forms.registry import FORMS

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(path for part in ("functions", "infra", "site") for path in (ROOT / part).rglob("*.py"))
DRAWN = sorted(
    path
    for part in ("functions/entraide/pages", "site/theme", "site/assets")
    for pattern in ("*.html", "*.js", "*.css")
    for path in (ROOT / part).rglob(pattern)
)
CLASSES = {form.__name__ for form in FORMS.values()}
TESTS_OF_TYPE = {"isinstance", "issubclass"}


def branches(source: str) -> Iterator[int]:
    """Lines that compare, match, look up or test something by a form's id or class."""
    for node in ast.walk(ast.parse(source)):
        looked_at: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            looked_at = [node.left, *node.comparators]
        elif isinstance(node, ast.MatchValue):
            looked_at = [node.value]
        elif isinstance(node, ast.Subscript):
            looked_at = [node.slice]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
            looked_at = node.args
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TESTS_OF_TYPE:
            looked_at = node.args[1:]
        if any(_names_a_form(part) for each in looked_at for part in ast.walk(each)):
            yield node.lineno if hasattr(node, "lineno") else 0


def _names_a_form(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return node.value in FORMS
    return isinstance(node, ast.Name) and node.id in CLASSES


def test_there_is_something_to_look_at() -> None:
    assert {"html_flow.py", "registry.py", "compile_pages.py"} <= {path.name for path in SOURCES}
    assert {"form.html", "review.html", "form.js"} <= {path.name for path in DRAWN}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_code_branches_on_a_form(path: Path) -> None:
    assert [] == list(branches(path.read_text("utf-8")))


@pytest.mark.parametrize("path", DRAWN, ids=lambda path: path.name)
def test_no_template_script_or_style_names_a_form(path: Path) -> None:
    named = re.compile(rf"""["']({"|".join(map(re.escape, FORMS))})["']""")
    assert [] == named.findall(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "source",
    [
        'if form.id == "aced": pass',
        'if form.id in ("aced", "afe"): pass',
        'words["forms"]["questionnaire"]',
        'TITLES.get("fci")',
        'match form.id:\n    case "adr": pass',
        "if form is Aced: pass",
        "if form.id == Aced.id: pass",
        "issubclass(form, (Aced, Afe))",
    ],
)
def test_a_branch_would_be_found(source: str) -> None:
    assert [] != list(branches(source))


@pytest.mark.parametrize(
    "source", ['class Need(StrEnum):\n    ACED = "aced"', "FORMS = {form.id: form for form in (Aced, Afe)}"]
)
def test_a_declaration_is_no_branch(source: str) -> None:
    assert [] == list(branches(source))
