"""The commission: it reads files without a name, decides on each, and closes its session.

This function can read neither cases nor links: whose a file is, it could not tell if it wanted to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from entraide.cases.sessions import Sitting
from entraide.handlers.agency_calls import DECIDES, Act, Call, answered_call, told
from entraide.handlers.agency_documents import (
    NewDecision,
    Nothing,
    SessionsDocument,
    file_document,
    session_document,
)
from entraide.handlers.runtime import LambdaContext, SystemClock, commission_tables
from entraide.handlers.web import Response
from entraide.storage.client import dynamodb_client
from entraide.storage.sessions import DynamoSessionFiles


def handler(event: Mapping[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Entry point of the function `commission`."""
    return answered_call("commission-answered", event, context, DECIDES, lambda: composition().acts())


@cache
def composition() -> Chamber:
    """The composition root."""
    files = DynamoSessionFiles(dynamodb_client(), commission_tables())
    return Chamber(Sitting(files, SystemClock()))


@dataclass(frozen=True, slots=True)
class Chamber:
    """Answers the calls of the commission."""

    sitting: Sitting

    def acts(self) -> Mapping[str, Act]:
        """By route."""
        session = "/v1/commission/sessions/{session}"
        return {
            "GET /v1/commission/sessions": self.sessions,
            f"GET {session}": self.session,
            f"GET {session}/files/{{number}}": self.file,
            f"PUT {session}/files/{{number}}/decision": self.decide,
            f"POST {session}/close": self.close,
        }

    def sessions(self, call: Call) -> Response:
        """The sessions of the instance."""
        listed = self.sitting.files.sessions(call.caller.name)
        return told(SessionsDocument(sessions=[session_document(each) for each in listed]))

    def session(self, call: Call) -> Response:
        """A session, with how many of its files are decided."""
        return told(session_document(self.sitting.session(call.request.path["session"], call.caller)))

    def file(self, call: Call) -> Response:
        """A file without a name."""
        session, number = call.request.path["session"], call.number()
        return told(file_document(session, self.sitting.file(session, number, call.caller)))

    def decide(self, call: Call) -> Response:
        """The decision on a file; the same again changes nothing."""
        session, number = call.request.path["session"], call.number()
        decision = call.read(NewDecision).decision()
        return told(file_document(session, self.sitting.decide(session, number, decision, call.caller)))

    def close(self, call: Call) -> Response:
        """The end of the session."""
        call.read(Nothing)
        return told(session_document(self.sitting.close(call.request.path["session"], call.caller)))
