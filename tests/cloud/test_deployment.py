"""The service in the embedded cloud, deployed from the templates and reached through its front door."""

from __future__ import annotations

import csv
import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from infra.local.deploy import DeployError, deploy
from infra.local.emulator import Emulator
from infra.queues import Body, template

from answers import CONTRIBUTIONS, changed
from embedded_cloud import MAIL_FROM, Cloud, NewCloud
from entraide.agencies.vocabulary import Need, Role
from entraide.cases.model import Destination
from entraide.storage.serialisation import destination_item
from samples import submission
from sending import read_receipt, send
from waiting import eventually

pytestmark = pytest.mark.cloud

DIRECTORY = Path("functions/entraide/data/agencies.csv")
ONE_QUEUE = template([Body("caf-10", "caf")])


def settings(origin: str, uploads: str = "http://127.0.0.1", scan: str = "simulated") -> dict[str, str]:
    return {
        "SiteOrigin": origin,
        "UploadsOrigin": uploads,
        "Scan": scan,
        "MailFrom": MAIL_FROM,
        "Connected": "all",
    }


def made(cloud: Cloud) -> dict[str, str]:
    """The resources of both stacks and the times at which the functions were changed."""
    pages = cloud.clients.cloudformation.get_paginator("list_stack_resources")
    resources = {
        f"{name} {resource['LogicalResourceId']}": resource["PhysicalResourceId"]
        for name in (f"entraide-{cloud.stage}", f"entraide-{cloud.stage}-queues")
        for page in pages.paginate(StackName=name)
        for resource in page["StackResourceSummaries"]
    }
    functions = cloud.clients.functions.list_functions()["Functions"]
    changed = {
        each["FunctionName"]: each["LastModified"]
        for each in functions
        if each["FunctionName"].startswith(cloud.function(""))
    }
    return resources | changed


def all_bodies() -> list[str]:
    """The ids of the directory."""
    with DIRECTORY.open(encoding="utf-8", newline="") as file:
        return [row["id"] for row in csv.DictReader(file)]


def is_sent(cloud: Cloud, destination: Destination) -> bool:
    """Whether a destination is marked as dispatched."""
    key = {"reference": {"S": destination.reference}, "id": {"S": destination.id}}
    found = cloud.clients.dynamodb.get_item(TableName=cloud.deployed.destinations, Key=key)
    return "dispatched_at" in found["Item"]


def test_a_request_sent_at_the_front_door_reaches_the_queue_of_the_right_body(cloud: Cloud) -> None:
    # A person of its own: the service is shared, and the same answers twice are one request.
    person = changed(CONTRIBUTIONS, you__email="front.door@exemple.fr")

    sent = send(cloud.origin, person, secrets.token_hex(16))
    status, receipt = read_receipt(cloud.origin, sent)
    messages = eventually(
        lambda: [m for m in cloud.messages("urssaf-champagne-ardenne") if m["case"] == sent.reference]
    )

    assert (303, 200) == (sent.status, status), sent.page
    assert sent.cookie.partition("=")[2] in receipt, "the receipt does not show the follow-up code"
    assert [(sent.reference, "urssaf-champagne-ardenne", "10")] == [
        (message["case"], message["body"], message["territory"]) for message in messages
    ]


def test_each_body_has_its_queue(cloud: Cloud) -> None:
    prefix = f"entraide-{cloud.stage}-"
    listed = cloud.clients.sqs.list_queues(QueueNamePrefix=prefix, MaxResults=1000)["QueueUrls"]
    names = {url.rpartition("/")[2].removeprefix(prefix).removesuffix(".fifo") for url in listed}

    assert set(all_bodies()) == {name for name in names if not name.startswith("dead-")}


def test_the_queues_refuse_nothing_that_dispatch_sends(cloud: Cloud) -> None:
    """Every body of the directory in its own queue: names, groups, sizes and characters."""
    # Not yet due for the sweep, so that nothing but `dispatch` sends it.
    ahead = datetime.now(UTC) + timedelta(hours=1)
    bodies = all_bodies()
    requests = [
        submission(f"key number {start}", f'{{"number": {start}}}', ahead, tuple(bodies[start : start + 20]))
        for start in range(0, len(bodies), 20)
    ]
    fullest = [
        replace(each, needs=frozenset(Need), roles=frozenset(Role), territory="971")
        for request in requests
        for each in request.destinations
    ]

    for item in map(destination_item, fullest):
        cloud.clients.dynamodb.put_item(TableName=cloud.deployed.destinations, Item=item)

    assert eventually(lambda: all(is_sent(cloud, each) for each in fullest))
    assert {each.id: [each.body] for each in fullest} == {
        each.id: [told["body"] for told in cloud.messages(each.body) if told["destination"] == each.id]
        for each in fullest
    }


def test_deploying_the_same_again_changes_nothing(new_cloud: NewCloud, package: Path) -> None:
    cloud = new_cloud(pump=False)
    before = made(cloud)

    again = deploy(cloud.clients, cloud.stage, package, settings(cloud.origin, cloud.uploads), ONE_QUEUE)

    assert (cloud.deployed, before) == (again, made(cloud))


def test_a_change_is_deployed_and_keeps_what_is_stored(new_cloud: NewCloud, package: Path) -> None:
    cloud = new_cloud(pump=False)
    mark = {"mark": {"S": "kept"}}
    cloud.clients.dynamodb.put_item(TableName=cloud.deployed.marks, Item=mark)

    again = deploy(cloud.clients, cloud.stage, package, settings("https://another.example"), ONE_QUEUE)

    configuration = cloud.clients.functions.get_function_configuration(FunctionName=cloud.function("notify"))
    stored = cloud.clients.dynamodb.get_item(TableName=cloud.deployed.marks, Key=mark)["Item"]
    assert configuration["Environment"]["Variables"]["SITE_ORIGIN"] == "https://another.example"
    assert (cloud.deployed, mark) == (again, stored)


def test_a_stack_that_fails_says_why_in_one_line(emulator: Emulator, package: Path) -> None:
    broken = ONE_QUEUE.replace("deadLetterTargetArn: !GetAtt DeadCaf.Arn", "deadLetterTargetArn: nowhere")
    broken = broken.replace("maxReceiveCount: 5", "maxReceiveCount: many")

    with pytest.raises(DeployError) as failure:
        deploy(emulator.clients, "broken", package, settings("https://any.example"), broken)

    assert "QueueCaf10" in str(failure.value)
    assert "\n" not in str(failure.value)


def test_each_function_runs_as_described(cloud: Cloud) -> None:
    functions = ("submit", "follow", "dispatch", "sweep", "notify")

    described = {
        name: cloud.clients.functions.get_function_configuration(FunctionName=cloud.function(name))
        for name in functions
    }

    assert {name: f"entraide.handlers.{name}.handler" for name in functions} == {
        name: each["Handler"] for name, each in described.items()
    }
    assert {("python3.13", ("arm64",))} == {
        (each["Runtime"], tuple(each["Architectures"])) for each in described.values()
    }
