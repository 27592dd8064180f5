"""Somebody with a browser without JavaScript: opens pages, types, presses buttons, keeps cookies."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus

from counter import SHELL, Counter
from entraide.forms.questionnaire import Questionnaire
from entraide.handlers.web import Response
from entraide.pages.shell import LANGUAGE_START, MAIN
from entraide.pages.static import static_form, static_switch
from html_page import HtmlPage, Pairs, Sent, read_page


@dataclass
class Visitor:
    """One visit; `page` is what stands on the screen, `response` what it came with."""

    counter: Counter
    page: HtmlPage = field(default_factory=HtmlPage)
    html: str = ""
    status: HTTPStatus = HTTPStatus.OK
    headers: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    address: str = ""

    def open_form(self, lang: str = "fr", form: str = Questionnaire.id) -> Visitor:
        """The static page that holds a form."""
        built = self.counter.built
        main, switch = static_form(built, form, lang), static_switch(built, form, lang)
        html = SHELL.format(lang=lang).replace(MAIN, main).replace(LANGUAGE_START, switch)
        return self._shown(HTTPStatus.OK, html, f"/help/{form}/")

    def fill(self, pairs: Pairs, button: str = "check") -> Visitor:
        """Types these answers into the page as it stands, in the place of what was there, and presses a button."""
        sent = self.page.press(button)
        typed = {name for name, _ in pairs}
        kept = [pair for pair in sent.pairs if pair[0].startswith("_") and pair[0] not in typed]
        return self._send(Sent(sent.address, [*kept, *pairs]))

    def press(self, button: str, **changes: str | list[str] | None) -> Visitor:
        """Presses a button, after some changes (see `HtmlPage.press`)."""
        return self._send(self.page.press(button, **changes))

    def enter(self, **changes: str | list[str] | None) -> Visitor:
        """Presses the Enter key in a text input of the form."""
        return self._send(self.page.enter(**changes))

    def switch(self, **changes: str | list[str] | None) -> Visitor:
        """Presses the language switch of the page."""
        other = {"fr": "en", "en": "fr"}[self.page.lang]
        button = next(each for each in self.page.controls if each.attributes.get("lang") == other)
        return self._send(self.page.press_this(button, **changes))

    def open(self, address: str) -> Visitor:
        """Opens an address of `follow`."""
        _, _, lang, *rest = address.split("/")
        path = {"lang": lang, "reference": rest[1]} if rest[0] == "receipts" else {"lang": lang}
        cookies = [f"{name}={value}" for name, value in self.cookies.items()]
        return self._took(self.counter.get(path, cookies), address)

    def _send(self, sent: Sent) -> Visitor:
        address, _, _ = sent.address.partition("#")
        _, _, lang, kind, *rest = address.split("/")
        if kind == "follow":
            return self._took(self.counter.open(sent.pairs, lang), address)
        return self._took(self.counter.post(sent.pairs, lang, rest[0]), address)

    def _took(self, response: Response, address: str) -> Visitor:
        for cookie in response.cookies:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.headers = dict(response.to_api()["headers"])
        location = self.headers.get("location", "")
        if location.startswith("/api/"):
            return self.open(location)
        return self._shown(response.status, response.body, location or address)

    def _shown(self, status: HTTPStatus, html: str, address: str) -> Visitor:
        self.status, self.html, self.page, self.address = status, html, read_page(html), address
        return self
