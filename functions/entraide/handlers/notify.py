"""Stream of the cases: who gave an e-mail address is told that the request has arrived, or that the file is ready."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from aws_lambda_powertools import Logger

from entraide.cases.letters import Letter, Site, UnreadableAnswersError, address, received
from entraide.cases.model import Case, Clock, StoreUnavailableError
from entraide.cases.posting import Fate, LetterMarks, Mailer, post
from entraide.forms.registry import FORMS
from entraide.handlers.records import Answer, Record, take_all
from entraide.handlers.runtime import BUILT, LambdaContext, SystemClock, logger, sender, settings
from entraide.messaging.mail import SesMailer
from entraide.pages.words import load_words, spoken
from entraide.storage.client import dynamodb_client, ses_client
from entraide.storage.letter_marks import DynamoLetterMarks
from entraide.storage.serialisation import CASE_ITEM, UnreadableItemError, read_case

_AS_IT_SHOULD: Final = frozenset({Fate.SENT, Fate.SETTLED})


@dataclass(frozen=True, slots=True)
class Notifier:
    """Writes to workers and says in the log, by the reference alone, what became of each letter."""

    built: Path
    site: Site
    marks: LetterMarks
    mailer: Mailer
    clock: Clock
    log: Logger

    def take(self, record: Record) -> bool:
        """Whether there is nothing left to do for a record of the stream."""
        if record["eventName"] != "INSERT" or record["dynamodb"]["Keys"]["item"]["S"] != CASE_ITEM:
            return True
        try:
            case = read_case(record["dynamodb"].get("NewImage", {}))
            to = address(FORMS[case.form], case.answers)
        except (UnreadableItemError, UnreadableAnswersError, KeyError):
            self.log.error("case-unreadable", reference=record["dynamodb"]["Keys"]["reference"]["S"])  # noqa: TRY400 - a trace would quote the answers
            return False
        if to is None:
            self.log.info("letter-without-address", reference=case.reference)
            return True
        return self._post(case, self._letter(case, to))

    def _letter(self, case: Case, to: str) -> Letter:
        return received(case, to, load_words(self.built, spoken(case.lang)), self.site)

    def _post(self, case: Case, letter: Letter) -> bool:
        try:
            posted = post(letter, self.marks, self.mailer, self.clock)
        except StoreUnavailableError as error:
            self.log.warning("letter-not-sent", reference=case.reference, cause=str(error))
            return False
        say = self.log.info if posted.fate in _AS_IT_SHOULD else self.log.warning
        say(f"letter-{posted.fate}", reference=case.reference, cause=posted.cause)
        return posted.done


def handler(event: Mapping[str, Any], _context: LambdaContext) -> Answer:
    """Entry point of the function `notify`."""
    return notify(event["Records"], composed())


def notify(records: Iterable[Record], notifier: Notifier) -> Answer:
    """Takes every record; the marks keep a letter from being sent again when its record is.

    A record that can never be read ends, after the retries, in the failure destination.
    """
    return take_all(records, notifier.take)


@cache
def composed() -> Notifier:
    """The real parts, made at the first invocation and kept."""
    read = settings()
    return Notifier(
        BUILT,
        Site(read.site_origin, demonstration=read.connected != "file"),
        DynamoLetterMarks(dynamodb_client(), read.tables.marks),
        SesMailer(ses_client(), sender()),
        SystemClock(),
        logger(),
    )
