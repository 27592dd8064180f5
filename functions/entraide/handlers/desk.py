"""What `submit`, `follow` and `documents` work with: words, directory, communes, keys; built once (`public`)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final, Protocol

from entraide.agencies.directory import Directory
from entraide.agencies.places import Gazetteer
from entraide.cases.identity import new_key
from entraide.cases.model import Clock, Macs
from entraide.forms.definition import Form
from entraide.handlers.problems import message_problem
from entraide.handlers.web import Request, Response, language, unread
from entraide.pages.render import render
from entraide.pages.review_view import Describer
from entraide.pages.shell import page
from entraide.pages.words import Words, home, load_words, other_language, spoken

KEY_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Drawn:
    """A template, and what it names."""

    template: str
    names: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """The collaborators that the public functions share."""

    built: Path
    directory: Directory
    gazetteer: Gazetteer
    macs: Macs
    clock: Clock
    demonstration: bool

    def words(self, lang: str) -> Words:
        """The words of a language; French when there is no such language."""
        return load_words(self.built, spoken(lang))

    def describer(self, form: type[Form], words: Words) -> Describer:
        """Puts this form's answers into words."""
        return Describer(form, words, self.directory, self.gazetteer)

    def page(
        self, words: Words, title: str, drawn: Drawn, switch: Switch, status: HTTPStatus = HTTPStatus.OK
    ) -> Response:
        """See `site_page`."""
        return site_page(self.built, words, title, drawn, switch, status)

    def message(
        self, request: Request, words: Words, status: HTTPStatus, key: str, **fill: object
    ) -> Response:
        """See `message_page`."""
        return message_page(self.built, request, words, status, key, **fill)

    def wrong_method(self, request: Request, words: Words, allowed: str) -> Response:
        """405; `allowed` are the methods of the address (RFC 9110, 15.5.6)."""
        refused = self.message(request, words, HTTPStatus.METHOD_NOT_ALLOWED, "wrong_method")
        return replace(refused, headers={"allow": allowed})


class Switch(Protocol):
    """How a page leads to the other language."""

    def html(self, built: Path, words: Words) -> str:
        """The control to put in the header."""
        ...


@dataclass(frozen=True, slots=True)
class Link:
    """A plain link, on pages where nothing is typed; `address` is that of the page in its own language."""

    address: str

    def html(self, built: Path, words: Words) -> str:
        """See `Switch`."""
        other = other_language(words.lang)
        address = self.address.replace(f"/api/{words.lang}/", f"/api/{other}/", 1)
        if not self.address.startswith("/api/"):
            address = home(other)
        label = words.text("interface", "form", "other_language")
        return render(built, "switch_link.html", address=address, other=other, label=label)


@dataclass(frozen=True, slots=True)
class Button:
    """A submit button of the page's form: what was typed goes along."""

    address: str
    action: str

    def html(self, built: Path, words: Words) -> str:
        """See `Switch`."""
        return render(
            built,
            "switch.html",
            address=self.address,
            action=self.action,
            other=other_language(words.lang),
            label=words.text("interface", "form", "other_language"),
            check=words.text("interface", "form", "check"),
        )


def site_page(
    built: Path, words: Words, title: str, drawn: Drawn, switch: Switch, status: HTTPStatus = HTTPStatus.OK
) -> Response:
    """A page of the site around what a template draws; `title` is that of the window, as text."""
    main = render(built, drawn.template, **drawn.names)
    return Response(status, page(built, words.lang, title, main, switch.html(built, words)))


def message_page(
    built: Path, request: Request, words: Words, status: HTTPStatus, key: str, **fill: object
) -> Response:
    """A page, or a problem document, for a request that could not be taken; `key` is of `interface.messages`."""
    if request.wants_json:
        return message_problem(words, status, key, fill)
    at = ("interface", "messages", key)
    title, body = words.text(*at, "title"), words.text(*at, "body", **fill)
    label = words.text("interface", "messages", "to_home")
    names = {"title": title, "body": body, "link": home(words.lang), "link_label": label}
    return site_page(built, words, title, Drawn("message.html", names), Link(home(words.lang)), status)


def mistake_page(built: Path, event: Mapping[str, Any]) -> Response:
    """What says that we made a mistake, and what to do, in the language of the address.

    Drawn from the words alone: whatever else there is may be what broke.
    """
    words = load_words(built, spoken(language(event)))
    return message_page(built, unread(event), words, HTTPStatus.INTERNAL_SERVER_ERROR, "our_mistake")


def fresh_key() -> str:
    """A submission key nobody can guess."""
    return new_key(secrets.token_bytes(KEY_BYTES))
