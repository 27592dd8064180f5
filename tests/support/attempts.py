"""What a function might try with its role: its own work, and everything next to it."""

from __future__ import annotations

from typing import Any, Final

from infra.local.clients import ACCOUNT
from infra.local.deploy import Deployed

from entraide.storage.serialisation import destination_item
from samples import destination

Attempt = tuple[str, str, dict[str, Any]]
"""A service, a call and its arguments, all fit for JSON."""

_REFERENCE = {"S": "EN-0000-0000"}
_CASE = {"reference": _REFERENCE, "item": {"S": "CASE"}}
_SENT = {"reference": _REFERENCE, "id": {"S": "EN-0000-0000-1"}}
_MARK = {"mark": {"S": "KEY#0"}}
_OF_ONE_CASE = {
    "KeyConditionExpression": "#r = :r",
    "ExpressionAttributeNames": {"#r": "reference"},
    "ExpressionAttributeValues": {":r": _REFERENCE},
}
_PENDING = {
    "IndexName": "pending",
    "KeyConditionExpression": "pending_shard = :s",
    "ExpressionAttributeValues": {":s": {"S": "0"}},
}
_UNTAKEN = {**_PENDING, "IndexName": "untaken", "KeyConditionExpression": "untaken_shard = :s"}
_CHANGE = {
    "UpdateExpression": "SET dispatched_at = :at",
    "ExpressionAttributeValues": {":at": {"S": "2026-11-22T08:30:00.000000Z"}},
}
_MAIL = {
    "FromEmailAddress": "a@example.org",
    "Destination": {"ToAddresses": ["b@example.org"]},
    "Content": {"Simple": {"Subject": {"Data": "a"}, "Body": {"Text": {"Data": "b"}}}},
}


def attempts(endpoint: str, deployed: Deployed, mac_key_id: str, key_id: str) -> dict[str, Attempt]:
    """All of them, by what a person would call them."""
    return {
        **_on_cases(deployed),
        **_on_destinations(deployed.destinations),
        **_on_marks(deployed.marks),
        **_on_sessions(deployed),
        **_on_links(deployed.links),
        **_on_buckets(deployed),
        **_on_queues(f"{endpoint}/{ACCOUNT}", deployed.stage),
        "make a code": (
            "kms",
            "generate_mac",
            {"KeyId": mac_key_id, "MacAlgorithm": "HMAC_SHA_256", "Message": "a"},
        ),
        "encrypt by itself": ("kms", "encrypt", {"KeyId": key_id, "Plaintext": "a"}),
        "write a mail": ("sesv2", "send_email", _MAIL),
        "call a function": ("lambda", "invoke", {"FunctionName": f"entraide-{deployed.stage}-follow"}),
    }


def _on_cases(deployed: Deployed) -> dict[str, Attempt]:
    table = deployed.cases
    item = destination_item(destination())
    puts = [(deployed.marks, _MARK), (table, _CASE), (deployed.destinations, item)]
    all_at_once = [{"Put": {"TableName": name, "Item": content}} for name, content in puts]
    get = {"Get": {"TableName": table, "Key": _CASE}}
    delete = {"DeleteRequest": {"Key": _CASE}}
    return {
        "commit": ("dynamodb", "transact_write_items", {"TransactItems": all_at_once}),
        "write a case": ("dynamodb", "put_item", {"TableName": table, "Item": _CASE}),
        "read a case": ("dynamodb", "get_item", {"TableName": table, "Key": _CASE}),
        "query a case": ("dynamodb", "query", {"TableName": table, **_OF_ONE_CASE}),
        "list cases": ("dynamodb", "scan", {"TableName": table}),
        "change a case": ("dynamodb", "update_item", {"TableName": table, "Key": _CASE, **_CHANGE}),
        "delete a case": ("dynamodb", "delete_item", {"TableName": table, "Key": _CASE}),
        "read in a transaction": ("dynamodb", "transact_get_items", {"TransactItems": [get]}),
        "read in a batch": ("dynamodb", "batch_get_item", {"RequestItems": {table: {"Keys": [_CASE]}}}),
        "delete in a batch": ("dynamodb", "batch_write_item", {"RequestItems": {table: [delete]}}),
        "read by statement": ("dynamodb", "execute_statement", {"Statement": f'SELECT * FROM "{table}"'}),  # noqa: S608
    }


def _on_destinations(table: str) -> dict[str, Attempt]:
    item = destination_item(destination())
    return {
        "write a destination": ("dynamodb", "put_item", {"TableName": table, "Item": item}),
        "read a destination": ("dynamodb", "get_item", {"TableName": table, "Key": _SENT}),
        "query destinations": ("dynamodb", "query", {"TableName": table, **_OF_ONE_CASE}),
        "list destinations": ("dynamodb", "scan", {"TableName": table}),
        "query what is pending": ("dynamodb", "query", {"TableName": table, **_PENDING}),
        "query what is untaken": ("dynamodb", "query", {"TableName": table, **_UNTAKEN}),
        "mark as dispatched": ("dynamodb", "update_item", {"TableName": table, "Key": _SENT, **_CHANGE}),
        "delete a destination": ("dynamodb", "delete_item", {"TableName": table, "Key": _SENT}),
    }


def _on_marks(table: str) -> dict[str, Attempt]:
    return {
        "read a mark": ("dynamodb", "get_item", {"TableName": table, "Key": _MARK}),
        "write a mark": ("dynamodb", "put_item", {"TableName": table, "Item": _MARK}),
        "list marks": ("dynamodb", "scan", {"TableName": table}),
        "delete a mark": ("dynamodb", "delete_item", {"TableName": table, "Key": _MARK}),
        "delete a table": ("dynamodb", "delete_table", {"TableName": table}),
    }


def _on_sessions(deployed: Deployed) -> dict[str, Attempt]:
    table, key = deployed.sessions, {"session": {"S": "2026-12-03-X"}, "item": {"S": "SESSION"}}
    link = {"session": {"S": "2026-12-03-X"}, "number": {"N": "1"}, "destination": {"S": "EN-0000-0000-1"}}
    puts = [(table, key), (deployed.links, link), (deployed.cases, _CASE)]
    both = [{"Put": {"TableName": name, "Item": content}} for name, content in puts]
    one = {
        "KeyConditionExpression": "#s = :s",
        "ExpressionAttributeNames": {"#s": "session"},
        "ExpressionAttributeValues": {":s": {"S": "2026-12-03-X"}},
    }
    instance = {
        "IndexName": "instances",
        "KeyConditionExpression": "instance = :i",
        "ExpressionAttributeValues": {":i": {"S": "grand-est"}},
    }
    return {
        "write a session": ("dynamodb", "put_item", {"TableName": table, "Item": key}),
        "read a session": ("dynamodb", "get_item", {"TableName": table, "Key": key}),
        "query a session": ("dynamodb", "query", {"TableName": table, **one}),
        "list sessions of an instance": ("dynamodb", "query", {"TableName": table, **instance}),
        "list sessions": ("dynamodb", "scan", {"TableName": table}),
        "change a session": ("dynamodb", "update_item", {"TableName": table, "Key": key, **_CHANGE}),
        "delete a session": ("dynamodb", "delete_item", {"TableName": table, "Key": key}),
        "list a file": ("dynamodb", "transact_write_items", {"TransactItems": both}),
    }


def _on_links(table: str) -> dict[str, Attempt]:
    key = {"session": {"S": "2026-12-03-X"}, "number": {"N": "1"}}
    get = {"Get": {"TableName": table, "Key": key}}
    one = {
        "KeyConditionExpression": "#s = :s",
        "ExpressionAttributeNames": {"#s": "session"},
        "ExpressionAttributeValues": {":s": {"S": "2026-12-03-X"}},
    }
    return {
        "write a link": ("dynamodb", "put_item", {"TableName": table, "Item": key}),
        "read a link": ("dynamodb", "get_item", {"TableName": table, "Key": key}),
        "read links in a transaction": ("dynamodb", "transact_get_items", {"TransactItems": [get]}),
        "query links": ("dynamodb", "query", {"TableName": table, **one}),
        "list links": ("dynamodb", "scan", {"TableName": table}),
        "change a link": ("dynamodb", "update_item", {"TableName": table, "Key": key, **_CHANGE}),
        "delete a link": ("dynamodb", "delete_item", {"TableName": table, "Key": key}),
    }


FILE: Final = "EN-0000-0000/tax/a"
"""Stands in both buckets."""


def _on_buckets(deployed: Deployed) -> dict[str, Attempt]:
    there = {"Key": FILE}
    gone, put = {"Key": "EN-0000-0000/gone"}, {"Key": "EN-0000-0000/new", "Body": "a"}
    of_a_case = {
        **_OF_ONE_CASE,
        "ProjectionExpression": "#r, #i",
        "ExpressionAttributeNames": {"#r": "reference", "#i": "item"},
    }
    return {
        "list documents": ("dynamodb", "query", {"TableName": deployed.cases, **of_a_case}),
        "send a file": ("s3", "put_object", {"Bucket": deployed.uploads, **put}),
        "read a file": ("s3", "get_object", {"Bucket": deployed.uploads, **there}),
        "remove a file": ("s3", "delete_object", {"Bucket": deployed.uploads, **gone}),
        "list files": ("s3", "list_objects_v2", {"Bucket": deployed.uploads}),
        "keep a document": ("s3", "put_object", {"Bucket": deployed.archive, **put}),
        "read a document": ("s3", "get_object", {"Bucket": deployed.archive, **there}),
        "remove a document": ("s3", "delete_object", {"Bucket": deployed.archive, **gone}),
        "list what is kept": ("s3", "list_objects_v2", {"Bucket": deployed.archive}),
    }


def _on_queues(address: str, stage: str) -> dict[str, Attempt]:
    own, other = f"{address}/entraide-{stage}-caf-10.fifo", f"{address}/entraide-another-caf-10.fifo"
    message = {"MessageBody": "{}", "MessageGroupId": "a", "MessageDeduplicationId": "a"}
    return {
        "send a message": ("sqs", "send_message", {"QueueUrl": own, **message}),
        "send to another stage": ("sqs", "send_message", {"QueueUrl": other, **message}),
        "take a message": ("sqs", "receive_message", {"QueueUrl": own}),
        "empty a queue": ("sqs", "purge_queue", {"QueueUrl": own}),
    }
