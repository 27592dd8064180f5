"""Which questions a body sees: those meant for the roles that it plays, and no others."""

from __future__ import annotations

from entraide.agencies.vocabulary import Role
from entraide.forms.definition import Form
from entraide.forms.reflection import FormField, fields


def seen_by(form: type[Form], roles: frozenset[Role]) -> tuple[FormField, ...]:
    """The questions of a form that a body of these roles sees, in the order of the page."""
    return tuple(each for each in fields(form).values() if not each.question.audience.isdisjoint(roles))
