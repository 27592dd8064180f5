"""The codes of what can be wrong with an answer; their words are in `content/{fr,en}/forms/_errors.yml`."""

from __future__ import annotations

from enum import StrEnum


class ValueCode(StrEnum):
    """What a value type finds wrong with an answer. The context that goes with a code is told in brackets."""

    TYPE = "value.type"
    """A JSON value of the wrong type: a number for a name, a list, an object…"""

    TEXT_LONG = "text.long"
    """[max]"""
    TEXT_NIR = "text.nir"
    NAME_CHARACTERS = "name.characters"
    NAME_LETTERS = "name.letters"
    NAME_ADDRESS = "name.address"

    SIRET_SHAPE = "siret.shape"
    SIRET_LENGTH = "siret.length"
    SIRET_CHECKSUM = "siret.checksum"
    SIRET_NIR = "siret.nir"

    PHONE_SHAPE = "phone.shape"
    PHONE_LENGTH = "phone.length"
    PHONE_SHORT = "phone.short-number"
    PHONE_PREMIUM = "phone.premium"
    PHONE_UNKNOWN = "phone.unknown"
    PHONE_NIR = "phone.nir"

    EMAIL_AT = "email.at"
    EMAIL_SEVERAL = "email.several"
    EMAIL_COMMA = "email.comma"
    EMAIL_SPACES = "email.spaces"
    EMAIL_DOT = "email.dot"
    EMAIL_ENDING = "email.ending"
    EMAIL_ACCENTS = "email.accents"
    EMAIL_SHAPE = "email.shape"

    EUROS_SHAPE = "euros.shape"
    EUROS_UNCLEAR = "euros.unclear"
    EUROS_NEGATIVE = "euros.negative"
    EUROS_DECIMALS = "euros.decimals"
    EUROS_LARGE = "euros.large"

    DATE_SHAPE = "date.shape"
    DATE_DAY_MISSING = "date.day-missing"
    DATE_MONTH_MISSING = "date.month-missing"
    DATE_YEAR_MISSING = "date.year-missing"
    DATE_DAY = "date.day"
    DATE_MONTH = "date.month"
    DATE_YEAR = "date.year"
    DATE_YEAR_SHORT = "date.year-short"
    DATE_YEAR_FAR = "date.year-far"
    DATE_IMPOSSIBLE = "date.impossible"
    MONTH_SHAPE = "month.shape"

    COUNT_SHAPE = "count.shape"
    COUNT_LARGE = "count.large"
    """[max]"""
    YESNO_UNKNOWN = "yesno.unknown"
    TICK_UNKNOWN = "tick.unknown"

    POSTAL_SHAPE = "postal.shape"
    POSTAL_SHORT = "postal.short"
    POSTAL_INSEE = "postal.insee"


class FormCode(StrEnum):
    """What the form as a whole finds wrong, or the way it was sent."""

    REQUIRED = "required"
    REQUIRED_CHOICE = "required.choice"
    REQUIRED_CONTACT = "required.contact"
    REQUIRED_NEED = "required.need"
    CHOICE_UNKNOWN = "choice.unknown"
    ROWS_MOST = "rows.most"
    PLACE_CHOOSE = "place.choose"
    PLACE_UNKNOWN = "place.unknown"
    PLACE_CEDEX = "place.cedex"
    PLACE_ARRONDISSEMENT = "place.arrondissement"
    PLACE_MONACO = "place.monaco"
    PLACE_PACIFIC = "place.pacific"
    PLACE_SAINT_BARTHELEMY = "place.saint-barthelemy"
    PLACE_SAINT_MARTIN = "place.saint-martin"
    PLACE_MISMATCH = "place.mismatch"
    REPEATED = "repeated"
    BODY_TOO_LARGE = "body.too-large"
    BODY_TYPE = "body.type"
    BODY_ENCODING = "body.encoding"
    BODY_JSON = "body.json"
    UNKNOWN = "unknown"
    STEP_SHAPE = "step.shape"
    DATE_FUTURE = "date.future"
    ALREADY_ARRIVED = "already.arrived"
    """[reference]"""
    EXIT = "exit"
    """[title]"""
    KEY_REUSED = "key.reused"
    KEY_SHAPE = "key.shape"
    OLD_VERSION = "old.version"
    HONEYPOT = "honeypot"


Code = ValueCode | FormCode
"""Any code that an answer or a request can be refused with."""
