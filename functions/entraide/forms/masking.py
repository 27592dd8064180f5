"""What a log may say of a request: which questions were answered, never what."""

from __future__ import annotations

from collections.abc import Mapping

from entraide.forms.checking import Checked
from entraide.forms.reflection import fields


def masked(checked: Checked) -> Mapping[str, str]:
    """Each answered question with its privacy class in the place of its answer.

    Even a plain answer is personal data beside a reference, hence no value at all.
    """
    return {path: f"[{fields(checked.form)[path].question.privacy}]" for path in checked.values}
