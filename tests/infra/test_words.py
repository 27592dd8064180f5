"""The editors' words as they are: complete in both languages, and refused with a clear sentence when they are not."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from infra.compile_pages import WordsError, compile_pages

from entraide.pages.words import LANGUAGES, load_words

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
PLACEHOLDER = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")
NODES: dict[str, dict[str, tuple[str, ...]]] = {
    "words": {
        "advice.html": ("advice",),
        "exit.html": ("interface", "exit"),
        "follow.html": ("interface", "follow"),
        "follow_form.html": ("interface", "follow"),
        "receipt.html": ("interface", "receipt"),
        "review.html": ("interface", "review"),
    },
    "keep": {"keep.html": ("interface", "form", "keep")},
    "paper": {"paper.html": ("interface", "paper")},
    "ui": {
        "controls.html": ("interface", "form"),
        "form.html": ("interface", "form"),
        "review.html": ("interface", "form"),
    },
}
"""What the names of a template stand for."""


def leaves(node: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - a tree of words
    """The texts of a tree by their path; lists by their places."""
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from leaves(child, (*path, str(key)))
    if not isinstance(node, dict | list):
        yield ".".join(path), node


def texts(lang: str, name: str) -> dict[str, str]:
    """The texts of a file; what was left blank is none."""
    return {
        path: "" if text is None else str(text)
        for path, text in leaves(yaml.safe_load((CONTENT / lang / name).read_text("utf-8")))
    }


FILES = sorted(str(path.relative_to(CONTENT / "fr")) for path in (CONTENT / "fr").rglob("*/*.yml"))


def test_both_languages_have_the_same_files_of_words() -> None:
    english = sorted(str(path.relative_to(CONTENT / "en")) for path in (CONTENT / "en").rglob("*/*.yml"))

    assert FILES == english
    assert {"forms/_interface.yml", "forms/_errors.yml", "forms/questionnaire.yml"} <= set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_both_languages_say_the_same_things_with_the_same_blanks(name: str) -> None:
    french, english = texts("fr", name), texts("en", name)

    assert list(french) == list(english)
    for path, text in french.items():
        assert sorted(set(PLACEHOLDER.findall(text))) == sorted(set(PLACEHOLDER.findall(english[path]))), path


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_word_is_blank(name: str, lang: str) -> None:
    assert [] == [path for path, text in texts(lang, name).items() if not text.strip()]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "template", "node"),
    [(name, template, node) for name, nodes in NODES.items() for template, node in nodes.items()],
)
def test_every_word_that_a_template_names_exists(
    lang: str, name: str, template: str, node: tuple[str, ...], built: Path
) -> None:
    source = (ROOT / "functions/entraide/pages/templates" / template).read_text("utf-8")
    named = set(re.findall(rf"\b{name}\.(\w+)", source))

    assert named
    assert set() == named & set(dir(dict)), "a template takes these for the methods of a dictionary"
    assert set() == named - set(load_words(built, lang).node(*node))


def named_in_code() -> set[tuple[str, ...]]:
    """The paths that the code asks for in so many words: `words.text("interface", "form", "error")`."""
    found: set[tuple[str, ...]] = set()
    for path in (ROOT / "functions").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(attr="text" | "html" | "node"), args=args) if args and all(
                    isinstance(each, ast.Constant) and isinstance(each.value, str) for each in args
                ):
                    found.add(tuple(str(each.value) for each in args if isinstance(each, ast.Constant)))
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_that_the_code_names_exists(lang: str, built: Path) -> None:
    words = load_words(built, lang)

    assert len(named_in_code()) > 30
    for path in sorted(named_in_code()):
        assert words.node(*path), path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_of_the_editors_signs_is_left_in_the_compiled_words(lang: str, built: Path) -> None:
    """Facts are in place, Markdown is HTML."""
    tree = load_words(built, lang).tree

    assert [] == [path for path, text in leaves(tree) if "{{" in str(text) or "}}" in str(text)]
    html = [(path, str(text)) for path, text in leaves(tree) if path.endswith(".markdown")]
    assert html
    assert [] == [path for path, text in html if not text.startswith("<")]


Edit = Callable[[dict[str, Any]], object]


def questions(tree: dict[str, Any], step: str) -> dict[str, Any]:
    found: dict[str, Any] = tree["steps"][step]["questions"]
    return found


FAULTS: list[tuple[str, Edit, str]] = [
    (
        "forms/questionnaire.yml",
        lambda tree: questions(tree, "you").pop("email"),
        "forms/questionnaire.yml: `steps.you.questions.email` is missing",
    ),
    (
        "forms/questionnaire.yml",
        lambda tree: questions(tree, "you")["email"].pop("why"),
        "forms/questionnaire.yml: `steps.you.questions.email.why` is missing",
    ),
    (
        "forms/questionnaire.yml",
        lambda tree: questions(tree, "you")["email"].update(label=""),
        "forms/questionnaire.yml: `steps.you.questions.email.label` is empty",
    ),
    (
        "forms/questionnaire.yml",
        lambda tree: questions(tree, "you").update(fax={"label": "Fax", "why": "No reason"}),
        "forms/questionnaire.yml: `steps.you.questions.fax` belongs to nothing",
    ),
    (
        "forms/questionnaire.yml",
        lambda tree: questions(tree, "happening")["needs"]["options"].pop("health"),
        "forms/questionnaire.yml: `steps.happening.questions.needs.options.health` is missing",
    ),
    (
        "forms/questionnaire.yml",
        lambda tree: questions(tree, "happening")["needs"]["options"].update(fax="Fax"),
        "forms/questionnaire.yml: `steps.happening.questions.needs.options.fax` belongs to nothing",
    ),
    (
        "forms/questionnaire.yml",
        lambda tree: tree["steps"].pop("places"),
        "forms/questionnaire.yml: `steps.places` is missing",
    ),
    (
        "forms/questionnaire.yml",
        lambda tree: tree["alerts"].pop("seizure"),
        "forms/questionnaire.yml: `alerts.seizure` is missing",
    ),
    (
        "forms/questionnaire.yml",
        lambda tree: tree["exits"]["farmer"].pop("markdown"),
        "forms/questionnaire.yml: `exits.farmer.markdown` is missing",
    ),
    (
        "forms/questionnaire.yml",
        lambda tree: tree.pop("title"),
        "forms/questionnaire.yml: `title` is missing",
    ),
]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the content, to be spoiled."""
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy, ignore=shutil.ignore_patterns("*.md"))
    return copy


@pytest.mark.parametrize(("name", "spoil", "sentence"), FAULTS, ids=[sentence for _, _, sentence in FAULTS])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_fault_is_told_with_its_file_and_place(
    name: str, spoil: Edit, sentence: str, lang: str, content: Path, tmp_path: Path
) -> None:
    path = content / lang / name
    tree = yaml.safe_load(path.read_text("utf-8"))
    spoil(tree)
    path.write_text(yaml.safe_dump(tree, allow_unicode=True), "utf-8")

    with pytest.raises(WordsError) as told:
        compile_pages(tmp_path, content)
    file, _, said = sentence.partition(": ")
    wanted = re.compile(rf"content/{lang}/{re.escape(file)}:\d+: {re.escape(said)}")
    assert any(wanted.match(line) for line in str(told.value).splitlines())


def test_a_name_that_belongs_to_nothing_is_told_with_its_line(content: Path, tmp_path: Path) -> None:
    path = content / "en/forms/questionnaire.yml"
    lines = path.read_text("utf-8").splitlines()
    at = lines.index("        label: What do you need help with?")
    lines[at] = lines[at].replace("label", "lable")
    path.write_text("\n".join(lines), "utf-8")

    with pytest.raises(WordsError) as told:
        compile_pages(tmp_path, content)
    assert f"content/en/forms/questionnaire.yml:{at + 1}: `steps.happening.questions.needs.lable`" in str(
        told.value
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_too_many_or_too_few_is_told(lang: str, content: Path, tmp_path: Path) -> None:
    forms = content / lang / "forms"
    (forms / "questionnaire.yml").rename(forms / "fax.yml")

    with pytest.raises(WordsError) as told:
        compile_pages(tmp_path, content)
    assert f"content/{lang}/forms/fax.yml:1: there is no such form" in str(told.value)
    assert f"content/{lang}/forms/questionnaire.yml:1: the file is missing" in str(told.value)
