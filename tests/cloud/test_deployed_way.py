"""The way of a request through the deployed functions: front door, transaction, stream, queues."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from infra.local.clients import Clients

from embedded_cloud import Cloud, NewCloud
from entraide.storage.serialisation import time_text
from samples import NOON

# The same is asked of the functions alone, with the same store and queues, in `test_way.py`.
pytestmark = [pytest.mark.cloud, pytest.mark.prove]

BUSY = {
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
}
URSSAF, CPAM = "urssaf-champagne-ardenne", "cpam-10"
ANSWERS: dict[str, Any] = {
    "happening": {"needs": ["contributions", "health"], "cannot_wait": "no"},
    "activity": {
        "position": "own-name",
        "family": "craft",
        "micro": "no",
        "state": "slowed",
        "main": "yes",
        "employer": False,
    },
    "places": {
        "work_kind": "premises",
        "work": {"postal_code": "10000", "commune": "10387"},
        "home_kind": "same",
    },
    "contributions": {"matter": ["next-instalment"], "letter": "reminder", "asked": ["nothing"]},
    "health": {"cover": "stopped", "sick_pay": "no-problem", "put_off": "no"},
    "you": {
        "first_name": "Camille",
        "family_name": "Exemple",
        "email": "camille@exemple.fr",
        "helper": "nobody",
    },
    "review": {"health_consent": True},
}


def send(cloud: Cloud, key: str, answers: dict[str, Any] | None = None) -> dict[str, Any]:
    """Sends the questionnaire as a JSON client, again when the service is busy; gives what it was told."""
    asked = Request(  # noqa: S310 - loopback
        f"{cloud.origin}/api/fr/forms/questionnaire",
        data=json.dumps(answers or ANSWERS).encode(),
        headers={"Content-Type": "application/json", "Idempotency-Key": key},
    )
    deadline = time.monotonic() + 180
    while True:
        try:
            with urlopen(asked, timeout=60) as answer:  # noqa: S310 - loopback
                told: dict[str, Any] = json.load(answer)
                return told
        except HTTPError as error:
            if error.status not in BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def soon(is_so: Callable[[], bool]) -> bool:
    """Whether it comes to be so within a minute."""
    deadline = time.monotonic() + 60
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.1)
    return is_so()


def destinations(cloud: Cloud, reference: str) -> list[dict[str, Any]]:
    """The destinations' items of a case, in order."""
    found: list[dict[str, Any]] = list(
        cloud.clients.dynamodb.query(
            TableName=cloud.deployed.destinations,
            KeyConditionExpression="#r = :r",
            ExpressionAttributeNames={"#r": "reference"},
            ExpressionAttributeValues={":r": {"S": reference}},
            ConsistentRead=True,
        )["Items"]
    )
    return found


def all_dispatched(cloud: Cloud, reference: str) -> bool:
    return all("dispatched_at" in each for each in destinations(cloud, reference))


def told(cloud: Cloud, body: str) -> list[str]:
    """The cases that a body's queue tells of."""
    return [each["case"] for each in cloud.messages(body)]


def logged(cloud: Cloud, function: str) -> str:
    """All that a function has written to its log."""
    pages = cloud.clients.of("logs").get_paginator("filter_log_events")
    group = f"/entraide/{cloud.stage}/{function}"
    return "\n".join(
        event["message"] for page in pages.paginate(logGroupName=group) for event in page["events"]
    )


def open_queue(clients: Clients, cloud: Cloud, body: str) -> None:
    clients.sqs.create_queue(QueueName=cloud.queue(body).rpartition("/")[2], Attributes={"FifoQueue": "true"})


def swept(cloud: Cloud, reference: str) -> dict[str, int]:
    """What the sweep finds when the destinations of a case have waited long."""
    for each in destinations(cloud, reference):
        cloud.clients.dynamodb.update_item(
            TableName=cloud.deployed.destinations,
            Key={"reference": each["reference"], "id": each["id"]},
            UpdateExpression="SET committed_at = :long_ago",
            ExpressionAttributeValues={":long_ago": {"S": time_text(NOON.replace(year=2020))}},
        )
    answer = cloud.clients.functions.invoke(FunctionName=cloud.function("sweep"), Payload=b"{}")
    found: dict[str, int] = json.load(answer["Payload"])
    return found


def test_twenty_presses_make_one_case_and_one_message_for_each_body(new_cloud: NewCloud) -> None:
    cloud = new_cloud(bodies=(URSSAF, CPAM))
    # Twenty Pythons that start at once would take longer than a function may.
    cloud.clients.functions.put_function_concurrency(
        FunctionName=cloud.function("submit"), ReservedConcurrentExecutions=4
    )

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda _: send(cloud, "pressed-twenty-times"), range(20)))

    (reference,) = {each["reference"] for each in answers}
    assert soon(lambda: all_dispatched(cloud, reference))
    assert [[reference], [reference]] == [told(cloud, body) for body in (URSSAF, CPAM)]
    cases = cloud.clients.dynamodb.scan(TableName=cloud.deployed.cases)["Items"]
    assert {reference} == {each["reference"]["S"] for each in cases}


def test_a_dispatch_that_fails_in_the_middle_loses_nothing(new_cloud: NewCloud) -> None:
    cloud = new_cloud(bodies=(CPAM,))
    reference = send(cloud, "a-key-of-its-own")["reference"]

    assert soon(lambda: told(cloud, CPAM) == [reference])
    assert not all_dispatched(cloud, reference)
    open_queue(cloud.clients, cloud, URSSAF)
    swept(cloud, reference)

    assert all_dispatched(cloud, reference)
    assert [[reference], [reference]] == [told(cloud, body) for body in (URSSAF, CPAM)]


def test_the_sweep_recovers_a_case_whose_records_were_dropped(new_cloud: NewCloud) -> None:
    cloud = new_cloud(bodies=(URSSAF, CPAM), pump=False)
    reference = send(cloud, "a-key-of-its-own")["reference"]

    found = swept(cloud, reference)

    assert (2, 0) == (found["sent"], found["failed"])
    assert [[reference], [reference]] == [told(cloud, body) for body in (URSSAF, CPAM)]
    assert all_dispatched(cloud, reference)


def test_the_message_and_the_log_hold_nothing_that_was_typed(new_cloud: NewCloud) -> None:
    cloud = new_cloud(bodies=(URSSAF, CPAM))
    reference = send(cloud, "a-key-of-its-own")["reference"]
    assert soon(lambda: all_dispatched(cloud, reference))

    messages = json.dumps([cloud.messages(body) for body in (URSSAF, CPAM)])
    logs = logged(cloud, "submit") + logged(cloud, "dispatch")

    assert f"{reference}-1" in messages
    assert "submit-answered" in logs
    assert "destination-dispatched" in logs
    typed = ("Camille", "Exemple", "exemple.fr", "10387", "Troyes")
    assert not [each for each in typed if each.lower() in (messages + logs).lower()]


def test_a_poisoned_record_is_told_and_holds_up_no_other(new_cloud: NewCloud) -> None:
    cloud = new_cloud(bodies=(URSSAF, CPAM))
    cloud.clients.dynamodb.put_item(
        TableName=cloud.deployed.destinations,
        Item={
            "reference": {"S": "EN-0000-0000"},
            "id": {"S": "EN-0000-0000-1"},
            "committed_at": {"S": "yesterday"},
        },
    )

    reference = send(cloud, "a-key-of-its-own")["reference"]

    assert soon(lambda: all_dispatched(cloud, reference))
    assert soon(lambda: "destination-unreadable" in logged(cloud, "dispatch"))
