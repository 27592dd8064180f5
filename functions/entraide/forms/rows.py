"""Adding and removing a row without JavaScript: the page comes back with one more, or one less."""

from __future__ import annotations

from dataclasses import replace

from entraide.forms.checking import MAX_ROWS
from entraide.forms.definition import Form
from entraide.forms.reading import Json, Raw
from entraide.forms.reflection import fields


def edited_rows(form: type[Form], raw: Raw, action: str, argument: str) -> Raw:
    """The answers with a row more (`add`, a question's path) or less (`remove`, its path and the row's number).

    What names no such question or row changes nothing.
    """
    path, _, number = (argument, "", "") if action == "add" else argument.rpartition(".")
    asked = fields(form).get(path)
    given = raw.answers.get(path)
    if asked is None or not asked.columns:
        return raw
    rows: list[Json] = list(given) if isinstance(given, list) else []
    if action == "add" and len(rows) < MAX_ROWS:
        rows = [*(rows or [{}]), {}]
    elif number in map(str, range(len(rows))):
        del rows[int(number)]
    return replace(raw, answers={**raw.answers, path: rows})
