"""Adding a question is one line in a model and its words in two files: everything else follows.

On a copy of the product, one question of each type is added to the questionnaire. It is then looked for in the page,
the review, the store, the schemas, the right body's packet and the log.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
STEP = "activity"
LINES = {
    "text": "Annotated[ShortText | None, Question(Privacy.IDENTIFYING, FOR_BENEFITS)]",
    "long_text": "Annotated[FreeText | None, Question(Privacy.IDENTIFYING, FOR_BENEFITS)]",
    "radios": "Annotated[o.Known | None, Question(Privacy.PLAIN, FOR_BENEFITS)]",
    "checkboxes": "Annotated[tuple[o.Support, ...] | None, Question(Privacy.PLAIN, FOR_BENEFITS)]",
    "yes_no": "Annotated[YesNo | None, Question(Privacy.PLAIN, FOR_BENEFITS)]",
    "tick": "Annotated[Tick | None, Question(Privacy.PLAIN, FOR_BENEFITS)]",
    "siret": "Annotated[Siret | None, Question(Privacy.IDENTIFYING, FOR_BENEFITS)]",
    "phone": "Annotated[FrenchPhone | None, Question(Privacy.CONTACT, FOR_BENEFITS)]",
    "email": "Annotated[Email | None, Question(Privacy.CONTACT, FOR_BENEFITS)]",
    "euros": "Annotated[Euros | None, Question(Privacy.FINANCIAL, FOR_BENEFITS)]",
    "day": "Annotated[Day | None, Question(Privacy.PLAIN, FOR_BENEFITS)]",
    "month": "Annotated[Month | None, Question(Privacy.PLAIN, FOR_BENEFITS)]",
    "count": "Annotated[Count | None, Question(Privacy.FINANCIAL, FOR_BENEFITS)]",
    "place": "Annotated[Place | None, Question(Privacy.PLAIN, FOR_BENEFITS)]",
}
IMPORTS = """
from entraide.forms.privacy import FOR_BENEFITS
from entraide.forms.values.count import Count
from entraide.forms.values.dates import Day, Month
from entraide.forms.values.email import Email
from entraide.forms.values.euros import Euros
from entraide.forms.values.phone import FrenchPhone
from entraide.forms.values.text import FreeText
from entraide.forms.values.yesno import Tick
"""
OPTIONS = {
    "radios": ("yes", "no", "unknown"),
    "checkboxes": ("sign-language", "other-language", "someone-with-me", "large-print"),
    "yes_no": ("yes", "no"),
}
SHOWN = {
    "text": "Rue de l’Épreuve",
    "long_text": "Seconde ligne",
    "radios": "fr radios unknown",
    "checkboxes": "fr checkboxes sign-language fr checkboxes large-print",
    "yes_no": "fr yes_no no",
    "tick": "Oui",
    "siret": "732\u00a0829\u00a0320\u00a000074",
    "phone": "06 98 76 54 32",
    "email": "epreuve@exemple.org",
    "euros": "1\u202f234,50\u00a0€",
    "day": "29 février 2024",
    "month": "juillet 2031",
    "count": "17",
    "place": "Bordeaux (33000)",
}
"""How each answer reads on the review page and on the receipt."""
STORED = {
    "text": "Rue de l’Épreuve",
    "long_text": "Première ligne\nSeconde ligne",
    "radios": "unknown",
    "checkboxes": ["sign-language", "large-print"],
    "yes_no": False,
    "tick": True,
    "siret": "73282932000074",
    "phone": "+33698765432",
    "email": "epreuve@exemple.org",
    "euros": "1234.50",
    "day": "2024-02-29",
    "month": "2031-07",
    "count": 17,
    "place": {"postal_code": "33000", "commune": "33063"},
}
PARTS = {"day": ("day", "month", "year"), "month": ("month", "year"), "place": ("postal_code", "commune")}


def words(lang: str, kind: str) -> str:
    """The words of an added question, as an editor writes them."""
    lines = [f"      drill_{kind}:", f"        label: {lang} label {kind}", f"        why: {lang} why {kind}"]
    if kind in OPTIONS:
        lines += [
            "        options:",
            *(f'          "{each}": {lang} {kind} {each}' for each in OPTIONS[kind]),
        ]
    return "\n".join(lines) + "\n"


def add_questions(copy: Path) -> None:
    """One line each in the model, and the words in two files. Nothing else."""
    model = copy / "functions/entraide/forms/questionnaire.py"
    source = model.read_text("utf-8")
    first = "from entraide.forms.values.text import ShortText\n"
    following = "\n\nclass Places(Step):"
    assert (1, 1) == (source.count(first), source.count(following))
    added = "".join(f"    drill_{kind}: {line} = None\n" for kind, line in LINES.items())
    model.write_text(source.replace(first, first + IMPORTS).replace(following, added + following), "utf-8")
    for lang in ("fr", "en"):
        path = copy / f"content/{lang}/forms/questionnaire.yml"
        text = path.read_text("utf-8")
        assert 1 == text.count("\n  places:\n")
        path.write_text(
            text.replace(
                "\n  places:\n", "\n" + "".join(words(lang, kind) for kind in LINES) + "  places:\n"
            ),
            "utf-8",
        )


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 - JSON
    """What a request through the copy shows."""
    copy = tmp_path_factory.mktemp("drill")
    spare = shutil.ignore_patterns("__pycache__", "*.md")
    for folder in ("functions", "infra", "content", "site/ext", "tests/support"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=spare)
    add_questions(copy)
    built = copy / "built"
    built.mkdir()
    path = os.pathsep.join(str(copy / each) for each in ("functions", "tests/support", "site/ext", "."))
    done = subprocess.run(
        [sys.executable, "-m", "drilled", str(built)],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("kind", LINES)
def test_the_question_is_in_both_pages_with_its_inputs(kind: str, found: Any) -> None:  # noqa: ANN401
    name = f"{STEP}.drill_{kind}"
    asked = [part for part in PARTS.get(kind, ()) if part != "commune"]  # which comes with the postal code

    assert f"fr label {kind}" in found["french"]
    assert f"en label {kind}" in found["english"]
    assert ([f"{name}.{part}" for part in asked] or [name]) == sorted(
        (each for each in found["inputs"] if each == name or each.startswith(f"{name}.")),
        key=lambda each: asked.index(each.rpartition(".")[2]) if asked else 0,
    )


@pytest.mark.parametrize("kind", LINES)
def test_the_answer_is_on_the_review_and_on_the_receipt(kind: str, found: Any) -> None:  # noqa: ANN401
    for page in ("review", "receipt"):
        assert f"fr label {kind} {SHOWN[kind]}" in found[page].replace("Première ligne ", "")


@pytest.mark.parametrize("kind", LINES)
def test_the_answer_is_stored_normalised(kind: str, found: Any) -> None:  # noqa: ANN401
    assert STORED[kind] == found["stored"][f"drill_{kind}"]


@pytest.mark.parametrize("kind", LINES)
def test_the_right_body_sees_the_answer_and_the_other_does_not(kind: str, found: Any) -> None:  # noqa: ANN401
    assert {"caf-10", "urssaf-champagne-ardenne"} == set(found["packets"])
    assert STORED[kind] == found["packets"]["caf-10"][f"drill_{kind}"]
    assert f"drill_{kind}" not in found["packets"]["urssaf-champagne-ardenne"]
    urssaf, caf = found["told_to_see"]
    assert f"fr label {kind}" in caf
    assert f"fr label {kind}" not in urssaf


@pytest.mark.parametrize("kind", LINES)
def test_the_question_is_in_the_schema_and_in_the_document_of_the_api(kind: str, found: Any) -> None:  # noqa: ANN401
    name, schemas = f"{STEP}.drill_{kind}", found["openapi"]["components"]["schemas"]
    post = found["openapi"]["paths"]["/api/{lang}/forms/questionnaire"]["post"]["requestBody"]["content"]
    form = schemas[post["application/json"]["schema"]["$ref"].rpartition("/")[2]]
    step = schemas[form["properties"][STEP]["$ref"].rpartition("/")[2]]
    inputs = [f"{name}.{part}" for part in PARTS.get(kind, ())] or [name]

    assert f"drill_{kind}" in step["properties"]
    assert f"drill_{kind}" in json.dumps(found["schema"])
    assert ["benefits"] == form["x-questions"][name]["audience"]
    assert set(inputs) <= set(post["application/x-www-form-urlencoded"]["schema"]["properties"])


@pytest.mark.parametrize("kind", LINES)
def test_the_log_tells_its_class_and_never_the_answer(kind: str, found: Any) -> None:  # noqa: ANN401
    told = next(each for each in found["log"]["told"] if each)
    records = "\n".join(found["log"]["records"])

    assert 303 == found["log"]["status"]
    assert told["answered"][f"{STEP}.drill_{kind}"].strip("[]") in LINES[kind].lower().replace("_", "-")
    for secret in (
        "Épreuve",
        "Seconde",
        "73282932",
        "732 829",
        "98 76",
        "98765",
        "epreuve@",
        "1234",
        "33063",
    ):
        assert secret not in records
