"""A browser's way through a form, the same with and without JavaScript: every control is a submit button."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Final

from entraide.agencies.situation import Routing
from entraide.cases.identity import key_problem
from entraide.cases.intake import Received
from entraide.cases.model import AlreadyArrived, KeyReused, StoreUnavailableError
from entraide.forms.checking import Checked, Problem
from entraide.forms.definition import Exit, Form
from entraide.forms.keeping import Unreadable, read_kept, taken_up
from entraide.forms.reading import Raw, read_pairs
from entraide.forms.registry import FORMS
from entraide.forms.rows import edited_rows
from entraide.forms.situation import proposed
from entraide.forms.values.codes import FormCode
from entraide.handlers.cookies import receipt_cookie
from entraide.handlers.desk import Desk, Drawn, fresh_key
from entraide.handlers.form_pages import answers_page, carried, form_page
from entraide.handlers.intake import Intake, kept_choices, unseen_bodies, with_new_bodies
from entraide.handlers.noted import failed, noted
from entraide.handlers.problems import errors_document, inspected
from entraide.handlers.web import RETRY_LATER, Request, Response, attachment, read_sent, see_other
from entraide.pages.addresses import form_address, receipt_address
from entraide.pages.advice_view import advice_view
from entraide.pages.display import moment
from entraide.pages.form_view import form_view, version_mark
from entraide.pages.kept_view import NOTHING_LOADED, LoadedView, kept_file, loaded_view, refused_view
from entraide.pages.review_view import Pairs, review_inputs, review_view, typed_inputs
from entraide.pages.words import Words

REPLACEMENT: Final = "\ufffd"
"""What a byte that is not UTF-8 became."""

_NOT_CHOSEN_YET: Final = frozenset({FormCode.PLACE_CHOOSE, FormCode.PLACE_MISMATCH})
"""No errors to who asks for the communes of a postal code, be it another one than before."""

MAX_FILE: Final = 256 * 1024
"""Bytes of a file of answers; an honest one takes less than half."""


@dataclass(frozen=True, slots=True)
class HtmlFlow:
    """Answers the POSTs of one form in one language."""

    desk: Desk
    intake: Intake
    words: Words
    form: type[Form]

    def answer(self, request: Request) -> Response:
        """The page that follows.

        Raises:
            BadRequestError: the body is not that of an HTML form.
        """
        pairs, file = read_sent(request)
        meta = {name: value for name, value in pairs if name.startswith("_")}
        checked = self.intake.check(self.form, _with_encoding_problems(read_pairs(self.form, pairs)))
        action, _, argument = meta.get("_action", "check").partition(":")
        if request.wants_json and action == "inspect":
            # A page from before a deployment may be unable to mend what is wrong: it is told once it is sent.
            return noted(inspected({} if self._outdated(meta) else checked.errors, self.words), checked)
        if request.wants_json:
            return noted(errors_document(checked, self.words), checked)
        if action == "load":
            return noted(self._load(checked, meta, file), checked)
        return noted(self._pressed(checked, meta, action, argument), checked)

    def _outdated(self, meta: Mapping[str, str]) -> bool:
        """Whether the page that was sent shows another version of the form."""
        current = version_mark(self.form)
        return meta.get("_version", current) != current

    def _pressed(self, checked: Checked, meta: Mapping[str, str], action: str, argument: str) -> Response:
        """What a button does; an action that is none is *check*."""
        if action in ("redraw", "edit"):
            return self._form(checked, meta, {})
        if action == "save":
            describer = self.desk.describer(self.form, self.words)
            file = kept_file(describer, checked, self.desk.clock.now())
            return attachment(file.name, file.text)
        if action in ("add", "remove"):
            changed = edited_rows(self.form, checked.raw, action, argument)
            return self._form(self.intake.check(self.form, changed), meta, {}, amid=True)
        if action == "find":
            problem = checked.errors.get(argument)
            shown = problem and problem.code not in _NOT_CHOSEN_YET
            return self._form(checked, meta, {argument: problem} if problem and shown else {}, amid=True)
        return self._checked(checked, {**meta, "_continue": "yes"} if action == "continue" else meta, action)

    def _load(self, checked: Checked, meta: Mapping[str, str], file: bytes) -> Response:
        """The form with the answers of a file in it, or with the reason why it gave none; nothing typed is lost."""
        kept = read_kept(file) if len(file) <= MAX_FILE else Unreadable.TOO_LARGE
        if isinstance(kept, Unreadable):
            return self._form(checked, meta, {}, loaded=refused_view(kept, self.words))
        taken = taken_up(self.form, checked.raw, kept)
        loaded = loaded_view(self.desk.describer(self.form, self.words), kept, taken)
        return self._form(self.intake.check(self.form, taken.raw), meta, {}, loaded=loaded)

    def _checked(self, checked: Checked, meta: Mapping[str, str], action: str) -> Response:
        if meta.get("_website"):
            return self._form(checked, meta, {"": Problem(FormCode.HONEYPOT), **checked.errors})
        leaving = checked.leaving(going_on=bool(meta.get("_continue")))
        if leaving:
            return self._exit(checked, meta, leaving)
        proposals = proposed(checked)
        if proposals and action not in ("send", "again"):
            return self._propose(checked, meta, proposals)
        if checked.errors:
            return self._form(checked, meta, checked.errors)
        return self._advice(checked) if self.form.advises else self._routed(checked, meta, action)

    def _routed(self, checked: Checked, meta: Mapping[str, str], action: str) -> Response:
        """The review, until exactly what it shows is sent."""
        outdated = self._outdated(meta)
        sending = action in ("send", "again") and not outdated and not key_problem(meta.get("_key", ""))
        routing = self.intake.route(self.intake.sent(checked) if sending else checked)
        checked = with_new_bodies(checked, routing, meta.get("_offered"))
        unseen = unseen_bodies(checked, routing, meta.get("_offered"))
        if not sending:
            old = self.words.text("interface", "form", "old_version_body") if outdated else ""
            return self._review(checked, meta, routing, old)
        if unseen:
            return self._review(checked, meta, routing, self._changed(unseen))
        if routing.choices and not kept_choices(checked, routing):
            none_left = self.words.text("interface", "review", "none_left")
            return self._review(checked, meta, routing, error=none_left)
        return self._send(checked, meta, routing, again=action == "again")

    def _form(
        self,
        checked: Checked,
        meta: Mapping[str, str],
        errors: Mapping[str, Problem],
        notice: str = "",
        *,
        loaded: LoadedView = NOTHING_LOADED,
        amid: bool = False,
    ) -> Response:
        """The form with the answers; `amid`, the person goes on at the place where they were."""
        notice = notice or ("old_version" if self._outdated(meta) else "")
        travels = (*carried(meta), *review_inputs(checked))
        view = form_view(self.form, self.words, checked.raw, errors, self.desk.gazetteer, travels, notice)
        if amid:
            # The notice at the top may go unseen: an old page stays one until it is checked.
            view = replace(view, version=meta.get("_version", view.version))
        return form_page(self.desk.built, self.words, self.form, view, loaded)

    def _propose(self, checked: Checked, meta: Mapping[str, str], needs: tuple[str, ...]) -> Response:
        rule = self.form.proposals
        path = rule.path if rule else ""
        raw = replace(checked.raw, answers={**checked.raw.answers, path: list(needs)})
        return self._form(replace(checked, raw=raw), meta, {}, "proposed")

    def _advice(self, checked: Checked) -> Response:
        """What may fit; nothing is stored, and the answers go along into the forms."""
        words = self.words.node("advice")
        names = {
            "advice": advice_view(checked, self.words, FORMS),
            "words": words,
            "colon": self.words.colon,
            "action": form_address(self.form.id, self.words.lang),
        }
        return self._page(words["title"], "advice.html", names, HTTPStatus.OK)

    def _exit(self, checked: Checked, meta: Mapping[str, str], leaving: tuple[Exit, ...]) -> Response:
        at = ("forms", self.form.id, "exits")
        exits = [
            {
                "title": self.words.text(*at, each.code, "title"),
                "body": self.words.html(*at, each.code, "markdown"),
            }
            for each in leaving
        ]
        names = {
            "exits": exits,
            "hidden": self._hidden(checked, meta),
            "action": form_address(self.form.id, self.words.lang),
            "may_continue": all(each.may_continue for each in leaving),
            "words": self.words.node("interface", "exit"),
        }
        return self._page(exits[0]["title"], "exit.html", names, HTTPStatus.OK)

    def _review(
        self,
        checked: Checked,
        meta: Mapping[str, str],
        routing: Routing,
        notice: str = "",
        error: str = "",
    ) -> Response:
        key = meta.get("_key", "")
        kept = {**meta, "_key": fresh_key() if key_problem(key) else key}
        kept.pop("_offered", None)
        view = review_view(
            self.desk.describer(self.form, self.words), checked, routing, carried(kept), notice, error
        )
        words = self.words.node("interface", "review")
        status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
        official = self.words.html("interface", "review", "official", "markdown")
        documents = self.words.node("documents")
        names = {"review": view, "words": words, "official": official, "documents": documents}
        return self._page(words["title"], "review.html", names, status)

    def _changed(self, bodies: Iterable[str]) -> str:
        """What was chosen on the review page, consent left out too, may tell a body what that page did not show."""
        describer = self.desk.describer(self.form, self.words)
        names = ", ".join(describer.named(self.desk.directory.body(each)) for each in bodies)
        return self.words.text("interface", "review", "changed", bodies=names)

    def _send(self, checked: Checked, meta: Mapping[str, str], routing: Routing, *, again: bool) -> Response:
        try:
            outcome = self.intake.store(checked, routing, meta["_key"], self.words.lang, again=again)
        except StoreUnavailableError as error:
            return failed(self._unavailable(checked, meta, "again" if again else "send"), error, str(error))
        match outcome:
            case Received(reference=reference, code=code):
                cookies = (receipt_cookie(reference, code),) if code else ()
                return see_other(receipt_address(self.words.lang, reference), cookies)
            case AlreadyArrived(reference=reference, at=at):
                return self._already(checked, meta, reference, moment(at, self.words))
            case KeyReused():
                return self._review_again(checked, meta, routing)

    def _review_again(self, checked: Checked, meta: Mapping[str, str], routing: Routing) -> Response:
        """The key has served for other answers: a fresh key, and a new reading."""
        error = self.words.text("interface", "key_reused", "body")
        return replace(
            self._review(checked, {**meta, "_key": ""}, routing, error=error), status=HTTPStatus.CONFLICT
        )

    def _already(self, checked: Checked, meta: Mapping[str, str], reference: str, at: str) -> Response:
        words = self.words
        body = words.text("interface", "already", "body", date=at, reference=reference)
        buttons = [(words.text("interface", "already", each), value) for each, value in _ALREADY]
        link = (words.text("interface", "follow", "open"), receipt_address(words.lang, reference))
        return self._confirm(
            "already", HTTPStatus.CONFLICT, checked, meta, body=body, buttons=buttons, link=link
        )

    def _unavailable(self, checked: Checked, meta: Mapping[str, str], action: str) -> Response:
        body = self.words.text("interface", "messages", "unavailable", "body")
        buttons = [(self.words.text("interface", "messages", "retry"), action)]
        response = self._confirm(
            "unavailable", HTTPStatus.SERVICE_UNAVAILABLE, checked, meta, body=body, buttons=buttons
        )
        return replace(response, headers=RETRY_LATER)

    def _confirm(
        self,
        key: str,
        status: HTTPStatus,
        checked: Checked,
        meta: Mapping[str, str],
        *,
        body: str,
        buttons: list[tuple[str, str]],
        link: tuple[str, str] | None = None,
    ) -> Response:
        at = ("interface", key) if key == "already" else ("interface", "messages", key)
        title = self.words.text(*at, "title")
        names = {
            "title": title,
            "body": body,
            "buttons": buttons,
            "link": link,
            "hidden": self._hidden(checked, meta),
            "action": form_address(self.form.id, self.words.lang),
        }
        return self._page(title, "question.html", names, status)

    def _hidden(self, checked: Checked, meta: Mapping[str, str]) -> Pairs:
        version = ("_version", version_mark(self.form))
        return (version, *carried(meta), *typed_inputs(checked))

    def _page(self, title: str, template: str, names: Mapping[str, Any], status: HTTPStatus) -> Response:
        return answers_page(self.desk.built, self.words, self.form, title, Drawn(template, names), status)


_ALREADY: Final = (("back", "edit"), ("again", "again"))


def _with_encoding_problems(raw: Raw) -> Raw:
    broken = {
        path: FormCode.BODY_ENCODING for path, value in raw.answers.items() if REPLACEMENT in str(value)
    }
    return replace(raw, problems={**raw.problems, **broken})
