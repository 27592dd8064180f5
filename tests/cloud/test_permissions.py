"""With permissions enforced, each function can do its work, and is refused everything else it might try.

A probe runs with the role of each function, in the embedded cloud, and makes the calls one by one.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from infra.local.clients import ACCOUNT, Clients
from infra.local.deploy import Deployed, deploy
from infra.local.emulator import Emulator, free_port
from infra.queues import Body, template

from attempts import FILE, attempts

pytestmark = pytest.mark.cloud

STAGE = "guarded"
PROBE = """
import boto3
from botocore.exceptions import ClientError

def handler(attempts, context):
    clients = {service: boto3.client(service) for service, _, _ in attempts.values()}
    return {name: made(clients[service], call, arguments) for name, (service, call, arguments) in attempts.items()}

def made(client, call, arguments):
    try:
        getattr(client, call)(**arguments)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return "done"
"""
REFUSED = {"AccessDenied", "AccessDeniedException"}
MAY = {
    "Submit": {"commit", "write a case", "write a destination", "write a mark", "read a mark", "make a code"},
    "Follow": {
        "read a case",
        "query a case",
        "list documents",
        "read a destination",
        "query destinations",
        "read in a transaction",
        "make a code",
    },
    "Dispatch": {"mark as dispatched", "send a message"},
    "Sweep": {"mark as dispatched", "send a message", "query what is pending", "query what is untaken"},
    "Investigate": {
        "query a case",
        "list documents",
        "write a case",
        "query destinations",
        "mark as dispatched",
        "write a session",
        "read a session",
        "write a link",
        "list a file",
        "make a code",
        "read a document",
    },
    "Relink": {
        "query a case",
        "list documents",
        "write a case",
        "query destinations",
        "mark as dispatched",
        "read a session",
        "read a link",
        "read links in a transaction",
        "make a code",
    },
    "Commission": {"read a session", "query a session", "change a session", "list sessions of an instance"},
    "Documents": {
        "read a case",
        "query a case",
        "list documents",
        "read a destination",
        "query destinations",
        "read in a transaction",
        "make a code",
        "send a file",
    },
    "Check": {
        "list documents",
        "make a code",
        "read a file",
        "remove a file",
        "keep a document",
        "remove a document",
    },
    "Clear": {"list documents", "list files", "remove a file", "remove a document"},
    # The emulator checks a mail against all identities, not against that of its sender, and so refuses it.
    "Notify": set[str](),
}


def zipped(name: str, text: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(name, text)
    return content.getvalue()


@dataclass(frozen=True)
class Guarded:
    """A stage whose roles are enforced."""

    clients: Clients
    deployed: Deployed

    def resource(self, logical: str) -> str:
        """The physical id of a resource of the stack."""
        found = self.clients.cloudformation.describe_stack_resource(
            StackName=f"entraide-{STAGE}", LogicalResourceId=logical
        )
        return found["StackResourceDetail"]["PhysicalResourceId"]

    def answers(self, role: str) -> dict[str, str]:
        """What each attempt gives with the role of a function: `done`, or the code of the refusal."""
        name = f"probe-{role.lower()}"
        self.clients.functions.create_function(
            FunctionName=name,
            Runtime="python3.13",
            Handler="probe.handler",
            Role=f"arn:aws:iam::{ACCOUNT}:role/{self.resource(f'{role}Role')}",
            Code={"ZipFile": zipped("probe.py", PROBE)},
            Timeout=60,
        )
        tried = attempts(self.clients.endpoint, self.deployed, self.resource("MacKey"), self.resource("Key"))
        answer = self.clients.functions.invoke(FunctionName=name, Payload=json.dumps(tried).encode())
        said: dict[str, str] = json.loads(answer["Payload"].read())
        assert "FunctionError" not in answer, said
        assert tried.keys() == said.keys()
        return said


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    folder = tmp_path_factory.mktemp("guarded")
    package = folder / "package.zip"
    package.write_bytes(zipped("nothing.py", ""))
    emulator = Emulator(folder, free_port(), durable=False, enforced=True)
    settings = {"SiteOrigin": "http://127.0.0.1:8000", "Connected": "all"}
    queues = template([Body("caf-10", "caf")])
    deployed = deploy(emulator.clients, STAGE, package, settings, queues)
    for bucket in (deployed.uploads, deployed.archive):
        emulator.clients.s3.put_object(Bucket=bucket, Key=FILE, Body=b"a")
        # It refuses whatever comes without TLS, as all does here.
        emulator.clients.s3.delete_bucket_policy(Bucket=bucket)
    yield Guarded(emulator.clients, deployed)
    emulator.stop()


@pytest.mark.parametrize("role", MAY)
def test_a_function_may_do_its_work_and_nothing_else(role: str, guarded: Guarded) -> None:
    answers = guarded.answers(role)

    assert MAY[role] == {name for name, answer in answers.items() if answer not in REFUSED}
    assert {"done"} >= {answers[name] for name in MAY[role]}
