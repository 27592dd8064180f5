"""Amounts computed from others: what comes in, what goes out, what is left."""

from __future__ import annotations

from decimal import Decimal

from entraide.forms.checking import Checked
from entraide.forms.definition import Total


def totals(checked: Checked) -> tuple[tuple[Total, Decimal], ...]:
    """The totals of a form, in euros; one with no answer at all to add up is left out."""
    return tuple(
        (each, _sum(checked, each.plus) - _sum(checked, each.minus))
        for each in checked.form.totals
        if any(path in checked.values for path in (*each.plus, *each.minus))
    )


def _sum(checked: Checked, paths: tuple[str, ...]) -> Decimal:
    return sum((checked.values[path] for path in paths if path in checked.values), Decimal())
