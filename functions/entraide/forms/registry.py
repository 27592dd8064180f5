"""The forms that are open. Nothing else knows a form by its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from entraide.forms.aids.aced import Aced
from entraide.forms.aids.adr import Adr
from entraide.forms.aids.afe import Afe
from entraide.forms.aids.fci import Fci
from entraide.forms.aids.which_help import WhichHelp
from entraide.forms.definition import Form
from entraide.forms.questionnaire import Questionnaire

FORMS: Final[Mapping[str, type[Form]]] = {
    form.id: form for form in (Questionnaire, WhichHelp, Aced, Afe, Fci, Adr)
}
"""By id, as it stands in addresses and in the names of the words' files."""
