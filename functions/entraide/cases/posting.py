"""Sending a letter once in effect.

Before a letter is sent, the attempt is written down; after, that it was sent. A record delivered again finds it sent
and sends nothing. A stop in between leaves an attempt of which nobody knows whether it sent: the letter is then sent
again, once. So a stop costs a worker a second letter at most, and never the only one. The other order, marking and
then sending, would lose the letter at each such stop, and a worker who hears nothing may well miss a time limit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from entraide.cases.letters import Letter
from entraide.cases.model import Clock, StoreUnavailableError

MOST_ATTEMPTS: Final = 2
"""How often a letter may have been sent, at most."""


class Fate(StrEnum):
    """What became of a letter."""

    SENT = "sent"
    REFUSED = "refused"
    """It will never be taken: the address, for instance, cannot exist."""
    NOT_SENT = "not-sent"
    """Surely not sent, for now."""
    UNKNOWN = "unknown"
    """No answer came: it may have been sent."""
    SETTLED = "settled"
    """An earlier delivery of the same record sent it, or learned that it is refused."""
    GIVEN_UP = "given-up"
    """As many attempts as allowed ended without anybody knowing how."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a letter, and the code of what stood in the way, if anything did."""

    fate: Fate
    cause: str = ""

    @property
    def done(self) -> bool:
        """Whether there is nothing left to try."""
        return self.fate not in {Fate.NOT_SENT, Fate.UNKNOWN}


class Start(StrEnum):
    """What the mark of a letter says before an attempt."""

    MAY_SEND = "may-send"
    SETTLED = "settled"
    GIVEN_UP = "given-up"


class LetterMarks(Protocol):
    """Remembers the attempts at each letter. Each method raises `StoreUnavailableError`."""

    def start(self, mark: str, at: datetime) -> Start:
        """Writes down an attempt, known by its time, unless the letter is settled or had its `MOST_ATTEMPTS`."""
        ...

    def withdraw(self, mark: str, at: datetime) -> None:
        """The attempt started at this time surely sent nothing and does not count."""
        ...

    def settle(self, mark: str, fate: Fate, at: datetime) -> None:
        """The letter was sent, or is refused: no attempt may follow."""
        ...


class Mailer(Protocol):
    """Sends letters."""

    def send(self, letter: Letter) -> Posted:
        """Tries once. `SENT`, `REFUSED`, `NOT_SENT` or `UNKNOWN`."""
        ...


def post(letter: Letter, marks: LetterMarks, mailer: Mailer, clock: Clock) -> Posted:
    """Sends a letter unless that was done before. Raises `StoreUnavailableError`; nothing was sent then."""
    at = clock.now()
    start = marks.start(letter.mark, at)
    if start is not Start.MAY_SEND:
        return Posted(Fate(start))
    posted = mailer.send(letter)
    try:
        if posted.fate is Fate.NOT_SENT:
            marks.withdraw(letter.mark, at)
        elif posted.fate is not Fate.UNKNOWN:
            marks.settle(letter.mark, posted.fate, clock.now())
    except StoreUnavailableError as error:
        # What was done stands; should the record come again, the attempt is there to be counted.
        return replace(posted, cause=f"{posted.cause} {error}".strip())
    return posted
