"""What a log may say of a request: which questions were answered, never what."""

from __future__ import annotations

from collections.abc import Mapping

from entraide.forms.checking import Checked
from entraide.forms.reflection import FormField, fields


def masked(checked: Checked) -> Mapping[str, str]:
    """Each answered question with its privacy class in the place of its answer; those of rows by column.

    Even a plain answer is personal data beside a reference, hence no value at all, and no number of rows.
    """
    told: dict[str, str] = {}
    for path, value in checked.values.items():
        asked = fields(checked.form)[path]
        told[path] = _class(asked)
        answered = (
            each for each in asked.columns if any(getattr(row, each.name) is not None for row in value)
        )
        told |= {f"{path}.{each.name}": _class(each) for each in answered}
    return told


def _class(asked: FormField) -> str:
    return f"[{asked.question.privacy}]"
