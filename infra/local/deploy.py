"""Deploys the service into the embedded cloud, with the same templates and the same steps as into AWS."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from botocore.exceptions import ClientError
from infra.local.clients import REGION, Clients

if TYPE_CHECKING:
    from mypy_boto3_cloudformation.type_defs import StackTypeDef

SERVICE = Path("infra/template.yaml")
QUEUES = Path("infra/queues.yaml")
BUCKET = "entraide-deployments"
LONGEST_SECONDS = 300


class DeployError(Exception):
    """A stack could not be made; the sentence names the first resource that failed and why."""


@dataclass(frozen=True, slots=True)
class Deployed:
    """What the service's stack says of itself."""

    stage: str
    api_id: str
    cases: str
    destinations: str
    marks: str
    agency_api_id: str
    sessions: str
    links: str
    uploads: str
    archive: str
    site_bucket: str = ""
    site_address: str = ""


def deploy(
    clients: Clients,
    stage: str,
    package: Path,
    settings: Mapping[str, str],
    queues: str | None = None,
) -> Deployed:
    """Creates or updates both stacks of a stage and waits for them; `queues` replaces `queues.yaml`.

    Raises:
        DeployError: a stack failed.
    """
    _bucket(clients)
    code = _upload(clients, package.read_bytes(), ".zip")
    queues_text = queues or QUEUES.read_text(encoding="utf-8")
    _stack(clients, f"entraide-{stage}-queues", queues_text, {"Stage": stage})
    made_here = {"Stage": stage, "CodeBucket": BUCKET, "CodeKey": code, "Edge": "no", "Scan": "simulated"}
    stack = _stack(
        clients, f"entraide-{stage}", SERVICE.read_text(encoding="utf-8"), {**made_here, **settings}
    )
    outputs = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
    return Deployed(
        stage=stage,
        api_id=outputs["ApiId"],
        cases=outputs["Cases"],
        destinations=outputs["Destinations"],
        marks=outputs["Marks"],
        agency_api_id=outputs["AgencyApiId"],
        sessions=outputs["Sessions"],
        links=outputs["Links"],
        uploads=outputs["Uploads"],
        archive=outputs["Archive"],
        site_bucket=outputs.get("SiteBucket", ""),
        site_address=outputs.get("SiteAddress", ""),
    )


def _bucket(clients: Clients) -> None:
    buckets = [bucket["Name"] for bucket in clients.s3.list_buckets()["Buckets"]]
    if BUCKET not in buckets:
        clients.s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})


def _upload(clients: Clients, content: bytes, suffix: str) -> str:
    """The key of the content, which is its digest: the same content is the same deployment."""
    key = hashlib.sha256(content).hexdigest()[:32] + suffix
    clients.s3.put_object(Bucket=BUCKET, Key=key, Body=content)
    return key


def _stack(clients: Clients, name: str, template: str, parameters: Mapping[str, str]) -> StackTypeDef:
    key = _upload(clients, template.encode(), ".yaml")
    action: Literal["create_stack", "update_stack"] = (
        "update_stack" if _find(clients, name) else "create_stack"
    )
    try:
        getattr(clients.cloudformation, action)(
            StackName=name,
            # The templates are too long to be sent with the call.
            TemplateURL=f"{clients.endpoint}/{BUCKET}/{key}",
            Capabilities=["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
            Parameters=[
                {"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()
            ],
        )
    except ClientError as error:
        if "No updates are to be performed" not in str(error):
            raise DeployError(f"{name} could not be deployed: {error}") from error
    return _wait(clients, name)


def _find(clients: Clients, name: str) -> StackTypeDef | None:
    try:
        return clients.cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError:
        return None


def _wait(clients: Clients, name: str) -> StackTypeDef:
    deadline = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < deadline:
        stack = _find(clients, name)
        if stack is None:
            raise DeployError(f"{name} has disappeared")
        status = stack["StackStatus"]
        if status in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}:
            return stack
        if not status.endswith("IN_PROGRESS"):
            raise DeployError(f"{name} ended as {status}: {_reason(clients, name)}")
        time.sleep(0.1)
    raise DeployError(f"{name} was not ready after {LONGEST_SECONDS} seconds")


def _reason(clients: Clients, name: str) -> str:
    events = clients.cloudformation.describe_stack_events(StackName=name)["StackEvents"]
    failed = [event for event in events if event["ResourceStatus"].endswith("_FAILED")]
    if not failed:
        return "no resource says why"
    # The latest event comes first.
    return f"{failed[-1]['LogicalResourceId']}: {failed[-1].get('ResourceStatusReason', 'no reason given')}"
