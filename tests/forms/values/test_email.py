"""E-mail addresses, with email-validator as oracle; all at domains kept for examples."""

from __future__ import annotations

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from entraide.forms.values.email import Email, readable_email
from outcomes import Refused, outcome

VALID = (
    ("camille@example.org", "camille@example.org"),
    ("  camille@example.org\u00a0", "camille@example.org"),
    ("Camille.Dupont@Example.ORG", "Camille.Dupont@example.org"),
    ("camille+help@example.org", "camille+help@example.org"),
    ("c@example.org", "c@example.org"),
    ("o'brien@example.org", "o'brien@example.org"),
    ("o’brien@example.org", "o'brien@example.org"),
    ("camille@atelier.example.org", "camille@atelier.example.org"),
    ("mailto:camille@example.org", "camille@example.org"),
    ("<camille@example.org>", "camille@example.org"),
    ("camille＠example．org", "camille@example.org"),
    ("\ufeffcamille@exam\u00adple.org", "camille@example.org"),
    ("camille@été.example.org", "camille@xn--t-9fab.example.org"),
    ("camille@ÉTÉ.example.org", "camille@xn--t-9fab.example.org"),
    ("camille@xn--t-9fab.example.org", "camille@xn--t-9fab.example.org"),
    ("1850575123@example.org", "1850575123@example.org"),
)

INVALID: tuple[tuple[object, str], ...] = (
    ("camille.example.org", "email.at"),
    ("camille", "email.at"),
    ("camille@@example.org", "email.several"),
    ("camille@example.org, sam@example.org", "email.several"),
    ("camille@example.org;sam@example.org", "email.several"),
    ("camille@example,org", "email.comma"),
    ("camille,dupont@example.org", "email.comma"),
    ("camille dupont@example.org", "email.spaces"),
    ("camille@ example.org", "email.spaces"),
    ("camille@gmail", "email.dot"),
    ("camille@example.con", "email.ending"),
    ("camille@example.FRR", "email.ending"),
    ("rené@example.org", "email.accents"),
    ("camille..dupont@example.org", "email.shape"),
    ("camille.@example.org", "email.shape"),
    ("camille@example..org", "email.shape"),
    ("camille@-example.org", "email.shape"),
    ("camille@127.0.0.1", "email.shape"),
    ("camille@server.local", "email.shape"),
    ('"camille"@example.org', "email.shape"),
    ("@example.org", "email.shape"),
    ("camille@", "email.shape"),
    ("@", "email.shape"),
    ("x" * 65 + "@example.org", "email.shape"),
    ("c@" + "x" * 64 + ".org", "email.shape"),
    ("c" * 321, "email.shape"),
    ("269054958815780@example.org", "text.nir"),
    ("sam.2690549588157@example.org", "text.nir"),
    ("sam@269054958815780.org", "text.nir"),
    ("sam@a-2690549588157.example.org", "text.nir"),
    ("2690549@58815780.org", "text.nir"),
    ("", "required"),
    ("\u200b", "required"),
    (5, "value.type"),
    (None, "value.type"),
    ([], "value.type"),
    ({"@": "."}, "value.type"),
)


@pytest.mark.parametrize(("raw", "stored"), VALID)
def test_stores_the_form_that_a_mail_server_accepts(raw: str, stored: str) -> None:
    assert stored == outcome(Email, raw)


@pytest.mark.parametrize(("raw", "code"), INVALID)
def test_says_what_is_wrong(raw: object, code: str) -> None:
    assert Refused(code) == outcome(Email, raw)


def test_shows_international_domains_as_people_write_them() -> None:
    assert readable_email("camille@xn--t-9fab.example.org") == "camille@été.example.org"
    assert readable_email("Camille@example.org") == "Camille@example.org"


@given(st.emails())
def test_refuses_an_address_only_for_a_slip_or_where_the_oracle_does(address: str) -> None:
    try:
        found = validate_email(address, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        assert isinstance(outcome(Email, address), Refused)
    else:
        assert outcome(Email, address) in {found.ascii_email, Refused("text.nir"), Refused("email.ending")}


@given(st.text("aé.@-_xn1,'\u0130\u00df\u200d\u3002ａ＠", max_size=30))
def test_whatever_is_stored_is_ascii_and_shown_back_as_the_same_address(text: str) -> None:
    stored = outcome(Email, text)
    if not isinstance(stored, Refused):
        assert stored.isascii()
        assert stored == outcome(Email, stored)
        assert stored == outcome(Email, readable_email(stored))
