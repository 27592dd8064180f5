"""Where in its file a fault of the words stands."""

from __future__ import annotations

import re
from pathlib import Path

from gate import yamltext

ENTRY = re.compile(r"`([^`]+)`")


def located(content: Path, lang: str, fault: str) -> str:
    """A fault (`forms/aced.yml: `steps.you` is missing …`) as `content/fr/forms/aced.yml:12: …`.

    The line is that of the entry that the fault names; of one that is missing, that of the part it belongs to.
    """
    name, _, said = fault.partition(": ")
    path = content / lang / name
    entry = ENTRY.search(said)
    line = _line(path, entry[1]) if entry and path.exists() else 1
    return f"content/{lang}/{name}:{line}: {said}"


def _line(path: Path, entry: str) -> int:
    entries = yamltext.read(path.read_text("utf-8"), path).entries
    while entry:
        for each in entries:
            if each.name == entry or each.name.startswith(f"{entry}."):
                return each.line
        entry = entry.rpartition(".")[0]
    return 1
