"""The way to the queues, shared by `dispatch` and `sweep`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from aws_lambda_powertools import Logger

from entraide.cases.delivery import deliver, deliver_again
from entraide.cases.model import Clock, Destination, NotSentError, Outbox, Queues, StoreUnavailableError
from entraide.handlers.runtime import LambdaContext, SystemClock, logger, settings
from entraide.messaging.queues import SqsQueues
from entraide.storage.client import dynamodb_client, sqs_client
from entraide.storage.outbox import DynamoOutbox


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Delivers destinations and says in the log what became of each."""

    outbox: Outbox
    queues: Queues
    clock: Clock
    log: Logger

    def deliver(self, destination: Destination) -> bool:
        """Whether the destination was sent and marked; if not, it stays pending."""
        try:
            deliver(destination, self.queues, self.outbox, self.clock)
        except (NotSentError, StoreUnavailableError) as error:
            self.log.warning("destination-not-dispatched", destination=destination.id, cause=str(error))
            return False
        self.log.info("destination-dispatched", destination=destination.id, body=destination.body)
        return True

    def deliver_again(self, destination: Destination) -> bool:
        """Whether the message of a destination that nobody has taken was put in its queue once more."""
        try:
            deliver_again(destination, self.queues, self.outbox, self.clock)
        except (NotSentError, StoreUnavailableError) as error:
            self.log.warning("destination-not-sent-again", destination=destination.id, cause=str(error))
            return False
        self.log.warning("destination-sent-again", destination=destination.id, body=destination.body)
        return True

    def settle(self, destination: Destination) -> bool:
        """Whether it is remembered that somebody has taken the destination; if not, the next run sees it again."""
        try:
            self.outbox.settle(destination)
        except StoreUnavailableError as error:
            self.log.warning("destination-not-settled", destination=destination.id, cause=str(error))
            return False
        return True


def outgoing(context: LambdaContext) -> Outgoing:
    """The real parts, made at the first invocation and kept."""
    return composed(context.invoked_function_arn.split(":")[4])


@cache
def composed(account: str) -> Outgoing:
    """The real parts for the queues of an account."""
    log = logger()
    outbox = DynamoOutbox(
        dynamodb_client(),
        settings().tables.destinations,
        on_unreadable=lambda item: log.error("destination-unreadable", item=item),
    )
    return Outgoing(outbox, SqsQueues(sqs_client(), settings().stage, account), SystemClock(), log)
