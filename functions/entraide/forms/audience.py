"""Which questions a body sees: those meant for the roles that it plays, and no others; in rows, column by column."""

from __future__ import annotations

from entraide.agencies.vocabulary import Role
from entraide.forms.definition import Form
from entraide.forms.reflection import FormField, fields


def seen_by(form: type[Form], roles: frozenset[Role]) -> tuple[FormField, ...]:
    """The questions of a form that a body of these roles sees, in the order of the page."""
    return tuple(each for each in fields(form).values() if _meant_for(each, roles))


def columns_seen(asked: FormField, roles: frozenset[Role]) -> tuple[FormField, ...]:
    """The questions of each row that a body of these roles sees; none when the question has no rows."""
    return tuple(each for each in asked.columns if _meant_for(each, roles))


def _meant_for(asked: FormField, roles: frozenset[Role]) -> bool:
    """A question of several rows is meant for who sees something of a row."""
    if asked.question.audience.isdisjoint(roles):
        return False
    return not asked.columns or bool(columns_seen(asked, roles))
