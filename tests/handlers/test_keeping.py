"""Save and go on later, without JavaScript: a file is given, and given back."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from answers import CONTRIBUTIONS, changed, with_health
from counter import MULTIPART, Counter, multipart
from entraide.forms.keeping import Kept, read_kept
from entraide.forms.registry import FORMS
from entraide.handlers.html_flow import MAX_FILE
from entraide.handlers.web import MAX_BODY, MAX_MULTIPART, Response
from html_page import HtmlPage, read_page
from visitor import Visitor

LANGS = ("fr", "en")
OTHER = {"fr": "en", "en": "fr"}
LOAD = ("_action", "load")
KEEP = ("interface", "form", "keep")


def saved(counter: Counter, pairs: list[tuple[str, str]], lang: str = "fr") -> Response:
    response = counter.post([*pairs, ("_action", "save")], lang)
    assert {} == counter.store.cases
    return response


def drawn(response: Response, counter: Counter) -> HtmlPage:
    assert {} == counter.store.cases
    return read_page(response.body)


@pytest.mark.parametrize("lang", LANGS)
def test_answers_go_into_a_file_and_come_back_in_either_language(lang: str, counter: Counter) -> None:
    pairs = changed(CONTRIBUTIONS, you__email="pas une adresse")
    file = saved(counter, pairs, lang)
    sent = file.to_api()

    assert (HTTPStatus.OK, "text/plain; charset=utf-8") == (file.status, sent["headers"]["content-type"])
    assert 'attachment; filename="entraide-questionnaire.txt"' == sent["headers"]["content-disposition"]
    assert "no-store" == sent["headers"]["cache-control"]
    for told in (lang, OTHER[lang]):
        response = counter.post_file([LOAD], file.body.encode(), told)
        page = drawn(response, counter)
        words = counter.desk.words(told)
        assert (HTTPStatus.OK, told) == (response.status, page.lang)
        again = page.press("check").pairs
        assert sorted(pairs) == sorted(pair for pair in again if pair[0][0] != "_" and pair[1])
        assert words.text(*KEEP, "back") in page.text
        assert words.text(*KEEP, "older") not in page.text
        assert (
            words.text("forms", "questionnaire", "steps", "you", "questions", "email", "label") in page.text
        )


def test_the_file_is_readable_by_people(counter: Counter) -> None:
    text = saved(counter, with_health(CONTRIBUTIONS)).body
    words = counter.desk.words("fr")

    readable = text.partition('{\n "entraide"')[0]
    assert words.text("forms", "questionnaire", "title") == readable.splitlines()[0]
    assert words.text(*KEEP, "file_warning") in readable
    assert "- Prénom\u00a0: Camille" in readable
    assert "Troyes (10000)" in readable


def test_answers_to_hidden_questions_do_not_go_into_the_file(counter: Counter) -> None:
    kept = read_kept(saved(counter, [*CONTRIBUTIONS, ("health.cover", "stopped")]).body.encode())

    assert isinstance(kept, Kept)
    assert "health.cover" not in dict(kept.pairs)
    assert "contributions.owed" in dict(kept.pairs)


def test_what_is_meant_for_the_service_stays_out_of_the_file(counter: Counter) -> None:
    pairs = [*with_health(CONTRIBUTIONS), ("review.health_consent", "yes"), ("_key", "0123456789abcdef")]
    body = saved(counter, pairs).body

    assert "review.health_consent" not in body
    assert "0123456789abcdef" not in body


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_saved_and_taken_up(form: str, visitor: Visitor, counter: Counter) -> None:
    visitor.open_form("fr", form)
    (button,) = [each for each in visitor.page.controls if each.value == "load"]

    assert {"save", "load"} <= set(visitor.page.buttons)
    assert "multipart/form-data" == button.attributes["formenctype"]
    empty = counter.post([("_action", "save")], "en", form)
    assert (HTTPStatus.OK, True) == (empty.status, f'filename="entraide-{form}.txt"' in str(empty.headers))


def test_answers_are_saved_from_the_review_too(visitor: Visitor) -> None:
    visitor.open_form("en").fill(CONTRIBUTIONS)
    visitor.press("save")

    assert visitor.headers["content-disposition"].startswith("attachment")
    assert '"Camille"' in visitor.html


def test_what_was_typed_stays_beside_what_comes_back(counter: Counter) -> None:
    file = saved(counter, [("you.first_name", "Claude")]).body.encode()
    typed = [("you.first_name", "Camille"), ("you.family_name", "Exemple"), LOAD]
    page = drawn(counter.post_file(typed, file), counter)

    assert (["Claude"], ["Exemple"]) == (page.values("you.first_name"), page.values("you.family_name"))


def test_the_file_of_another_form_gives_what_both_ask(counter: Counter) -> None:
    file = saved(counter, CONTRIBUTIONS).body.encode()
    page = drawn(counter.post_file([LOAD], file, "fr", "aced"), counter)
    words = counter.desk.words("fr")

    assert ["Camille"] == page.values("you.first_name")
    title = words.text("forms", "questionnaire", "title")
    assert words.text(*KEEP, "other_form", title=title) in page.text


def test_a_file_of_an_older_version_gives_what_still_has_meaning(counter: Counter) -> None:
    file = saved(counter, CONTRIBUTIONS).body
    older = file.replace('"version": "', '"version": "0').replace("activity.family", "activity.trade")
    page = drawn(counter.post_file([LOAD], older.encode()), counter)
    words = counter.desk.words("fr")

    assert words.text(*KEEP, "older") in page.text
    assert words.text(*KEEP, "left", count=1) in page.text
    assert ["Camille"] == page.values("you.first_name")
    assert [] == page.values("activity.family")


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (b"", "none"),
        (b"PK\x03\x04 not ours \xff", "not_ours"),
        (b'{"entraide": 1, "locked": {}}', "locked"),
        (b" " * (MAX_FILE + 1), "too_large"),
        (b'{"entraide": 1, "answers": {"x.y": ["z"]}}', "nothing"),
    ],
)
@pytest.mark.parametrize("lang", LANGS)
def test_a_file_that_gives_nothing_is_told_why_and_nothing_typed_is_lost(
    file: bytes, why: str, lang: str, counter: Counter
) -> None:
    response = counter.post_file([*CONTRIBUTIONS, LOAD], file, lang)
    page = drawn(response, counter)
    said = counter.desk.words(lang).text(*KEEP, f"error_{why}")

    assert HTTPStatus.UNPROCESSABLE_ENTITY == response.status
    assert 2 == page.text.count(said)
    assert {"#f-file"} == {link for link in page.links if link.startswith("#")}
    assert ["Camille"] == page.values("you.first_name")
    assert page.title.startswith(
        counter.desk.words(lang).text("interface", "form", "error").rstrip(":\u00a0 ")
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(file=st.binary(max_size=300) | st.text(max_size=80).map(lambda text: _ours(text).encode()))
@example(file=b'{"entraide": 1, "answers": {"you.message": ["<script>alert(1)</script>\\ud800\\u0000"]}}')
@example(file=b'{"entraide": 1, "answers": {"places.work.postal_code": ["' + b"9" * 20_000 + b'"]}}')
@example(file=b"\r\n------aBoundary7MA4YWxkTrZu0gW--\r\n")
def test_any_file_is_answered_clearly(file: bytes, built: Path) -> None:
    counter = Counter(built)
    response = counter.post_file([LOAD], file)

    assert response.status in (HTTPStatus.OK, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert "<script>alert" not in response.body
    response.body.encode()
    drawn(response, counter)


def _ours(text: str) -> str:
    return '{"entraide": 1, "form": "x", "answers": {"you.message": ["' + text + '"]}}'


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=300), kept=st.integers(0, 200))
def test_any_broken_multipart_is_answered_clearly(body: bytes, kept: int, built: Path) -> None:
    counter = Counter(built)
    whole = multipart([*CONTRIBUTIONS[:2], LOAD], b"x")

    for sent in (body, whole[:kept] + body, whole[kept:]):
        response = counter.send(sent, content_type=MULTIPART)
        assert int(response.status) < 500
        drawn(response, counter)


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=é"]
)
def test_multipart_without_its_boundary_is_refused(kind: str, counter: Counter) -> None:
    response = counter.send(multipart([LOAD], b"x"), content_type=kind)

    assert HTTPStatus.BAD_REQUEST == response.status


@pytest.mark.parametrize(
    "pairs", [[("you.message", "x" * (MAX_BODY + 1))], [("you.support", "x")] * 601], ids=["long", "many"]
)
def test_fields_beside_a_file_have_the_usual_limits(pairs: list[tuple[str, str]], counter: Counter) -> None:
    response = counter.post_file([*pairs, LOAD], b"x")

    assert response.status in (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.BAD_REQUEST)


def test_a_file_beyond_all_measure_is_refused(counter: Counter) -> None:
    response = counter.post_file([LOAD], b"x" * MAX_MULTIPART)

    assert HTTPStatus.REQUEST_ENTITY_TOO_LARGE == response.status


def test_the_log_of_a_saved_or_loaded_file_says_no_answer(counter: Counter) -> None:
    file = saved(counter, CONTRIBUTIONS)
    back = counter.post_file([LOAD], file.body.encode())

    assert "Camille" not in str(file.log) + str(back.log)
    assert "questionnaire" == file.log["form"] == back.log["form"]
