"""Answers read back as they were stored."""

from __future__ import annotations

from pydantic import ValidationError

from entraide.forms.checking import Checked
from entraide.forms.definition import Form
from entraide.forms.reading import Raw
from entraide.forms.reflection import fields


def stored_answers(form: type[Form], answers: str) -> Checked | None:
    """The answers of a stored case; None when its form has changed so much that they cannot be read."""
    try:
        instance = form.model_validate_json(answers)
    except ValidationError:
        return None
    values = {}
    for path, asked in fields(form).items():
        value = getattr(getattr(instance, asked.step), asked.name)
        if value is not None:
            values[path] = value
    return Checked(form, values, {}, Raw({}, {}))
