"""What the build makes for the functions, compiled once for all the tests of a run: data, words, templates.

Loaded as a pytest plugin by `tests/conftest.py`. The site's page around the functions' is a stand-in.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from infra.compile_data import compile_data
from infra.compile_pages import compile_pages

from checks import Checks
from counter import SHELL, Counter
from entraide.agencies.directory import Directory
from entraide.agencies.gazetteer import BuiltGazetteer
from entraide.pages.words import LANGUAGES
from visitor import Visitor


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of built files."""
    out = tmp_path_factory.mktemp("built")
    compile_data(out)
    compile_pages(out)
    for lang in LANGUAGES:
        (out / f"shell.{lang}.html").write_text(SHELL.format(lang=lang), encoding="utf-8")
    return out


@pytest.fixture(scope="session")
def directory(built: Path) -> Directory:
    """The directory, with nobody connected."""
    return Directory.load(built)


@pytest.fixture(scope="session")
def gazetteer(built: Path) -> BuiltGazetteer:
    """The communes."""
    return BuiltGazetteer(built / "communes")


@pytest.fixture
def counter(built: Path) -> Counter:
    """The public functions in memory, with an empty store, every body connected."""
    return Counter(built)


@pytest.fixture(scope="session")
def checks(gazetteer: BuiltGazetteer) -> Checks:
    """The rules of the forms, on a fixed day."""
    return Checks(gazetteer)


@pytest.fixture
def visitor(counter: Counter) -> Visitor:
    """Somebody with a browser without JavaScript, in front of `counter`."""
    return Visitor(counter)
