"""Sends a request through a copy of the product whose questionnaire asks more, and tells what it found, as JSON.

Run by `tests/drill` in a process of its own, with the copy first in the path: `python -m drilled FOLDER`.
It knows of the added questions only their names: those that begin with `drill_`.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from infra.compile_data import compile_data
from infra.compile_pages import compile_pages

from answers import CONTRIBUTIONS
from counter import SHELL, Counter, api_event
from entraide.cases.packets import packet
from entraide.forms.questionnaire import Questionnaire
from entraide.forms.reflection import fields
from entraide.handlers import submit
from entraide.handlers.runtime import logger
from visitor import Visitor

TYPED: dict[str, list[tuple[str, str]]] = {
    "text": [("", "Rue de l’Épreuve")],
    "long_text": [("", "Première ligne\r\nSeconde ligne")],
    "radios": [("", "unknown")],
    "checkboxes": [("", "large-print"), ("", "sign-language")],
    "yes_no": [("", "no")],
    "tick": [("", "yes")],
    "siret": [("", "732 829 320 00074")],
    "phone": [("", "06 98 76 54 32")],
    "email": [("", "epreuve@exemple.org")],
    "euros": [("", "1 234,50 €")],
    "day": [(".day", "29"), (".month", "février"), (".year", "2024")],
    "month": [(".month", "7"), (".year", "2031")],
    "count": [("", "17")],
    "place": [(".postal_code", "33 000"), (".commune", "33063")],
    "name": [("", " Zoé  Éprouvée-d’Essai")],
    "rows": [
        (".0.who", "Ève Prêteuse"),
        (".0.amount", "4 321,50"),
        (".0.settled", "yes"),
        (".1.who", "Ali Bailleur"),
        (".1.amount", "987"),
    ],
}
"""What is typed in each of the added questions, by the end of its inputs' names."""

PAIRS = [
    *CONTRIBUTIONS,
    ("happening.needs", "benefits"),
    ("benefits.household", "alone"),
    ("benefits.income", "down"),
    ("benefits.matter", "housing"),
    *((f"activity.drill_{kind}{end}", value) for kind, typed in TYPED.items() for end, value in typed),
]


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.records: list[str] = []
        self.told: list[Any] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(str(record.__dict__))
        self.told.append(getattr(record, "told", None))


def main() -> None:
    """Prints what was found."""
    built = Path(sys.argv[1])
    compile_data(built)
    compile_pages(built)
    for lang in ("fr", "en"):
        (built / f"shell.{lang}.html").write_text(SHELL.format(lang=lang), encoding="utf-8")
    found = _journey(Counter(built, "all-but:caf-10"))
    found["openapi"] = json.loads((built / "openapi.json").read_text(encoding="utf-8"))
    found["schema"] = Questionnaire.model_json_schema()
    asked = fields(Questionnaire).items()
    found["controls"] = sorted({each.widget.control for path, each in asked if ".drill_" in path})
    found["log"] = _logged(Counter(built))
    print(json.dumps(found, ensure_ascii=False))  # noqa: T201 - what the test reads


def _journey(counter: Counter) -> dict[str, Any]:
    visitor = Visitor(counter)
    english = visitor.open_form("en").page.text
    inputs = sorted({each.name for each in visitor.open_form().page.controls if "drill_" in each.name})
    french = visitor.page.text
    review = visitor.fill(PAIRS)
    hidden = sorted({each for each in visitor.page.press("send").pairs if "drill_" in each[0]})
    reviewed, boxes = review.page.text, review.page.text.split("Ce que verra cet organisme")
    receipt = review.press("send").page.text
    (stored,) = counter.store.cases.values()
    packets = {
        each.body: packet(Questionnaire, stored.case.answers, each).get("activity", {})
        for each in stored.destinations
    }
    return {
        "french": french,
        "english": english,
        "inputs": inputs,
        "carried": hidden,
        "review": reviewed,
        "told_to_see": boxes[1:],
        "receipt": receipt,
        "stored": json.loads(stored.case.answers)["activity"],
        "packets": packets,
    }


def _logged(counter: Counter) -> dict[str, Any]:
    logger()  # before anybody listens: it hides itself from those who do already
    kept = _Kept()
    logging.getLogger().addHandler(kept)
    vars(submit)["composition"] = lambda: (counter.desk, counter.intake)
    headers = {"content-type": "application/x-www-form-urlencoded"}
    body = urlencode([*PAIRS, ("_action", "send"), ("_key", "0123456789")]).encode()
    event = api_event("POST", {"lang": "fr", "form": Questionnaire.id}, body, headers)
    context: Any = SimpleNamespace(aws_request_id="1", invoked_function_arn="arn:submit")
    status = submit.handler(event, context)["statusCode"]
    return {"status": status, "records": kept.records, "told": kept.told}


if __name__ == "__main__":
    main()
