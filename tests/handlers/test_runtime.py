"""A function refuses to start with a sentence that says which variable and what it may look like."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from entraide.handlers.runtime import (
    STAGE,
    Settings,
    SettingsError,
    SystemClock,
    read_archive,
    read_commission_tables,
    read_sender,
    read_settings,
)
from entraide.storage.tables import CommissionTables, Tables
from templates import read_template

ENVIRONMENT = {
    "TABLE_CASES": "entraide-test-cases",
    "TABLE_DESTINATIONS": "entraide-test-destinations",
    "TABLE_MARKS": "entraide-test-marks",
    "MAC_KEY_ID": "arn:aws:kms:eu-west-3:123456789012:key/7d5f3c1e-1f0a-4c11-9a8e-2f9f7a0d6b3c",
    "STAGE": "test",
    "CONNECTED": "all-but:caf-10,cpam-10",
    "SITE_ORIGIN": "http://127.0.0.1:8000",
}


def test_the_environment_is_read() -> None:
    assert Settings(
        tables=Tables("entraide-test-cases", "entraide-test-destinations", "entraide-test-marks"),
        mac_key_id=ENVIRONMENT["MAC_KEY_ID"],
        stage="test",
        connected="all-but:caf-10,cpam-10",
        site_origin="http://127.0.0.1:8000",
    ) == read_settings(ENVIRONMENT)


@pytest.mark.parametrize("missing", sorted(ENVIRONMENT))
def test_a_missing_variable_is_named_with_an_example_that_would_do(missing: str) -> None:
    rest = {name: value for name, value in ENVIRONMENT.items() if name != missing}

    with pytest.raises(SettingsError) as refused:
        read_settings(rest)

    sentence = str(refused.value)
    assert "\n" not in sentence
    match = re.fullmatch(rf"{missing} is not set; for instance {missing}=(\S+)", sentence)
    assert match
    assert read_settings({**rest, missing: match[1]})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STAGE", "Prod!"),
        ("STAGE", "pre-prod"),
        ("STAGE", "a" * 17),
        ("SITE_ORIGIN", "https://entraide.example/"),
        ("TABLE_CASES", "a table"),
    ],
)
def test_a_variable_of_another_shape_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"^{name} has an unexpected shape; for instance {name}="):
        read_settings({**ENVIRONMENT, name: value})


@pytest.mark.parametrize("template", ["template", "queues", "firewall", "access"])
def test_the_templates_and_the_functions_take_the_same_stages(template: str) -> None:
    parameter = read_template(Path(f"infra/{template}.yaml"))["Parameters"]["Stage"]

    assert STAGE == parameter["AllowedPattern"]


def test_the_sender_is_read_for_who_sends_mails_alone() -> None:
    assert "ne-pas-repondre@example.org" == read_sender({"MAIL_FROM": "ne-pas-repondre@example.org"})


@pytest.mark.parametrize(
    "sender",
    [
        "",
        "nobody",
        "a@b.fr, c@d.fr",
        "A <a@b.fr>",
        "a@b.fr\r\nBcc: c@d.fr",
        "a@b.fr\n",
        'a@b.fr"',
        "a@b@c.fr",
    ],
)
def test_a_sender_is_one_address_alone(sender: str) -> None:
    with pytest.raises(SettingsError, match=r"^MAIL_FROM .*; for instance MAIL_FROM="):
        read_sender({"MAIL_FROM": sender})


def test_the_commission_has_two_tables_of_its_own() -> None:
    named = {"TABLE_SESSIONS": "entraide-prod-sessions", "TABLE_LINKS": "entraide-prod-links"}

    assert CommissionTables("entraide-prod-sessions", "entraide-prod-links") == read_commission_tables(named)
    with pytest.raises(SettingsError, match="TABLE_LINKS is not set"):
        read_commission_tables({"TABLE_SESSIONS": "entraide-prod-sessions"})


def test_who_reads_documents_knows_their_bucket_and_no_other() -> None:
    assert "entraide-prod-archive" == read_archive({"ARCHIVE_BUCKET": "entraide-prod-archive"})
    with pytest.raises(SettingsError, match="ARCHIVE_BUCKET is not set"):
        read_archive({"UPLOADS_BUCKET": "entraide-prod-uploads"})


def test_the_clock_tells_the_zone() -> None:
    assert SystemClock().now().utcoffset() is not None
