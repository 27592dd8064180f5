"""The desk: what happens under the hood, on one machine only. It reads; what it changes, the office does."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from urllib.request import urlopen

from boto3.dynamodb.types import TypeDeserializer
from botocore.exceptions import BotoCoreError, ClientError
from infra.local.answer import Answer, html, text
from infra.local.clients import Clients
from infra.local.deploy import Deployed
from infra.local.office import Office
from jinja2 import Environment, FileSystemLoader

from entraide.cases.history import first_broken
from entraide.pages.display import PARIS
from entraide.pages.shell import page
from entraide.storage.document_items import DOCUMENT_PREFIX
from entraide.storage.macs import KmsMacs
from entraide.storage.reader import DynamoCaseReader
from entraide.storage.tables import Tables

FUNCTIONS = (
    "submit",
    "follow",
    "dispatch",
    "sweep",
    "notify",
    "documents",
    "check",
    "clear",
    "investigate",
    "commission",
    "relink",
)
MOST_LINES = 200
MOST_CASES = 500
_TEMPLATES = Path(__file__).with_name("desk_pages")
_SWITCH = '<a class="language-switch" href="/" lang="fr" hreflang="fr">Français</a>'

Item = dict[str, Any]


class Desk:
    """Answers below /desk/."""

    def __init__(self, clients: Clients, deployed: Deployed, built: Path) -> None:
        self._clients = clients
        self._deployed = deployed
        self._built = built
        self.office = Office(clients, deployed)
        self._pages = Environment(
            loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        self._pages.filters["moment"] = _moment
        self._pages.filters["pretty"] = _pretty

    def answer(self, target: str) -> Answer:
        """The page at an address; 404 when there is none, 503 when the embedded cloud does not answer."""
        name, _, rest = target.partition("?")[0].removeprefix("/desk/").strip("/").partition("/")
        views: Mapping[str, Callable[[str], Mapping[str, object] | None]] = {
            "": self._overview,
            "body": self._body,
            "case": self._case,
            "work": lambda rest: self._work(rest.strip("/")),
            "sitting": lambda rest: self.office.sitting(rest.strip("/")),
            "mails": self._mails,
            "log": self._log,
        }
        try:
            names = views[name](unquote(rest)) if name in views else None
        except (BotoCoreError, ClientError, OSError) as error:
            if not _no_key(error):
                return text(HTTPStatus.SERVICE_UNAVAILABLE, f"The embedded cloud does not answer: {error}")
            names = None
        if names is None:
            return text(HTTPStatus.NOT_FOUND, "The desk has no such page.")
        main = self._pages.get_template(f"{name or 'overview'}.html").render(functions=FUNCTIONS, **names)
        return html(page(self._built, "en", "Desk", main, _SWITCH))

    def _overview(self, rest: str) -> Mapping[str, object] | None:
        if rest:
            return None
        queues = self._messages()
        cases = sorted(
            (item for item in self._scan(self._deployed.cases) if item["item"] == "CASE"),
            key=lambda item: str(item["created_at"]),
            reverse=True,
        )
        waiting = {name: messages for name, messages in queues.items() if messages}
        names = {"queues": waiting, "empty": len(queues) - len(waiting), "sessions": self.office.sessions()}
        return {**names, "cases": cases, "mails": self._sent()}

    def _body(self, body: str) -> Mapping[str, object] | None:
        messages = self._messages().get(body)
        return None if messages is None else {"body": body, "messages": messages}

    def _case(self, reference: str) -> Mapping[str, object] | None:
        items = self._query(self._deployed.cases, reference)
        if not items:
            return None
        destinations = self._query(self._deployed.destinations, reference)
        files = [self._file(each) for each in items if each["item"].startswith(DOCUMENT_PREFIX)]
        names = {"reference": reference, "items": items, "destinations": destinations, "files": files}
        return {**names, "broken": self._broken(reference)}

    def _broken(self, reference: str) -> int | None:
        """The place of the first event of a case that is not as it was written."""
        submit = f"entraide-{self._deployed.stage}-submit"
        settings = self._clients.functions.get_function_configuration(FunctionName=submit)["Environment"]
        macs = KmsMacs(self._clients.kms, settings["Variables"]["MAC_KEY_ID"])
        tables = Tables(self._deployed.cases, self._deployed.destinations, self._deployed.marks)
        stored = DynamoCaseReader(self._clients.dynamodb, tables).read(reference)
        return first_broken(reference, stored.history, macs) if stored else None

    def _file(self, item: Item) -> Item:
        """A document; an accepted one with an address to read it from for some minutes."""
        if "flaw" in item:
            return item
        key = f"{item['reference']}/{item['item'].removeprefix(DOCUMENT_PREFIX)}"
        place = {"Bucket": self._deployed.archive, "Key": key}
        return {**item, "address": self._clients.s3.generate_presigned_url("get_object", Params=place)}

    def _work(self, destination: str) -> Mapping[str, object] | None:
        names = self.office.case(destination)
        return {**names, "today": datetime.now(PARIS).date()} if names else None

    def _mails(self, rest: str) -> Mapping[str, object] | None:
        return None if rest else {"mails": self._sent()}

    def _log(self, function: str) -> Mapping[str, object] | None:
        if function not in FUNCTIONS:
            return None
        group = f"/entraide/{self._deployed.stage}/{function}"
        logs = self._clients.of("logs")
        pages = logs.get_paginator("filter_log_events").paginate(logGroupName=group)
        events = [event for each in pages for event in each["events"]]
        return {"function": function, "events": events[: -MOST_LINES - 1 : -1]}

    def _messages(self) -> dict[str, list[Item]]:
        """The messages of each queue of this stage, by body; looking at them takes none away."""
        prefix = f"entraide-{self._deployed.stage}-"
        given = self._inspect("sqs/messages")["messages"]
        queues = (
            queue for regions in given.values() for queues in regions.values() for queue in queues.items()
        )
        names = ((url.rpartition("/")[2], messages) for url, messages in queues)
        return {
            name.removeprefix(prefix).removesuffix(".fifo"): messages
            for name, messages in sorted(names)
            if name.startswith(prefix)
        }

    def _sent(self) -> list[Item]:
        given = self._inspect("ses/messages")["messages"]
        mails = [mail for account in given.values() for mail in account]
        return sorted(mails, key=lambda mail: float(mail["Timestamp"]), reverse=True)

    def _inspect(self, what: str) -> dict[str, Any]:
        with urlopen(f"{self._clients.endpoint}/_ministack/{what}", timeout=10) as answer:  # noqa: S310 (loopback)
            given: dict[str, Any] = json.load(answer)
            return given

    def _scan(self, table: str) -> list[Item]:
        pages = self._clients.dynamodb.get_paginator("scan").paginate(
            TableName=table, PaginationConfig={"MaxItems": MOST_CASES * 4}
        )
        return [_plain(item) for each in pages for item in each["Items"]]

    def _query(self, table: str, reference: str) -> list[Item]:
        found = self._clients.dynamodb.query(
            TableName=table,
            KeyConditionExpression="#reference = :reference",
            ExpressionAttributeNames={"#reference": "reference"},
            ExpressionAttributeValues={":reference": {"S": reference}},
        )
        return [_plain(item) for item in found["Items"]]


def _plain(item: Mapping[str, Any]) -> Item:
    read = TypeDeserializer()
    return {name: read.deserialize(value) for name, value in item.items()}


def _no_key(error: Exception) -> bool:
    """Whether DynamoDB was asked for what can be no key, as an address cut short does."""
    return isinstance(error, ClientError) and error.response["Error"]["Code"] == "ValidationException"


def _moment(seconds: float) -> str:
    """A time in seconds or milliseconds since 1970, in UTC."""
    milliseconds = 10**11
    return f"{datetime.fromtimestamp(seconds / 1000 if seconds > milliseconds else seconds, UTC):%Y-%m-%d %H:%M:%S}"


def _pretty(value: object) -> str:
    """JSON on several lines, also where it stands as text within other JSON."""
    return json.dumps(_opened(value), ensure_ascii=False, indent=1, default=str)


def _opened(value: object) -> object:
    if isinstance(value, dict):
        return {name: _opened(each) for name, each in value.items()}
    if not isinstance(value, str) or not value.startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value
