"""Adding a question is one line in a model and its words in two files: everything else follows.

On a copy of the product, one question of each type is added to the questionnaire. It is then looked for in the page,
the review, the store, the schemas, the right body's packet and the log.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from drill_questions import LINES, SHOWN, STEP, copy_with_questions

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
