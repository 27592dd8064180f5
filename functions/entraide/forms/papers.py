"""Which documents a request calls for, from its answers."""

from __future__ import annotations

from entraide.forms.checking import Checked
from entraide.forms.definition import Paper


def papers_of(checked: Checked) -> tuple[Paper, ...]:
    """The documents that go with these answers, in the order of the form."""
    return tuple(each for each in checked.form.papers if checked.holds(each.when))
