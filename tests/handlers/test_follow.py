"""Receipts and follow-up: what opens them, what they say, and that a wrong guess tells nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

import pytest

from answers import CONTRIBUTIONS, changed, with_health
from counter import Counter, api_event, stored
from entraide.agencies.situation import Reason, Referral
from entraide.handlers import follow
from html_page import read_page
from rare_states import FOR_NOBODY_HERE
from visitor import Visitor

URSSAF = "urssaf-champagne-ardenne"


def receipt(counter: Counter, reference: str, code: str, lang: str = "fr") -> str:
    cookie = f"__Host-receipt-{reference}={code}"
    return counter.get({"lang": lang, "reference": reference}, [cookie]).body


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_receipt_says_what_was_sent_to_whom_when_and_what_it_is_not(lang: str, counter: Counter) -> None:
    reference, code = stored(counter)
    words = counter.desk.words(lang)
    page = read_page(receipt(counter, reference, code, lang))

    for told in (
        reference,
        code,
        {"fr": "22 novembre 2026 à 9 h 30", "en": "22 November 2026"}[lang],  # in Paris
        words.text("interface", "receipt", "name"),
        words.text("interface", "receipt", "statement"),
        words.text("interface", "receipt", "who"),
        "Urssaf Champagne-Ardenne",
        words.text("interface", "status", "committed"),
        "Camille",
        "Troyes (10000)",
    ):
        assert told in page.text, told
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize(
    ("connected", "title", "groups"),
    [
        ("all", "title", {"who"}),
        ("file", "title_prepared", {"who_prepared"}),
        ("all-but:cpam-10", "title_mixed", {"who", "who_prepared"}),
    ],
)
def test_a_receipt_tells_what_was_sent_from_what_is_ready_to_hand_in(
    connected: str, title: str, groups: set[str], counter: Counter
) -> None:
    counter = Counter(counter.built, connected)
    reference, code = stored(counter, with_health(CONTRIBUTIONS))
    words = counter.desk.words("fr").node("interface", "receipt")
    page = read_page(receipt(counter, reference, code))

    assert words[title] == page.headings[0]
    assert {words[each] for each in groups} == {words["who"], words["who_prepared"]} & set(page.headings)
    assert ("who_prepared" in groups) == (words["channel_title"] in page.headings)
    assert ("who_prepared" in groups) == (words["papers_title"] in page.headings)
    assert "https://www.urssaf.fr/help" in page.links
    assert ("who" in groups) == (words["next_sent"] in page.text)


def test_a_receipt_marks_what_is_to_be_confirmed_and_says_what_a_call_costs(counter: Counter) -> None:
    reference, code = stored(counter, with_health(CONTRIBUTIONS))
    page = read_page(receipt(counter, reference, code, "en"))

    assert "51089 Reims Cedex (to be confirmed)" in page.text  # the Urssaf’s address is a third party’s
    assert "3646 (free service, normal call charge) (to be confirmed" in page.text
    assert "10000 Troyes (to be confirmed)" not in page.text


def test_the_french_of_an_english_receipt_is_marked_as_french(counter: Counter) -> None:
    counter = Counter(counter.built, "file")
    reference, code = stored(counter)

    assert '<blockquote lang="fr"><p>“Bonjour' in receipt(counter, reference, code, "en")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_goes_to_nobody_here_is_recorded_and_says_where_to_turn(
    lang: str, visitor: Visitor, counter: Counter
) -> None:
    """A lawyer's pension: another fund's, and no body of ours."""
    visitor.open_form(lang).fill(FOR_NOBODY_HERE).press("send")
    words = counter.desk.words(lang)
    told = words.node("interface", "receipt")

    assert told["title_elsewhere"] == visitor.page.headings[0]
    assert words.text("mails", "received", "elsewhere", "title") == told["title_elsewhere"]
    assert {"next_elsewhere"} == {
        each
        for each in ("next_sent", "next_prepared", "next_waiting", "next_elsewhere")
        if told[each] in visitor.page.text
    }
    assert words.text("rules", "referrals", "lawyers-fund", "title") in visitor.page.text


def test_the_code_is_shown_for_a_day_and_opens_for_longer(counter: Counter) -> None:
    reference, code = stored(counter)
    gone = counter.desk.words("fr").text("interface", "receipt", "code_gone")
    counter.clock.advance(timedelta(hours=24))
    assert code in receipt(counter, reference, code)
    counter.clock.advance(timedelta(seconds=1))
    page = receipt(counter, reference, code)

    assert code not in page
    assert reference in page
    assert gone in read_page(page).text


def test_a_button_sent_again_after_a_day_asks_for_the_code(visitor: Visitor, counter: Counter) -> None:
    page = visitor.open_form().fill(CONTRIBUTIONS).page
    visitor.press("send")
    counter.clock.advance(timedelta(hours=25))
    visitor.page, visitor.cookies = page, {}
    visitor.press("send")

    (reference,) = counter.store.cases
    assert {} == visitor.cookies
    assert [reference] == visitor.page.values("reference")
    assert [""] == visitor.page.values("code")


@pytest.mark.parametrize("cookie", ["", "wrong", "0000-0000-0000-0000", "<script>", "é"])
def test_without_its_cookie_a_receipt_asks_for_the_code(cookie: str, counter: Counter) -> None:
    reference, _ = stored(counter)
    response = counter.get(
        {"lang": "fr", "reference": reference}, [f"__Host-receipt-{reference}={cookie}"] if cookie else []
    )
    page = read_page(response.body)

    assert HTTPStatus.OK == response.status
    assert counter.desk.words("fr").text("interface", "receipt", "closed_cookie") in page.text
    assert [reference] == page.values("reference")
    assert "Camille" not in page.text


def test_a_receipt_outlives_the_rules_that_chose_its_bodies(counter: Counter) -> None:
    reference, code = stored(counter)
    old = counter.store.cases[reference]
    given_up = Reason("given-up", (), "1")
    case = replace(old.case, referrals=(Referral("given-up", frozenset(), (given_up,)),))
    destinations = tuple(replace(each, reasons=(given_up, *each.reasons)) for each in old.destinations)
    before = receipt(counter, reference, code)
    counter.store.cases[reference] = replace(old, case=case, destinations=destinations)

    assert before == receipt(counter, reference, code)


def test_the_cookie_of_one_receipt_opens_no_other(counter: Counter) -> None:
    first, code = stored(counter)
    response = counter.post(
        [*changed(CONTRIBUTIONS, you__first_name="Claude"), ("_key", "another-key"), ("_action", "send")]
    )
    second = response.headers["location"].rpartition("/")[2]

    assert "Claude" not in receipt(counter, second, code)
    assert "Camille" in receipt(counter, first, code)


def test_reference_and_code_are_read_as_people_type_them(counter: Counter) -> None:
    reference, code = stored(counter)
    for typed_reference in (reference, reference.lower(), f" {reference[3:].replace('-', ' ')} "):
        for typed_code in (code, code.lower().replace("-", ""), code.replace("-", " – ").replace("0", "O")):
            response = counter.open([("reference", typed_reference), ("code", typed_code)])
            assert (HTTPStatus.SEE_OTHER, f"/api/fr/receipts/{reference}") == (
                response.status,
                response.headers["location"],
            )
            assert response.cookies[0].startswith(f"__Host-receipt-{reference}={code};")


def test_a_wrong_code_and_an_unknown_reference_are_told_apart_by_nothing(counter: Counter) -> None:
    reference, code = stored(counter)
    other = "0" if code[0] != "0" else "1"
    wrong = counter.open([("reference", reference), ("code", other + code[1:])])
    unknown = counter.open([("reference", "EN-0000-0000"), ("code", code)])
    shapeless = counter.open([("reference", "EN-0000"), ("code", "x")])

    assert {HTTPStatus.UNPROCESSABLE_ENTITY} == {each.status for each in (wrong, unknown, shapeless)}
    assert {()} == {each.cookies for each in (wrong, unknown, shapeless)}
    same = wrong.body.replace(reference, "#")
    assert same == unknown.body.replace("EN-0000-0000", "#") == shapeless.body.replace("EN-0000", "#")
    assert counter.desk.words("fr").text("interface", "follow", "not_found") in read_page(wrong.body).text


def test_closed_receipts_are_told_apart_by_nothing(counter: Counter) -> None:
    reference, _ = stored(counter)
    there = counter.get({"lang": "fr", "reference": reference})
    not_there = counter.get({"lang": "fr", "reference": "EN-0000-0000"})

    assert there.body.replace(reference, "#") == not_there.body.replace("EN-0000-0000", "#")
    assert there.status == not_there.status


def test_each_guess_looks_at_the_store_and_makes_one_mac(counter: Counter) -> None:
    """So that the time of the answer tells nothing."""
    reference, code = stored(counter)
    asked = []
    for pair in ((reference, "0000-0000-0000-0000"), ("EN-0000-0000", code)):
        before = counter.desk.macs.calls  # type: ignore[attr-defined]
        counter.open([("reference", pair[0]), ("code", pair[1])])
        asked.append(counter.desk.macs.calls - before)  # type: ignore[attr-defined]

    assert [1, 1] == asked


def test_what_was_typed_is_put_back_as_text_and_not_at_length(counter: Counter) -> None:
    typed = '"><script>alert(1)</script>' + "x" * 500
    page = counter.open([("reference", typed), ("code", typed)]).body

    assert "<script>" not in page
    assert [typed[:40]] == read_page(page).values("reference")
    assert [""] == read_page(page).values("code")


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"", "application/x-www-form-urlencoded", HTTPStatus.UNPROCESSABLE_ENTITY),
        (b"%ff=%00&reference=%ff", "application/x-www-form-urlencoded", HTTPStatus.UNPROCESSABLE_ENTITY),
        (b"{}", "text/plain", HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
        (b"x" * 65537, "application/x-www-form-urlencoded", HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        (b"&".join([b"a=1"] * 601), "application/x-www-form-urlencoded", HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_anything_is_answered_in_the_language_of_the_page(
    body: bytes, content_type: str, status: HTTPStatus, lang: str, counter: Counter
) -> None:
    event = api_event("POST", {"lang": lang}, body, {"content-type": content_type})
    response = follow.answer(event, counter.desk, counter.store)

    assert (status, lang) == (response.status, read_page(response.body).lang)


@pytest.mark.parametrize("lang", ["de", "", "../fr"])
def test_another_language_does_not_exist(lang: str, counter: Counter) -> None:
    assert HTTPStatus.NOT_FOUND == counter.get({"lang": lang}).status
    assert HTTPStatus.NOT_FOUND == counter.get({"lang": lang, "reference": "EN-0000-0000"}).status


def test_the_page_that_asks_is_the_same_in_the_other_language(visitor: Visitor) -> None:
    visitor.open("/api/fr/follow")

    assert ["/api/en/follow"] == [link for link in visitor.page.links if link.startswith("/api/")]
    assert "en" == visitor.open("/api/en/follow").page.lang


def test_how_far_each_body_has_come_is_told(counter: Counter) -> None:
    reference, code = stored(counter)
    case = counter.store.cases[reference]
    at = counter.clock.now()
    dispatched = tuple(replace(each, dispatched_at=at) for each in case.destinations)
    counter.store.cases[reference] = replace(case, destinations=dispatched)

    told = counter.desk.words("fr").text("interface", "status", "dispatched")
    assert re.search(rf"{told}, le 22 novembre 2026", read_page(receipt(counter, reference, code)).text)


def test_a_body_that_has_left_the_directory_breaks_no_receipt(counter: Counter) -> None:
    reference, code = stored(counter)
    case = counter.store.cases[reference]
    merged = tuple(replace(each, body="urssaf-of-before") for each in case.destinations)
    counter.store.cases[reference] = replace(case, destinations=merged)

    assert "urssaf-of-before" in receipt(counter, reference, code)


def test_answers_that_can_no_longer_be_read_leave_the_rest_of_the_receipt(counter: Counter) -> None:
    reference, code = stored(counter)
    stored_case = counter.store.cases[reference]
    older = replace(stored_case.case, answers='{"you": {"fax": "0123"}}')
    counter.store.cases[reference] = replace(stored_case, case=older)
    page = receipt(counter, reference, code)

    assert reference in page
    assert "0123" not in page
