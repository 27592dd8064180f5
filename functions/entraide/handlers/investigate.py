"""The body that instructs a request: it reads its part, takes it, rules on texts, lists files for the commission."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from entraide.agencies.directory import Directory, Territory
from entraide.agencies.gazetteer import BuiltGazetteer
from entraide.agencies.instances import instance_of
from entraide.cases.commission import Places
from entraide.cases.identity import key_problem
from entraide.cases.investigation import CaseFiles, Investigation, Opened, RefusedError, form_of
from entraide.cases.model import Clock, Document, Macs
from entraide.cases.sessions import Preparation, SessionBook
from entraide.cases.showing import Showing
from entraide.forms.registry import FORMS
from entraide.forms.values.place import PlaceAnswer
from entraide.handlers.agency_calls import INVESTIGATES, Act, Call, answered_call, told
from entraide.handlers.agency_case import case_document
from entraide.handlers.agency_documents import (
    NewSession,
    Nothing,
    TextRuling,
    session_document,
)
from entraide.handlers.runtime import (
    BUILT,
    LambdaContext,
    SystemClock,
    archive,
    commission_tables,
    settings,
)
from entraide.handlers.web import Response
from entraide.pages.display import PARIS
from entraide.storage.buckets import S3Archive
from entraide.storage.case_files import DynamoCaseFiles
from entraide.storage.client import dynamodb_client, kms_client, s3_client
from entraide.storage.macs import KmsMacs
from entraide.storage.sessions import DynamoSessionBook

Address = Callable[[Document], str]
"""Where a document may be read for some minutes, by who was found to have the right to."""


def handler(event: Mapping[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Entry point of the function `investigate`."""
    return answered_call("investigate-answered", event, context, INVESTIGATES, lambda: composition().acts())


@cache
def composition() -> Office:
    """The composition root."""
    read, client = settings(), dynamodb_client()
    files = DynamoCaseFiles(client, read.tables)
    book = DynamoSessionBook(client, read.tables, commission_tables())
    macs, clock = KmsMacs(kms_client(), read.mac_key_id), SystemClock()
    directory, kept = Directory.load(BUILT, read.connected), S3Archive(s3_client(), archive())
    return office(files, book, macs, clock, directory, BUILT, kept.address)


def office(
    files: CaseFiles,
    book: SessionBook,
    macs: Macs,
    clock: Clock,
    directory: Directory,
    built: Path,
    address: Address,
) -> Office:
    """The office on these stores; `directory` and the built communes tell where places are."""
    gazetteer = BuiltGazetteer(built / "communes")

    def territory(place: PlaceAnswer) -> Territory | None:
        commune = gazetteer.commune(place.postal_code, place.commune)
        return directory.territory(commune.departement) if commune else None

    def commune_name(place: PlaceAnswer) -> str:
        commune = gazetteer.commune(place.postal_code, place.commune)
        return commune.name if commune else ""

    def departement(place: PlaceAnswer) -> str:
        found = territory(place)
        return found.name if found else ""

    def region(place: PlaceAnswer) -> str:
        found = territory(place)
        return found.region if found else ""

    def instance(departement: str) -> str:
        return instance_of(directory.territory(departement).region)

    def today() -> date:
        return clock.now().astimezone(PARIS).date()

    investigation = Investigation(files, FORMS, macs, clock, commune_name)
    places = Places(departement, region)
    preparation = Preparation(files, book, macs, clock, FORMS, places, instance, secrets.randbelow, today)
    showing = Showing(files, FORMS, macs, clock)
    return Office(files, investigation, preparation, showing, address)


@dataclass(frozen=True, slots=True)
class Office:
    """Answers the calls of the bodies that instruct requests."""

    files: CaseFiles
    investigation: Investigation
    preparation: Preparation
    showing: Showing
    address: Address

    def acts(self) -> Mapping[str, Act]:
        """By route."""
        case = "/v1/investigation/cases/{destination}"
        return {
            f"GET {case}": self.read,
            f"POST {case}/take": self.take,
            f"PUT {case}/texts/{{path}}": self.rule_on,
            f"POST {case}/close": self.close,
            "POST /v1/investigation/sessions": self.prepare,
            "GET /v1/investigation/sessions/{session}": self.session,
        }

    def read(self, call: Call) -> Response:
        """The case, with addresses of its documents; who was given them is all that is written."""
        found, documents = self.showing.show(call.request.path["destination"], call.caller)
        return _case(found, call, {each.id: self.address(each) for each in documents})

    def take(self, call: Call) -> Response:
        """The body has the request."""
        call.read(Nothing)
        return _case(self.investigation.take(call.request.path["destination"], call.caller), call)

    def rule_on(self, call: Call) -> Response:
        """Clears or withholds a free text."""
        destination, path = call.request.path["destination"], call.request.path["path"]
        ruling = call.read(TextRuling)
        return _case(self.investigation.rule_on(destination, call.caller, path, ruling.text), call)

    def close(self, call: Call) -> Response:
        """The body's part is done."""
        call.read(Nothing)
        return _case(self.investigation.close(call.request.path["destination"], call.caller), call)

    def prepare(self, call: Call) -> Response:
        """A session of the commission; `Idempotency-Key` makes it once.

        Raises `RefusedError`: `key.shape`, and what `Preparation.prepare` refuses.
        """
        wanted, key = call.read(NewSession), call.request.headers.get("idempotency-key", "")
        if key_problem(key):
            raise RefusedError("key.shape")
        session = self.preparation.prepare(key, wanted.day, wanted.destinations, call.caller)
        return told(session_document(session), HTTPStatus.CREATED)

    def session(self, call: Call) -> Response:
        """How far a session has come; whose its files are is another call (`relink`)."""
        return told(session_document(self.preparation.prepared(call.request.path["session"], call.caller)))


def _case(found: Opened, call: Call, addresses: Mapping[str, str] | None = None) -> Response:
    return told(case_document(found, form_of(FORMS, found), call.words, addresses))
