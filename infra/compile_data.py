"""Compiles the directory and the communes for look-up; the CSV files are not read when the service runs.

`communes/{prefix}.json`, one for the first two characters of the postal codes, is read by the functions and
by the browser. It gives, for a postal code, its communes in alphabetical order, each as INSEE code, name, and
number of its arrondissement within its département (empty where there is none)::

    {"10000": [["10387", "Troyes", "3"]], ...}

The département is the first two characters of the INSEE code, three when it begins with 97. Paris, Lyon and
Marseille are there by arrondissement only.

`directory.json`: `bodies`, `territories`, `hints` and `doubtful` as `entraide.agencies.directory` describes
them, and `version`, derived from those four. `connected.json`: see `entraide.agencies.connections`.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

import yaml

from entraide.agencies.directory import Verification
from entraide.agencies.gazetteer import PREFIX_LENGTH, departement_of
from entraide.agencies.vocabulary import Connected, Network

ROOT: Final = Path(__file__).resolve().parents[1]
DATA: Final = ROOT / "functions" / "entraide" / "data"
CONNECTED: Final = ROOT / "infra" / "connected.yml"
ENGLISH: Final = ROOT / "content" / "en" / "forms" / "_rules.yml"

BY_ARRONDISSEMENT_ONLY: Final = frozenset({"75056", "69123", "13055"})
"""Paris, Lyon and Marseille as wholes: their arrondissements are in the data too, and one must go."""

Row = dict[str, str]
Document = dict[str, Any]


class DataError(ValueError):
    """The data does not hold together; the sentence names the file and what to mend."""


def compile_data(out: Path, data: Path = DATA, connected: Path = CONNECTED) -> None:
    """Writes `communes/`, `directory.json` and `connected.json` into the folder `out`. Raises `DataError`."""
    communes = _rows(data / "postal_communes.csv")
    directory = _directory(data)
    _check(directory, communes)
    for prefix, document in _communes(communes).items():
        _write(out / "communes" / f"{prefix}.json", document)
    _write(out / "directory.json", directory)
    _write(out / "connected.json", _connected(connected, {body["id"] for body in directory["bodies"]}))


def _communes(rows: list[Row]) -> dict[str, Document]:
    files: dict[str, Document] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: (row["postal_code"], _alphabetical(row["commune_name"]))):
        postal_code, code = row["postal_code"], row["commune_code"]
        if code not in BY_ARRONDISSEMENT_ONLY:
            number = row["arrondissement"].removeprefix(row["departement"])
            name = _typographic(row["commune_name"]).replace(" Arrondissement", " arrondissement")
            files[postal_code[:PREFIX_LENGTH]].setdefault(postal_code, []).append([code, name, number])
    return files


def _directory(data: Path) -> Document:
    offices = {row["body"]: row["shares_office_with"] for row in _rows(data / "shared_offices.csv")}
    split, communes = _rows(data / "cpam_split.csv"), _rows(data / "cpam_communes.csv")
    document: Document = {
        "bodies": [_body(row, offices) for row in _rows(data / "agencies.csv")],
        "territories": [_territory(row) for row in _rows(data / "territory.csv")],
        "hints": {row["arrondissement"]: row["cpam"] for row in split if row["cpam"]},
        "doubtful": {row["commune_code"]: row["cpam"].split(";") for row in communes},
    }
    version = hashlib.sha256(_text(document).encode()).hexdigest()[:12]
    glosses = yaml.safe_load(ENGLISH.read_text(encoding="utf-8"))["networks"]
    for body in document["bodies"]:
        body["name_en"] = f"{body['short_name']} ({glosses[body['network']]})"
    return {"version": version, **document}


def _body(row: Row, offices: Mapping[str, str]) -> Document:
    sure = row["status"].startswith("confirmed") and "to be verified" not in row["status"]
    return {
        "id": row["id"],
        "network": Network(row["network"]),
        "name_fr": _typographic(row["name_fr"]),
        "short_name": _typographic(row["short_name"]),
        "address": _typographic(row["postal_address"]),
        "postal_code": row["postal_code"],
        "city": _typographic(row["city"]),
        "phone": row["phone"],
        "departments": row["departements"].split(),
        "status": Verification.CONFIRMED if sure else Verification.TO_VERIFY,
        "shares_office_with": offices.get(row["id"], ""),
    }


def _territory(row: Row) -> Document:
    return {
        "departement": row["departement"],
        "name": _typographic(row["departement_name"]),
        "region": _typographic(row["region"]),
        "urssaf": row["urssaf"],
        "caf": row["caf"],
        "cpam": row["cpam"].split(";"),
        "retirement": row["carsat"],
    }


def _check(directory: Document, communes: list[Row]) -> None:
    served = {body["id"]: body["departments"] for body in directory["bodies"]}
    for territory in directory["territories"]:
        departement = territory["departement"]
        for body in (territory["urssaf"], territory["caf"], *territory["cpam"], territory["retirement"]):
            if departement not in served.get(body, ()):
                raise DataError(f"territory.csv gives {body!r} to {departement}, agencies.csv does not")
    candidates = {body for bodies in directory["doubtful"].values() for body in bodies}
    for body in candidates | set(directory["hints"].values()):
        if body not in served:
            raise DataError(f"cpam_split.csv or cpam_communes.csv: {body!r} is not in agencies.csv")
    departements = {territory["departement"] for territory in directory["territories"]}
    for row in communes:
        code, departement = row["commune_code"], row["departement"]
        if departement not in departements or departement != departement_of(code):
            raise DataError(f"postal_communes.csv: {code} is not in the département {departement!r}")


def _connected(path: Path, known: set[str]) -> Document:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    stated: Document = {}
    for body, line in (document["bodies"] or {}).items():
        if body not in known:
            raise DataError(f"{path.name}: {body!r} is not a body of the directory")
        state, since = _state(path, line["state"]), line.get("since")
        if state is not Connected.NO and not isinstance(since, date):
            raise DataError(f"{path.name}: {body!r} needs the day of the agreement, `since: 2026-12-01`")
        stated[body] = state
    return {"default": _state(path, document["default"]), "bodies": stated}


def _state(path: Path, written: object) -> Connected:
    # YAML reads a bare `no` or `yes` as false or true.
    words = {False: "no", True: "yes"}.get(written, written) if isinstance(written, bool) else written
    if words not in set(Connected):
        raise DataError(f"{path.name}: {written!r} is not no, pilot or yes")
    return Connected(str(words))


def _alphabetical(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(each for each in letters if each.isalnum() or each == " ")


def _typographic(text: str) -> str:
    return text.replace("'", "’")


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _text(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _write(path: Path, document: Document) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_text(document), encoding="utf-8")


if __name__ == "__main__":
    compile_data(Path(sys.argv[1]))
    print(f"{sys.argv[1]}: communes, directory and connections written.")
