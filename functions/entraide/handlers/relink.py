"""The way back from a number of the commission to a case. This function alone can read the links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from entraide.cases.investigation import Opened, form_of
from entraide.cases.relinking import Relinking
from entraide.forms.registry import FORMS
from entraide.handlers.agency_calls import INVESTIGATES, Act, Call, answered_call, told
from entraide.handlers.agency_case import case_document
from entraide.handlers.agency_documents import LinkUse, Nothing
from entraide.handlers.runtime import LambdaContext, SystemClock, commission_tables, settings
from entraide.handlers.web import Response
from entraide.storage.case_files import DynamoCaseFiles
from entraide.storage.client import dynamodb_client, kms_client
from entraide.storage.macs import KmsMacs
from entraide.storage.sessions import DynamoLinks, DynamoSessions


def handler(event: Mapping[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Entry point of the function `relink`."""
    return answered_call("relink-answered", event, context, INVESTIGATES, lambda: composition().acts())


@cache
def composition() -> Registry:
    """The composition root."""
    read, tables, client = settings(), commission_tables(), dynamodb_client()
    files, macs = DynamoCaseFiles(client, read.tables), KmsMacs(kms_client(), read.mac_key_id)
    links, sessions = DynamoLinks(client, tables), DynamoSessions(client, tables)
    return Registry(Relinking(links, sessions, files, FORMS, macs, SystemClock()))


@dataclass(frozen=True, slots=True)
class Registry:
    """Answers who asks whose a file is."""

    relinking: Relinking

    def acts(self) -> Mapping[str, Act]:
        """By route."""
        file = "/v1/investigation/sessions/{session}/files/{number}"
        return {f"POST {file}/link": self.link, f"POST {file}/hand-back": self.hand_back}

    def link(self, call: Call) -> Response:
        """The case behind a number, for a purpose that enters its history."""
        use, session = call.read(LinkUse), call.request.path["session"]
        return _case(self.relinking.whose(session, call.number(), use.purpose, call.caller), call)

    def hand_back(self, call: Call) -> Response:
        """The decision on a number, given back to its case."""
        call.read(Nothing)
        found = self.relinking.hand_back(call.request.path["session"], call.number(), call.caller)
        return _case(found, call)


def _case(found: Opened, call: Call) -> Response:
    return told(case_document(found, form_of(FORMS, found), call.words))
