"""A letter leaves once in effect: a stop costs a second one at most, and never the only one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entraide.cases.letters import Letter, received
from entraide.cases.model import StoreUnavailableError
from entraide.cases.posting import Fate, LetterMarks, Posted, post
from entraide.pages.words import load_words
from letter_parts import SITE, FakeMailer, FakeMarks, StoppedError, TickingClock, written_to
from marks_contract import MarksContract

ADDRESS = "camille@exemple.fr"
NOT_NOW = Posted(Fate.NOT_SENT, "TooManyRequestsException")
NO_ANSWER = Posted(Fate.UNKNOWN, "ReadTimeoutError")
REFUSED = Posted(Fate.REFUSED, "MessageRejected")


@pytest.fixture(scope="module")
def letter(built: Path) -> Letter:
    return received(written_to(ADDRESS), ADDRESS, load_words(built, "fr"), SITE)


class Desk:
    """Tries to send one letter, as the stream's deliveries of its record do."""

    def __init__(self, letter: Letter, verdicts: Sequence[Posted] = (), stops: Sequence[str] = ()) -> None:
        self.letter = letter
        self.marks = FakeMarks()
        self.mailer = FakeMailer(verdicts=[*verdicts], stops=[*stops])
        self.clock = TickingClock()

    def post(self) -> Posted:
        return post(self.letter, self.marks, self.mailer, self.clock)

    def deliver(self, times: int = 10) -> list[Posted | None]:
        """What each delivery gives, until one says that it is done; None is a stop."""
        given: list[Posted | None] = []
        while len(given) < times and not (given and given[-1] and given[-1].done):
            try:
                given.append(self.post())
            except StoppedError:
                given.append(None)
        return given

    def copies(self) -> int:
        return len(self.mailer.sent)


def test_it_is_sent_and_not_again(letter: Letter) -> None:
    desk = Desk(letter)

    assert [Posted(Fate.SENT), Posted(Fate.SETTLED)] == [desk.post(), desk.post()]
    assert [letter] == desk.mailer.sent


def test_what_surely_did_not_leave_is_tried_until_it_does(letter: Letter) -> None:
    desk = Desk(letter, verdicts=[NOT_NOW] * 6)

    assert [*[NOT_NOW] * 6, Posted(Fate.SENT)] == desk.deliver()
    assert 1 == desk.copies()


def test_what_is_refused_is_not_tried_again(letter: Letter) -> None:
    desk = Desk(letter, verdicts=[REFUSED])

    assert [REFUSED] == desk.deliver()
    assert Posted(Fate.SETTLED) == desk.post()
    assert 0 == desk.copies()


@pytest.mark.parametrize(("stop", "copies"), [("before", 1), ("after", 2)])
def test_a_stop_never_costs_the_only_letter(letter: Letter, stop: str, copies: int) -> None:
    desk = Desk(letter, stops=[stop])

    assert [None, Posted(Fate.SENT)] == desk.deliver()
    assert copies == desk.copies()


def test_two_attempts_without_an_answer_are_enough(letter: Letter) -> None:
    desk = Desk(letter, verdicts=[NO_ANSWER] * 9)

    assert [NO_ANSWER, NO_ANSWER, Posted(Fate.GIVEN_UP)] == desk.deliver()
    assert 2 == desk.copies()


def test_nothing_is_sent_before_the_attempt_is_written_down(letter: Letter) -> None:
    desk = Desk(letter)
    desk.marks.failing = {"start"}

    with pytest.raises(StoreUnavailableError):
        desk.post()
    assert 0 == desk.copies()


def test_what_was_sent_is_done_even_if_it_could_not_be_noted(letter: Letter) -> None:
    desk = Desk(letter)
    desk.marks.failing = {"settle"}

    first = desk.post()

    assert (Fate.SENT, True, "ThrottlingException") == (first.fate, first.done, first.cause)
    assert 1 == desk.copies()

    again = [desk.post().fate for _ in range(3)]

    assert [Fate.SENT, Fate.GIVEN_UP, Fate.GIVEN_UP] == again
    assert 2 == desk.copies()


def test_what_could_not_be_withdrawn_is_still_tried_again(letter: Letter) -> None:
    desk = Desk(letter, verdicts=[NOT_NOW])
    desk.marks.failing = {"withdraw"}

    assert [Fate.NOT_SENT, Fate.SENT] == [each.fate for each in desk.deliver() if each]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from([NOT_NOW, NO_ANSWER, REFUSED, Posted(Fate.SENT)]), max_size=6),
    st.lists(st.sampled_from(["", "", "before", "after"]), max_size=6),
)
def test_never_more_than_two_and_never_none_unless_refused(
    letter: Letter, verdicts: list[Posted], stops: list[str]
) -> None:
    desk = Desk(letter, verdicts, stops)

    given = desk.deliver(times=20)

    last = given[-1]
    assert desk.copies() <= 2
    assert last is not None
    assert last.done
    if given.count(None) <= 1 and last.fate is not Fate.REFUSED:
        assert desk.copies() >= 1


class TestMarksInMemory(MarksContract):
    @pytest.fixture
    def marks(self) -> LetterMarks:
        return FakeMarks()
