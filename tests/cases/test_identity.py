"""References and codes are derived, hard to guess, and read back as people type them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.cases.identity import (
    answers_mac,
    code_mac,
    code_opens,
    identify,
    key_problem,
    new_key,
    read_code,
    read_reference,
)
from fakes import FakeMacs

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = f"[{CROCKFORD}]{{4}}"
KEYS = st.binary(min_size=16, max_size=16).map(new_key)
BETWEEN = st.sampled_from(["", " ", "-", "–", "\u00a0", "\u202f", " - ", ".", "\u2212", "_"])


@given(KEYS)
def test_a_key_always_gives_the_same_identity(key: str) -> None:
    assert identify(key, FakeMacs()) == identify(key, FakeMacs())


@given(KEYS)
def test_the_parts_have_their_shape(key: str) -> None:
    identity = identify(key, FakeMacs())

    assert re.fullmatch(f"EN-{GROUP}-{GROUP}", identity.reference)
    assert re.fullmatch("-".join([GROUP] * 4), identity.code)
    assert re.fullmatch("[0-9a-f]{64}", identity.key_mac)


@given(KEYS, KEYS)
def test_another_key_or_another_secret_gives_another_identity(one: str, other: str) -> None:
    identities = {identify(one, FakeMacs()), identify(one, FakeMacs(b"another secret"))}
    identities |= {identify(other, FakeMacs())}

    assert len({one, other}) + 1 == len({each.code for each in identities})
    assert len({one, other}) + 1 == len({each.key_mac for each in identities})


def test_the_parts_do_not_show_one_another() -> None:
    identity = identify("0" * 26, FakeMacs())

    reference, code = (
        text.replace("-", "").removeprefix("EN") for text in (identity.reference, identity.code)
    )
    assert reference not in code
    assert not code.startswith(reference[:3])


def test_a_reference_found_taken_gives_way_to_the_next_but_code_and_mark_stay() -> None:
    first, second = (identify("0" * 26, FakeMacs(), attempt) for attempt in (0, 1))

    assert first.reference != second.reference
    assert (first.code, first.key_mac) == (second.code, second.key_mac)


def test_one_call_of_the_keeper_gives_the_whole_identity() -> None:
    macs = FakeMacs()

    identify("0" * 26, macs)

    assert macs.calls == 1


@given(KEYS, st.data())
def test_reference_and_code_are_read_as_people_type_them(key: str, data: st.DataObject) -> None:
    identity = identify(key, FakeMacs())
    prefix = data.draw(st.sampled_from(["EN-", "EN", "en ", "", "ＥＮ－"]))

    reference = prefix + _typed(identity.reference.removeprefix("EN-"), data)

    assert identity.reference == read_reference(reference)
    assert identity.code == read_code(_typed(identity.code, data))


def _typed(shown: str, data: st.DataObject) -> str:
    alike = {"0": "0Oo", "1": "1IiLl"}
    characters = []
    for each in shown.replace("-", ""):
        form = data.draw(st.sampled_from(alike.get(each, each + each.lower())))
        wide = data.draw(st.booleans())
        characters.append(chr(ord(form) + 0xFEE0) if wide else form)
        characters.append(data.draw(BETWEEN))
    return "".join(characters)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "EN-",
        "EN-1234-567",
        "EN-1234-56789",
        "FR-1234-5678",
        "EN-1234-567U",
        "EN-1234-567é",
        "1234 5678 9",
    ],
)
def test_what_cannot_be_a_reference_is_none(typed: str) -> None:
    assert read_reference(typed) is None


@pytest.mark.parametrize("typed", ["", "1234-5678-9ABC-DEF", "1234-5678-9ABC-DEFGH", "1234-5678-9ABC-DEFU"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


@given(st.text())
def test_any_text_is_read_as_a_reference_or_as_nothing(typed: str) -> None:
    read = read_reference(typed)

    assert read is None or read == read_reference(read)


def test_a_long_text_is_not_read() -> None:
    assert read_reference(" " * 100_000 + "EN-1234-5678") is None


@pytest.mark.parametrize("key", ["12345678", "k" * 64, "7d5f3c1e-1f0a-4c11-9a8e-2f9f7a0d6b3c", "~!@#$%^&*()"])
def test_a_client_may_bring_any_visible_key(key: str) -> None:
    assert key_problem(key) is None


@pytest.mark.parametrize(
    "key", ["", "1234567", "k" * 65, "with a space", "clé-secrète", "line\nbreak", "tab\tkey!!"]
)
def test_a_key_of_another_shape_is_refused(key: str) -> None:
    assert key_problem(key) == "key.shape"


@given(st.binary(min_size=16, max_size=16), st.binary(min_size=16, max_size=16))
def test_new_keys_are_as_different_as_their_bytes(one: bytes, other: bytes) -> None:
    assert (one == other) == (new_key(one) == new_key(other))
    assert key_problem(new_key(one)) is None


def test_the_fingerprint_is_of_the_answers_not_of_their_writing() -> None:
    written, rewritten = '{"a":{"x":1,"y":"é"},"b":null}', '{ "b": null, "a": {"y": "\\u00e9", "x": 1} }'

    assert answers_mac("f", written, [], FakeMacs()) == answers_mac("f", rewritten, [], FakeMacs())


def test_the_fingerprint_is_of_the_bodies_not_of_how_they_were_named() -> None:
    named, unsaid = '{"a":1,"review":{"bodies":["y","x"]}}', '{"a":1,"review":{"bodies":null}}'

    assert answers_mac("f", named, ["y", "x"], FakeMacs()) == answers_mac("f", unsaid, ["x", "y"], FakeMacs())
    assert answers_mac("f", named, ["x"], FakeMacs()) != answers_mac("f", named, ["x", "y"], FakeMacs())


@pytest.mark.parametrize(
    ("form", "answers"), [("g", '{"a":1}'), ("f", '{"a":2}'), ("f", '{"a":"1"}'), ("f", '{"a":1,"b":null}')]
)
def test_other_answers_have_another_fingerprint(form: str, answers: str) -> None:
    assert answers_mac("f", '{"a":1}', [], FakeMacs()) != answers_mac(form, answers, [], FakeMacs())


def test_a_code_opens_its_own_case_only() -> None:
    macs = FakeMacs()
    stored = code_mac("EN-1234-5678", "0000-1111-2222-3333", macs)

    assert code_opens("EN-1234-5678", "0000-1111-2222-3333", stored, macs)
    assert not code_opens("EN-1234-5678", "0000-1111-2222-3334", stored, macs)
    assert not code_opens("EN-1234-5679", "0000-1111-2222-3333", stored, macs)
    assert "0000" not in stored
