"""The questions that the drill adds to a copy of the product: one of each type, with its words."""

from __future__ import annotations

import shutil
from pathlib import Path

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
    "name": "Annotated[Name | None, Question(Privacy.IDENTIFYING, FOR_BENEFITS)]",
    "rows": "Annotated[tuple[DrillRow, ...] | None, Question(Privacy.FINANCIAL, FOR_BENEFITS)]",
}
COLUMNS = {
    "who": "Annotated[Name | None, Question(Privacy.IDENTIFYING, FOR_BENEFITS)]",
    "amount": "Annotated[Euros | None, Question(Privacy.FINANCIAL, FOR_BENEFITS)]",
    "settled": "Annotated[YesNo | None, Question(Privacy.PLAIN, FOR_BENEFITS, required=False)]",
}
"""The questions of each row."""
IMPORTS = """
from entraide.forms.definition import Row
from entraide.forms.privacy import FOR_BENEFITS
from entraide.forms.values.count import Count
from entraide.forms.values.dates import Day, Month
from entraide.forms.values.email import Email
from entraide.forms.values.euros import Euros
from entraide.forms.values.phone import FrenchPhone
from entraide.forms.values.text import FreeText, Name
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
    "name": "Zoé Éprouvée-d’Essai",
    "rows": "Ève Prêteuse, 4\u202f321,50\u00a0€, fr settled yes Ali Bailleur, 987\u00a0€",
}
"""How each answer reads on the review page and on the receipt."""


def copy_with_questions(copy: Path) -> None:
    """Copies what the product is made of, and adds the questions."""
    spare = shutil.ignore_patterns("__pycache__")
    for folder in ("functions", "infra", "content", "site", "tests/support"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=spare)
    for file in ("pyproject.toml", "uv.lock"):
        shutil.copy(ROOT / file, copy / file)
    _add_questions(copy)


def _words(lang: str, kind: str) -> str:
    """The words of an added question, as an editor writes them."""
    lines = [f"      drill_{kind}:", f"        label: {lang} label {kind}", f"        why: {lang} why {kind}"]
    if kind in OPTIONS:
        lines += [
            "        options:",
            *(f'          "{each}": {lang} {kind} {each}' for each in OPTIONS[kind]),
        ]
    if kind == "rows":
        lines += ["        columns:", *(line for each in COLUMNS for line in _column_words(lang, each))]
    return "\n".join(lines) + "\n"


def _column_words(lang: str, name: str) -> list[str]:
    words = [f"          {name}:", f"            label: {lang} column {name}"]
    answers = (f'              "{each}": {lang} {name} {each}' for each in ("yes", "no"))
    return [*words, "            options:", *answers] if name == "settled" else words


def _add_questions(copy: Path) -> None:
    """One line each in the model (and those of a row), and the words in two files. Nothing else."""
    model = copy / "functions/entraide/forms/questionnaire.py"
    source = model.read_text("utf-8")
    before = "\n\nclass ActivityStep(Step):"
    first = "from entraide.forms.values.text import ShortText\n"
    following = "\n\nclass Places(Step):"
    assert (1, 1, 1) == (source.count(first), source.count(before), source.count(following))
    added = "".join(f"    drill_{kind}: {line} = None\n" for kind, line in LINES.items())
    row = "\n\nclass DrillRow(Row):\n" + "".join(
        f"    {name}: {line} = None\n" for name, line in COLUMNS.items()
    )
    for place, new in ((first, first + IMPORTS), (before, row + before), (following, added + following)):
        source = source.replace(place, new)
    model.write_text(source, "utf-8")
    for lang in ("fr", "en"):
        path = copy / f"content/{lang}/forms/questionnaire.yml"
        text = path.read_text("utf-8")
        assert 1 == text.count("\n  places:\n")
        path.write_text(
            text.replace(
                "\n  places:\n", "\n" + "".join(_words(lang, kind) for kind in LINES) + "  places:\n"
            ),
            "utf-8",
        )
