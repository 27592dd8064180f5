"""Adding a question is one line in a model and its words in two files: everything else follows.

On a copy of the product, one question of each type is added to the questionnaire. It is then looked for in the page,
the review, the store, the schemas, the right body's packet and the log.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest

from drill_questions import COLUMNS, LINES, SHOWN, STEP, copy_with_questions
from entraide.forms.controls import Control

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
    "name": "Zoé Éprouvée-d’Essai",
    "rows": [
        {"who": "Ève Prêteuse", "amount": "4321.50", "settled": True},
        {"who": "Ali Bailleur", "amount": "987.00", "settled": None},
    ],
}
PARTS = {
    "day": ("day", "month", "year"),
    "month": ("month", "year"),
    "place": ("postal_code", "commune"),
    "rows": ("0.who", "0.amount", "0.settled"),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 - JSON
    """What a request through the copy shows."""
    copy = tmp_path_factory.mktemp("drill")
    copy_with_questions(copy)
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
    assert sorted([f"{name}.{part}" for part in asked] or [name]) == [
        each for each in found["inputs"] if each == name or each.startswith(f"{name}.")
    ]


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
    html = post["application/x-www-form-urlencoded"]["schema"]
    of_rows = [pattern for pattern in html["patternProperties"] if name in pattern.replace("\\", "")]
    assert [] == [
        each
        for each in inputs
        if each not in html["properties"] and not any(re.match(pattern, each) for pattern in of_rows)
    ]


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
        "1234.50",
        "1 234",
        "33063",
        "Éprouvée",
        "Prêteuse",
        "Bailleur",
        "4321.50",
        "4 321",
    ):
        assert secret not in records


def test_each_column_of_a_row_has_its_own_class_in_schema_and_log(found: Any) -> None:  # noqa: ANN401
    classes = {"who": "identifying", "amount": "financial", "settled": "plain"}
    path = f"{STEP}.drill_rows"
    questions = found["openapi"]["components"]["schemas"]["Questionnaire"]["x-questions"]
    told = next(each for each in found["log"]["told"] if each)["answered"]

    assert COLUMNS.keys() == classes.keys()
    assert classes == {name: questions[f"{path}.{name}"]["privacy"] for name in classes}
    assert {name: f"[{each}]" for name, each in classes.items()} == {
        name: told[f"{path}.{name}"] for name in classes
    }
    assert [] == [name for name in COLUMNS if f"fr column {name}" not in found["french"]]
    assert [] == [name for name in COLUMNS if f"en column {name}" not in found["english"]]


def test_one_question_of_each_control_was_added(found: Any) -> None:  # noqa: ANN401
    asked_by_routing = {Control.BODY}

    assert set(Control) - asked_by_routing == set(found["controls"])
