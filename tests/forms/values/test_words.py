"""The words of the errors: one for each code, the same in both languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
import yaml

from entraide.forms.values.codes import FormCode, ValueCode

ROOT = Path(__file__).parents[3]
FUNCTIONS = ROOT / "functions" / "entraide"
LANGUAGES = ("fr", "en")
CODES = [*map(str, ValueCode), *map(str, FormCode)]
PLACEHOLDERS = {
    "text.long": ["max"],
    "count.large": ["max"],
    "rows.most": ["most"],
    "already.arrived": ["reference"],
    "exit": ["title"],
}


def _words(lang: str) -> dict[str, str]:
    path = ROOT / "content" / lang / "forms" / "_errors.yml"
    words = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(words, dict)
    return words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_its_words_and_every_word_its_code(lang: str) -> None:
    assert sorted(CODES) == sorted(_words(lang))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_placeholders_are_those_that_the_code_gives(lang: str) -> None:
    found = {code: re.findall(r"\{(\w*)\}", text) for code, text in _words(lang).items()}

    assert PLACEHOLDERS == {code: names for code, names in found.items() if names}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_are_sentences_of_their_own(lang: str) -> None:
    words = _words(lang)

    assert all(re.fullmatch(r"[A-ZÉÀ{].*\.", text, re.DOTALL) for text in words.values())
    assert len(words) == len(set(words.values()))
    assert not [text for text in words.values() if "'" in text or "  " in text]


def test_french_words_have_french_spaces() -> None:
    wrong = re.compile(r"[^\u202f][;!?]|[^\u00a0]:|\d \d|\d €")

    assert [text for text in _words("fr").values() if wrong.search(text)] == []


def _trees(*folders: str) -> Iterator[ast.AST]:
    for path in chain.from_iterable((FUNCTIONS / folder).rglob("*.py") for folder in folders):
        yield from ast.walk(ast.parse(path.read_text("utf-8")))


def test_every_code_of_a_value_is_raised_somewhere() -> None:
    used = {
        ValueCode[node.attr]
        for node in _trees("forms/values")
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "ValueCode"
    }

    assert set(ValueCode) == used


def test_every_problem_that_is_written_out_has_words() -> None:
    written = {
        argument.value
        for node in _trees("forms", "handlers")
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in {"Problem", "BadRequestError", "PydanticCustomError"}
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }

    assert written <= set(CODES)
