"""The queues' template is what the directory gives, and each queue keeps what it promises."""

from __future__ import annotations

import csv
from typing import Any

from infra.queues import DIRECTORY, TEMPLATE, bodies, template

from templates import read_template


def test_the_template_is_what_the_directory_gives() -> None:
    assert template(bodies(DIRECTORY)) == TEMPLATE.read_text(encoding="utf-8"), "run `make queues`"


def test_each_body_has_a_queue_whose_dead_letters_go_to_its_network() -> None:
    resources = read_template(TEMPLATE)["Resources"]
    names = {
        logical: properties["QueueName"]["Fn::Sub"] for logical, properties in _queues(resources).items()
    }
    with DIRECTORY.open(encoding="utf-8", newline="") as file:
        networks = {row["id"]: row["network"] for row in csv.DictReader(file)}

    dead_letters = {
        names[logical]: names[properties["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]]
        for logical, properties in _queues(resources).items()
        if "RedrivePolicy" in properties
    }

    assert {
        f"entraide-${{Stage}}-{body}.fifo": f"entraide-${{Stage}}-dead-{network}.fifo"
        for body, network in networks.items()
    } == dead_letters


def test_every_queue_is_fifo_encrypted_and_keeps_messages_for_fourteen_days() -> None:
    kept = {
        (queue["FifoQueue"], queue["SqsManagedSseEnabled"], queue["MessageRetentionPeriod"])
        for queue in _queues(read_template(TEMPLATE)["Resources"]).values()
    }

    assert {(True, True, 14 * 24 * 3600)} == kept


def test_names_fit_in_eighty_characters_at_the_longest_stage() -> None:
    longest = max(
        len(queue["QueueName"]["Fn::Sub"].replace("${Stage}", "s" * 16))
        for queue in _queues(read_template(TEMPLATE)["Resources"]).values()
    )

    assert longest <= 80


def _queues(resources: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {
        logical: resource["Properties"]
        for logical, resource in resources.items()
        if resource["Type"] == "AWS::SQS::Queue"
    }
