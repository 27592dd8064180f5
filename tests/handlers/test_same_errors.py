"""The pages and the API find the same wrong with the same answers, whatever they are."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from answers import CONTRIBUTIONS, as_json, with_health
from any_answers import Answers, pairs_of, typed
from counter import Counter
from entraide.forms.questionnaire import Questionnaire
from entraide.forms.reading import Json
from entraide.forms.reflection import FormField, fields
from entraide.handlers.web import Response

ASKED = [each for each in fields(Questionnaire).values() if not each.at_review]
WRONG = st.sampled_from(["", " ", "x", "99999", "12/13/1999", "<b>", "1 84 12 76 451 089 46", "é" * 2000])


def codes(response: Response) -> dict[str, str]:
    """The codes of the errors, by path."""
    return {each["path"]: each["code"] for each in json.loads(response.body).get("errors", [])}


def shaped(asked: FormField, wrong: str) -> Json:
    """Something wrong in the shape that the question's inputs have."""
    if asked.widget.parts:
        return dict.fromkeys(asked.widget.parts, wrong)
    return [wrong] if asked.widget.control == "checkboxes" else wrong


@settings(max_examples=40)
@given(data=st.data())
def test_pages_and_documents_find_the_same_errors(data: st.DataObject, built: Any) -> None:  # noqa: ANN401
    chosen = data.draw(st.lists(st.sampled_from(ASKED), max_size=12, unique_by=lambda each: each.path))
    answers: Answers = {}
    for asked in chosen:
        answers[asked.path] = data.draw(st.one_of(typed(asked), WRONG.map(partial(shaped, asked))))
    base = data.draw(st.sampled_from([[], CONTRIBUTIONS, with_health(CONTRIBUTIONS)]))
    names = tuple(asked.path for asked in chosen)
    pairs = [
        *(pair for pair in base if ".".join(pair[0].split(".")[:2]) not in names),
        *pairs_of(Questionnaire, answers),
    ]
    pairs = [
        pair
        for pair in pairs
        if pair[0] != "activity.position" or pair[1] not in ("farmer", "artist", "paid-head")
    ]
    counter = Counter(built)

    page = counter.post(pairs, accept="application/json")
    document = counter.post_json(as_json(pairs))

    assert codes(page) == codes(document)
    assert page.status == document.status
