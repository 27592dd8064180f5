"""What the handlers share: settings, log, clock."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final, Protocol

from aws_lambda_powertools import Logger

from entraide.storage.tables import CommissionTables, Tables

BUILT: Final = Path(__file__).parent.parent / "built"
"""What the build made, as deployed."""


class SettingsError(Exception):
    """The function cannot start; the sentence names the variable and gives an example."""


class LambdaContext(Protocol):
    """What the handlers use of Lambda's context."""

    aws_request_id: str
    invoked_function_arn: str

    def get_remaining_time_in_millis(self) -> int:
        """How long the function may still run."""
        ...


@dataclass(frozen=True, slots=True)
class Settings:
    """The environment of a function, read once."""

    tables: Tables
    mac_key_id: str
    stage: str
    connected: str
    """Which bodies are connected: `file` (as built), `all`, or `all-but:caf-10,cpam-10`."""
    site_origin: str


@dataclass(frozen=True, slots=True)
class _Variable:
    shape: re.Pattern[str]
    example: str


STAGE: Final = r"[a-z][a-z0-9]{0,15}"
"""As the templates take it: without a hyphen, which ends it in the names of roles (`agency_calls`)."""
_NAME: Final = re.compile(r"[A-Za-z0-9_.-]{3,255}")
_VARIABLES: Final = {
    "TABLE_CASES": _Variable(_NAME, "entraide-prod-cases"),
    "TABLE_DESTINATIONS": _Variable(_NAME, "entraide-prod-destinations"),
    "TABLE_MARKS": _Variable(_NAME, "entraide-prod-marks"),
    "MAC_KEY_ID": _Variable(re.compile(r"[A-Za-z0-9:/_-]{1,2048}"), "alias/entraide-prod-mac"),
    "STAGE": _Variable(re.compile(STAGE), "prod"),
    "CONNECTED": _Variable(re.compile(r"\S+"), "file"),
    "SITE_ORIGIN": _Variable(re.compile(r"https?://[^/\s]+"), "https://entraide.example"),
}


@dataclass(frozen=True, slots=True)
class Uploads:
    """Where files go: settings of the functions for documents alone."""

    quarantine: str
    """Bucket of the files that are not settled yet."""
    archive: str
    """Bucket of the accepted documents."""
    origin: str
    """Where a browser sends a file to."""
    scanned: bool
    """Whether malware is searched for before a file is settled."""


_ARCHIVE: Final = {"ARCHIVE_BUCKET": _Variable(_NAME, "entraide-prod-archive")}
"""All that `investigate` knows of the buckets."""
_UPLOADS: Final = {
    **_ARCHIVE,
    "UPLOADS_BUCKET": _Variable(_NAME, "entraide-prod-uploads"),
    "UPLOADS_ORIGIN": _Variable(re.compile(r"https?://[^/\s]+"), "https://entraide-uploads.s3.example"),
    "SCAN": _Variable(re.compile(r"guardduty|simulated|no"), "guardduty"),
}


_MAIL_FROM: Final = {
    "MAIL_FROM": _Variable(re.compile(r"[^@\s<>\",;]+@[^@\s<>\",;]+"), "ne-pas-repondre@entraide.example")
}
"""Known to `notify` alone."""


_COMMISSION: Final = {
    "TABLE_SESSIONS": _Variable(_NAME, "entraide-prod-sessions"),
    "TABLE_LINKS": _Variable(_NAME, "entraide-prod-links"),
}
"""Known to what the bodies and the commission call, and to nothing that the public reaches."""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Raises `SettingsError` for the first variable that is missing or has another shape."""
    values = _values(environment, _VARIABLES)
    return Settings(
        tables=Tables(values["TABLE_CASES"], values["TABLE_DESTINATIONS"], values["TABLE_MARKS"]),
        mac_key_id=values["MAC_KEY_ID"],
        stage=values["STAGE"],
        connected=values["CONNECTED"],
        site_origin=values["SITE_ORIGIN"],
    )


def read_sender(environment: Mapping[str, str]) -> str:
    """The address that mails come from. Raises `SettingsError` as `read_settings` does."""
    return _values(environment, _MAIL_FROM)["MAIL_FROM"]


def read_commission_tables(environment: Mapping[str, str]) -> CommissionTables:
    """Raises `SettingsError` as `read_settings` does."""
    values = _values(environment, _COMMISSION)
    return CommissionTables(values["TABLE_SESSIONS"], values["TABLE_LINKS"])


def read_archive(environment: Mapping[str, str]) -> str:
    """The bucket of the accepted documents. Raises `SettingsError` as `read_settings` does."""
    return _values(environment, _ARCHIVE)["ARCHIVE_BUCKET"]


def read_uploads() -> Uploads:
    """Where this function keeps documents. Raises `SettingsError` as `read_settings` does."""
    values = _values(os.environ, _UPLOADS)
    return Uploads(
        quarantine=values["UPLOADS_BUCKET"],
        archive=values["ARCHIVE_BUCKET"],
        origin=values["UPLOADS_ORIGIN"],
        scanned=values["SCAN"] != "no",
    )


@cache
def settings() -> Settings:
    """The settings of this function."""
    return read_settings(os.environ)


def sender() -> str:
    """The address that mails come from."""
    return read_sender(os.environ)


def archive() -> str:
    """The bucket of the accepted documents."""
    return read_archive(os.environ)


@cache
def commission_tables() -> CommissionTables:
    """The tables that stand between a body and the commission."""
    return read_commission_tables(os.environ)


class SystemClock:
    """`Clock` of the machine."""

    def now(self) -> datetime:
        """See `Clock`."""
        return datetime.now(UTC)


@cache
def logger() -> Logger:
    """The structured log: constant names, and beside them ids and codes, never what a person typed."""
    return Logger(service="entraide")


def _values(environment: Mapping[str, str], variables: Mapping[str, _Variable]) -> dict[str, str]:
    values = {}
    for name, variable in variables.items():
        values[name] = environment.get(name, "")
        if not variable.shape.fullmatch(values[name]):
            wrong = "has an unexpected shape" if values[name] else "is not set"
            raise SettingsError(f"{name} {wrong}; for instance {name}={variable.example}")
    return values
