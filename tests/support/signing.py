"""Calls to the agency API in an embedded cloud, signed with the role of a body or of a commission."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from infra.local.clients import ACCOUNT, REGION, Clients
from infra.local.deploy import Deployed

ACCESS = Path("infra/access.yaml")


def open_door(clients: Clients, deployed: Deployed, part: str, name: str) -> str:
    """The role of a body or a commission, made as `CONTRIBUTING.md` says; the embedded cloud's root may take it."""
    stack = f"entraide-{deployed.stage}-{part}-{name}"
    parameters = {
        "Stage": deployed.stage,
        "ApiId": deployed.agency_api_id,
        "Part": part,
        "Name": name,
        "Trusted": f"arn:aws:iam::{ACCOUNT}:root",
    }
    clients.cloudformation.create_stack(
        StackName=stack,
        TemplateBody=ACCESS.read_text(encoding="utf-8"),
        Capabilities=["CAPABILITY_NAMED_IAM"],
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
    )
    for _ in range(200):
        (described,) = clients.cloudformation.describe_stacks(StackName=stack)["Stacks"]
        if not described["StackStatus"].endswith("IN_PROGRESS"):
            return str(described["Outputs"][0]["OutputValue"])
        time.sleep(0.1)
    raise TimeoutError(stack)


@dataclass(frozen=True)
class Signer:
    """Somebody who signed in with a role."""

    clients: Clients
    api_id: str
    credentials: Credentials

    @classmethod
    def signed_in(cls, clients: Clients, api_id: str, role: str, who: str) -> Signer:
        """Takes the role, as a person of the body does."""
        taken = clients.of("sts").assume_role(RoleArn=role, RoleSessionName=who)["Credentials"]
        keys = Credentials(taken["AccessKeyId"], taken["SecretAccessKey"], taken["SessionToken"])
        return cls(clients, api_id, keys)

    def call(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, dict[str, Any]]:
        """Status and document of the answer."""
        data = b"" if body is None else json.dumps(body).encode()
        url = f"{self.clients.endpoint}/_aws/execute-api/{self.api_id}/$default{quote(path)}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        wanted = AWSRequest(method, url, data=data, headers={"content-type": "application/json", **named})
        SigV4Auth(self.credentials, "execute-api", REGION).add_auth(wanted)
        request = Request(url, data or None, dict(wanted.headers), method=method)  # noqa: S310 - loopback
        try:
            with urlopen(request, timeout=60) as answer:  # noqa: S310 - loopback
                return int(answer.status), json.load(answer)
        except HTTPError as error:
            with error:
                return int(error.code), json.loads(error.read() or b"{}")
