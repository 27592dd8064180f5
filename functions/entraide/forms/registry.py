"""The forms that are open. Nothing else knows a form by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from entraide.forms.aids.which_help import WhichHelp
from entraide.forms.definition import Form
from entraide.forms.questionnaire import Questionnaire

FORMS: Final[Mapping[str, type[Form]]] = {form.id: form for form in (Questionnaire, WhichHelp)}
"""By id, as it stands in addresses and in the names of the words' files."""
