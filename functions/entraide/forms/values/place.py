"""A place as a postal code and a commune: enough to find the competent bodies, and no street (`domain.md` 1.5, 1.6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationInfo

from entraide.agencies.places import Gazetteer
from entraide.agencies.postal import PostalKind, classify
from entraide.forms.controls import Control, Widget
from entraide.forms.values.blank import is_blank
from entraide.forms.values.codes import FormCode, ValueCode
from entraide.forms.values.errors import refusal
from entraide.forms.values.postal import parse_postal_code

_INSEE: Final = re.compile(r"(?:[0-9]{2}|2[AB])[0-9]{3}")

_UNKNOWN: Final[Mapping[PostalKind, FormCode]] = {
    PostalKind.CEDEX: FormCode.PLACE_CEDEX,
    PostalKind.ARRONDISSEMENTS: FormCode.PLACE_ARRONDISSEMENT,
    PostalKind.MONACO: FormCode.PLACE_MONACO,
    PostalKind.PACIFIC: FormCode.PLACE_PACIFIC,
    PostalKind.SAINT_BARTHELEMY: FormCode.PLACE_SAINT_BARTHELEMY,
    PostalKind.SAINT_MARTIN: FormCode.PLACE_SAINT_MARTIN,
}


class PlaceAnswer(BaseModel):
    """A postal code and the INSEE code of one of its communes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    postal_code: str
    """Five digits."""
    commune: str
    """INSEE code, five characters; an arrondissement in Paris, Lyon and Marseille."""


def parse_place(raw: object, info: ValidationInfo) -> PlaceAnswer:
    """A place from `{"postal_code": …, "commune": …}`; the commune may be left out where the postal code has only one.

    The validation's context gives the `gazetteer`; without one, only the shapes are checked.

    Raises `value.type`, the codes of `parse_postal_code`, `place.choose` when several communes share the code,
    `place.mismatch` when the commune is not among them, and what `classify` says of a code that has none.
    """
    if isinstance(raw, PlaceAnswer):
        return raw
    if not isinstance(raw, Mapping) or not set(raw) <= {"postal_code", "commune"}:
        raise refusal(ValueCode.TYPE)
    if is_blank(raw.get("postal_code")):
        raise refusal(FormCode.REQUIRED)
    postal_code = parse_postal_code(raw.get("postal_code"))
    code = _picked(raw.get("commune"))
    gazetteer: Gazetteer | None = (info.context or {}).get("gazetteer")
    if gazetteer is not None:
        code = _known(postal_code, code, gazetteer)
    elif not _INSEE.fullmatch(code):
        raise refusal(FormCode.PLACE_CHOOSE)
    return PlaceAnswer(postal_code=postal_code, commune=code)


def _picked(commune: object) -> str:
    """The code of the commune, empty when none was chosen."""
    if commune is None:
        return ""
    if not isinstance(commune, str):
        raise refusal(ValueCode.TYPE)
    return commune.strip().upper()


def _known(postal_code: str, code: str, gazetteer: Gazetteer) -> str:
    communes = gazetteer.communes(postal_code)
    if not communes:
        raise refusal(_UNKNOWN.get(classify(postal_code), FormCode.PLACE_UNKNOWN))
    if not code and len(communes) == 1:
        return communes[0].code
    if not code:
        raise refusal(FormCode.PLACE_CHOOSE)
    if all(each.code != code for each in communes):
        raise refusal(FormCode.PLACE_MISMATCH)
    return code


Place = Annotated[
    PlaceAnswer, Widget(Control.PLACE, ("postal_code", "commune")), BeforeValidator(parse_place)
]
