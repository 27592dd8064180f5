"""One SQS FIFO queue for each body. Names are derived: no output, variable or policy line for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from entraide.cases.model import Destination, NotSentError
from entraide.messaging.message import message

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


def queue_name(stage: str, body: str) -> str:
    """`entraide-prod-caf-10.fifo`."""
    return f"entraide-{stage}-{body}.fifo"


class SqsQueues:
    """`Queues` on SQS.

    A queue's address is derived from the endpoint and the account: sending needs no right but to send.
    """

    def __init__(self, client: SQSClient, stage: str, account: str) -> None:
        self._client = client
        self._stage = stage
        self._account = account

    def send(self, destination: Destination) -> None:
        """See `Queues`. Sent again within five minutes, SQS drops it; later, taking does."""
        try:
            self._client.send_message(
                QueueUrl=self._url(destination.body),
                MessageBody=message(destination),
                MessageGroupId=destination.reference,
                MessageDeduplicationId=destination.id,
            )
        except ClientError as error:
            raise NotSentError(error.response["Error"]["Code"]) from error
        except BotoCoreError as error:
            raise NotSentError(type(error).__name__) from error

    def _url(self, body: str) -> str:
        return f"{self._client.meta.endpoint_url}/{self._account}/{queue_name(self._stage, body)}"
