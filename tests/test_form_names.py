"""Nothing asks which form it has before it: what differs between forms is in their models and their words."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from branches import branches
from entraide import forms
from entraide.forms.definition import Form
from entraide.forms.registry import FORMS

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted(path for part in ("functions", "infra", "site") for path in (ROOT / part).rglob("*.py"))
DRAWN = sorted(
    path
    for part in (
        "functions/entraide/pages",
        "infra/edit",
        "infra/local/desk_pages",
        "site/admin",
        "site/assets",
        "site/theme",
    )
    for pattern in ("*.html", "*.js", "*.mjs", "*.css")
    for path in (ROOT / part).rglob(pattern)
)
IDS, CLASSES = frozenset({"questionnaire", "aced"}), frozenset({"Questionnaire", "Aced"})
"""For the examples."""


def descendants(model: type[Form]) -> set[type[Form]]:
    children = set(model.__subclasses__())
    return children.union(*(descendants(each) for each in children)) if children else children


@pytest.fixture(scope="module")
def named() -> tuple[frozenset[str], frozenset[str]]:
    """The ids and the class names of all the forms, open or not."""
    for module in pkgutil.walk_packages(forms.__path__, "entraide.forms."):
        importlib.import_module(module.name)
    known = {each for each in descendants(Form) if each.__module__.startswith("entraide.")}
    assert set(FORMS.values()) <= known
    return frozenset(each.id for each in known if "id" in vars(each)), frozenset(
        each.__name__ for each in known
    )


def test_there_is_something_to_look_at() -> None:
    assert {"html_flow.py", "registry.py", "compile_pages.py"} <= {path.name for path in SOURCES}
    assert {"form.html", "review.html", "form.js", "case.html", "panel.js", "keep.mjs"} <= {
        path.name for path in DRAWN
    }


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_code_branches_on_a_form(path: Path, named: tuple[frozenset[str], frozenset[str]]) -> None:
    assert [] == branches(path.read_text("utf-8"), *named)


@pytest.mark.parametrize("path", DRAWN, ids=lambda path: path.name)
def test_no_template_script_or_style_names_a_form(path: Path) -> None:
    quoted = re.compile(rf"""["']({"|".join(map(re.escape, FORMS))})["']""")
    assert [] == quoted.findall(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "source",
    [
        'if form.id == "aced": pass',
        'if form.id in ("aced", "afe"): pass',
        'x = "questionnaire" != name',
        "x = form is Questionnaire",
        "x = form in {Questionnaire, Other}",
        "x = form.id == Questionnaire.id",
        'x = {"questionnaire": 1}[name]',
        "x = {Questionnaire: 1}",
        "x = table[Questionnaire]",
        'words["forms"]["questionnaire"]',
        'x = table.get("questionnaire", 0)',
        "x = isinstance(answers, Questionnaire)",
        "issubclass(form, (Aced, Afe))",
        'match name:\n    case "other" | "questionnaire": pass',
        "match answers:\n    case Questionnaire(): pass",
        'x = path.startswith("questionnaire")',
    ],
)
def test_a_branch_would_be_found(source: str) -> None:
    assert [] != branches(source, IDS, CLASSES)


@pytest.mark.parametrize(
    "source",
    [
        'class Need(StrEnum):\n    ACED = "aced"',
        'class Questionnaire(Form):\n    id: ClassVar[str] = "questionnaire"',
        "FORMS = {form.id: form for form in (Aced, Questionnaire)}",
        "x = FORMS[stored.form]",
        'x = FORMS.get(path["form"])',
        "x = check(Questionnaire, raw)",
    ],
)
def test_a_declaration_is_no_branch(source: str) -> None:
    assert [] == branches(source, IDS, CLASSES)
