"""A JSON client's way through a form: the same address, the same rules, the key in `Idempotency-Key`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from http import HTTPStatus

from entraide.agencies.situation import Routing
from entraide.cases.identity import key_problem
from entraide.cases.intake import Received
from entraide.cases.model import AlreadyArrived, KeyReused, StoreUnavailableError
from entraide.forms.checking import Checked, Problem
from entraide.forms.definition import Form
from entraide.forms.reading import TOLD_OF_NAME, Json, read_json
from entraide.forms.registry import FORMS
from entraide.forms.values.codes import FormCode, ValueCode
from entraide.handlers.desk import Desk
from entraide.handlers.intake import Intake, kept_choices, not_to_choose
from entraide.handlers.noted import failed, noted
from entraide.handlers.problems import Kind, answers_problem, message_problem, problem
from entraide.handlers.web import (
    RETRY_LATER,
    BadRequestError,
    Request,
    Response,
    json_response,
    read_document,
)
from entraide.pages.addresses import receipt_address
from entraide.pages.advice_view import advice_view
from entraide.pages.words import Words


@dataclass(frozen=True, slots=True)
class JsonFlow:
    """Answers the JSON requests of one form in one language."""

    desk: Desk
    intake: Intake
    words: Words
    form: type[Form]

    def answer(self, request: Request) -> Response:
        """422 with what is wrong; 200 with where it would go, without a key; 201 when it is stored."""
        try:
            document = read_document(request)
        except BadRequestError as bad:
            return message_problem(self.words, bad.status, bad.message, {}, bad.code)
        meta = {name: document.pop(name) for name in [*document] if name.startswith("_")}
        checked = self.intake.check(self.form, read_json(self.form, document))
        return noted(self._checked(checked, meta, request.headers.get("idempotency-key")), checked)

    def _checked(self, checked: Checked, meta: Mapping[str, Json], key: str | None) -> Response:
        errors = self._errors(checked, meta)
        if errors:
            return answers_problem(self.words, errors)
        if self.form.advises:
            advice = advice_view(checked, self.words, FORMS)
            return json_response(
                HTTPStatus.OK, {"status": "advice", "helps": [asdict(each) for each in advice.helps]}
            )
        routing = self.intake.route(self.intake.sent(checked))
        unknown = not_to_choose(checked, routing)
        if unknown:
            return answers_problem(self.words, {path: Problem(FormCode.CHOICE_UNKNOWN) for path in unknown})
        if routing.choices and not kept_choices(checked, routing):
            return answers_problem(self.words, {"review.bodies": Problem(FormCode.REQUIRED)})
        if key is None:
            return json_response(HTTPStatus.OK, {"status": "valid", **self._routed(checked, routing)})
        if wrong := key_problem(key):
            return answers_problem(self.words, {"": Problem(wrong)})
        return self._store(checked, routing, key, again=meta.get("_again") is True)

    def _errors(self, checked: Checked, meta: Mapping[str, Json]) -> Mapping[str, Problem]:
        version = meta.get("_version", self.form.version)
        # To Python, `true` and `1.0` are 1.
        if type(version) is not int or version != self.form.version:
            return {"_version": Problem(FormCode.OLD_VERSION), **checked.errors}
        unknown = {name[:TOLD_OF_NAME]: Problem(FormCode.UNKNOWN) for name in meta if name not in _META}
        unknown |= {
            name: Problem(ValueCode.TYPE) for name in _SWITCHES if not isinstance(meta.get(name, True), bool)
        }
        leaving = checked.leaving(going_on=meta.get("_continue") is True)
        if leaving:
            title = self.words.text("forms", self.form.id, "exits", leaving[0].code, "title")
            unknown["_continue"] = Problem(FormCode.EXIT, {"title": title})
        return {**unknown, **checked.errors}

    def _store(self, checked: Checked, routing: Routing, key: str, *, again: bool) -> Response:
        try:
            outcome = self.intake.store(checked, routing, key, self.words.lang, again=again)
        except StoreUnavailableError as error:
            return failed(self._unavailable(), error, str(error))
        match outcome:
            case Received():
                return self._received(checked, routing, outcome)
            case AlreadyArrived(reference=reference):
                again_ = {"_again": Problem(FormCode.ALREADY_ARRIVED, {"reference": reference})}
                return self._conflict(Kind.ALREADY_ARRIVED, again_, reference=reference)
            case KeyReused():
                return self._conflict(Kind.KEY_REUSED, {"": Problem(FormCode.KEY_REUSED)})

    def _conflict(self, kind: Kind, errors: Mapping[str, Problem], **more: object) -> Response:
        return problem(self.words, HTTPStatus.CONFLICT, kind, errors, **more)

    def _unavailable(self) -> Response:
        told = message_problem(self.words, HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", {})
        return replace(told, headers=RETRY_LATER)

    def _received(self, checked: Checked, routing: Routing, received: Received) -> Response:
        document = {
            "status": "received",
            "reference": received.reference,
            "received_at": received.at.isoformat(timespec="milliseconds"),
            "follow_up_code": received.code,
            "receipt": receipt_address(self.words.lang, received.reference),
            "statement": self.words.text("interface", "receipt", "statement"),
            **self._routed(checked, routing),
        }
        return json_response(HTTPStatus.CREATED, document)

    def _routed(self, checked: Checked, routing: Routing) -> dict[str, object]:
        describer = self.desk.describer(self.form, self.words)
        destinations = [
            {
                "body": each.body,
                "name": describer.named(self.desk.directory.body(each.body)),
                "needs": sorted(each.needs),
                "roles": sorted(each.roles),
                "ending": "sent" if self.desk.directory.is_connected(each.body) else "prepared",
                "needs_person": each.needs_person,
                "candidates": list(each.candidates),
                "reasons": list(describer.reasons(each.reasons)),
            }
            for each in kept_choices(checked, routing)
        ]
        told = [asdict(each) for each in describer.referrals(routing.referrals)]
        left_out = self.intake.left_out(checked, routing)
        return {"destinations": destinations, "referrals": told, "left_out": list(left_out)}


_SWITCHES = ("_continue", "_again")
_META = frozenset({"_version", *_SWITCHES})
