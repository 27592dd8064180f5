"""What `LetterMarks` keep, in memory and in DynamoDB."""

from __future__ import annotations

import secrets
from datetime import timedelta

import pytest

from entraide.cases.posting import Fate, LetterMarks, Start
from samples import NOON

LATER = NOON + timedelta(seconds=20)
LATEST = NOON + timedelta(seconds=40)


class MarksContract:
    """Subclasses give the fixture `marks`."""

    @pytest.fixture
    def mark(self) -> str:
        return f"MAIL#{secrets.token_hex(4)}#received"

    def test_a_new_letter_may_be_sent(self, marks: LetterMarks, mark: str) -> None:
        assert Start.MAY_SEND == marks.start(mark, NOON)

    @pytest.mark.parametrize("fate", [Fate.SENT, Fate.REFUSED])
    def test_what_is_settled_stays_so(self, marks: LetterMarks, mark: str, fate: Fate) -> None:
        marks.start(mark, NOON)
        marks.settle(mark, fate, NOON)

        assert Start.SETTLED == marks.start(mark, LATER)
        assert Start.SETTLED == marks.start(mark, NOON)

    def test_two_attempts_without_an_end_are_all(self, marks: LetterMarks, mark: str) -> None:
        starts = [marks.start(mark, at) for at in (NOON, LATER, LATEST)]

        assert [Start.MAY_SEND, Start.MAY_SEND, Start.GIVEN_UP] == starts

    def test_an_attempt_noted_twice_counts_once(self, marks: LetterMarks, mark: str) -> None:
        starts = [marks.start(mark, at) for at in (NOON, NOON, NOON, LATER, LATER)]

        assert [Start.MAY_SEND] * 5 == starts
        assert Start.GIVEN_UP == marks.start(mark, LATEST)

    def test_an_attempt_that_is_withdrawn_does_not_count(self, marks: LetterMarks, mark: str) -> None:
        for minutes in range(5):
            at = NOON + timedelta(minutes=minutes)
            assert Start.MAY_SEND == marks.start(mark, at)
            marks.withdraw(mark, at)
            marks.withdraw(mark, at)

    def test_withdrawing_one_attempt_leaves_the_others(self, marks: LetterMarks, mark: str) -> None:
        marks.start(mark, NOON)
        marks.start(mark, LATER)
        marks.withdraw(mark, LATER)

        assert Start.MAY_SEND == marks.start(mark, LATER)
        assert Start.GIVEN_UP == marks.start(mark, LATEST)

    def test_letters_have_nothing_to_do_with_each_other(self, marks: LetterMarks, mark: str) -> None:
        marks.start(mark, NOON)
        marks.settle(mark, Fate.SENT, NOON)

        assert Start.MAY_SEND == marks.start(f"{mark}-other", LATER)
