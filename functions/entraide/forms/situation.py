"""From the answers of any form to what routing needs to know: questions say themselves what they inform."""

from __future__ import annotations

from typing import Any

from entraide.agencies.places import Gazetteer
from entraide.agencies.situation import Situation
from entraide.agencies.vocabulary import Need
from entraide.forms.checking import Checked, chosen
from entraide.forms.reflection import fields
from entraide.forms.values.place import PlaceAnswer


def situation(checked: Checked, gazetteer: Gazetteer) -> Situation:
    """The situation that these answers describe; to be called when there are no errors."""
    informed: dict[str, Any] = {"needs": frozenset[str]()}
    for path, value in checked.values.items():
        for each in fields(checked.form)[path].question.informs:
            if each.need:
                continue
            if each.values:
                # Several questions may inform the same yes or no: one yes is enough.
                yes = not chosen(value).isdisjoint(each.values)
                informed[each.field] = informed.get(each.field, False) or yes
            elif isinstance(value, PlaceAnswer):
                informed[each.field] = gazetteer.commune(value.postal_code, value.commune)
            else:
                informed[each.field] = value
    work = informed.get("work")
    home = work if informed.pop("home_is_work", False) else informed.get("home")
    needs = _needs(checked, informed.pop("needs"))
    return Situation(**{**informed, "needs": needs, "work": work, "home": home})


def proposed(checked: Checked) -> tuple[str, ...]:
    """Needs to propose to who does not know, from what has happened; empty when the person chose needs."""
    rule = checked.form.proposals
    if rule is None or chosen(checked.values.get(rule.path)) != frozenset({rule.unsure}):
        return ()
    happened = checked.values.get(rule.source) or ()
    needs = {need for each in happened for need in rule.table.get(each, ())}
    return tuple(option for option in fields(checked.form)[rule.path].options if option in needs)


def _needs(checked: Checked, ticked: object) -> frozenset[Need]:
    known = set(Need)
    asked = {each for each in chosen(ticked) | set(proposed(checked)) if each in known}
    return checked.form.needs | frozenset(Need(each) for each in asked) | _added(checked)


def _added(checked: Checked) -> frozenset[Need]:
    """Needs that an answer adds to those of the form: a second aid asked for at once."""
    return frozenset(
        each.need
        for path, value in checked.values.items()
        for each in fields(checked.form)[path].question.informs
        if each.need and not chosen(value).isdisjoint(each.values)
    )
