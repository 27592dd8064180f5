"""What is written to a worker, and to which address.

A letter is made of the language, the reference and the ways of a case: of nothing that a person typed. It tells
neither who the person is nor what the request is about (`domain-review.md` 4), and never holds the follow-up code.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from pydantic import ValidationError

from entraide.cases.endings import ending
from entraide.cases.model import Case
from entraide.forms.controls import Control
from entraide.forms.definition import Form
from entraide.forms.privacy import Privacy
from entraide.forms.reflection import fields

_RECEIVED: Final = ("mails", "received")


class UnreadableAnswersError(Exception):
    """The answers of a case are not what was stored; nothing of them is quoted."""


class LetterWords(Protocol):
    """The editors' words of one language."""

    @property
    def lang(self) -> str:
        """`fr` or `en`."""
        ...

    def node(self, *keys: str) -> Any:  # noqa: ANN401 - a tree of texts, lists and trees
        """What stands under the keys."""
        ...

    def text(self, *keys: str, **fill: object) -> str:
        """A text, with its placeholders filled."""
        ...


@dataclass(frozen=True, slots=True)
class Site:
    """What a letter says of the site."""

    origin: str
    """`https://entraide.example`, without a last slash."""
    demonstration: bool
    """Nobody will read the requests."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some paragraphs of a letter."""

    paragraphs: tuple[str, ...]
    title: str = ""
    link: str = ""
    """An address, which stands by itself after the first paragraph."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter, ready to be sent. All is plain text."""

    mark: str
    """What it is known by, so that it is sent once: `MAIL#{reference}#received`."""
    to: str
    lang: str
    subject: str
    title: str
    parts: tuple[Part, ...]
    footer: tuple[str, ...]


def address(form: type[Form], answers: str) -> str | None:
    """The first e-mail address given to be reached at, from a case's answers as `Form.model_dump_json` gave them.

    It is checked again as it was when it was typed: what is not one address, alone, is none.

    Raises `UnreadableAnswersError`.
    """
    try:
        given: Mapping[str, Mapping[str, Any] | None] = json.loads(answers)
        for asked in fields(form).values():
            value = (given.get(asked.step) or {}).get(asked.name)
            if asked.widget.control is Control.EMAIL and asked.question.privacy is Privacy.CONTACT and value:
                return str(asked.adapter.validate_python(value))
    except ValidationError:
        return None
    except (AttributeError, ValueError):
        raise UnreadableAnswersError from None
    return None


def received(case: Case, to: str, words: LetterWords, site: Site) -> Letter:
    """The letter that follows a sending: it has arrived, or the file is ready; what comes next; how to follow it."""
    reference = case.reference
    return Letter(
        mark=f"MAIL#{reference}#received",
        to=to,
        lang=words.lang,
        subject=words.text(*_RECEIVED, "subject", reference=reference),
        title=words.text(*_RECEIVED, ending(case.ways), "title"),
        parts=(_opening(reference, words, site), *_body(case, words, site)),
        footer=tuple(words.text(*_RECEIVED, "footer", key) for key in ("talk", "mistake", "automatic")),
    )


def _opening(reference: str, words: LetterWords, site: Site) -> Part:
    warning = (words.text("interface", "receipt", "demonstration"),) if site.demonstration else ()
    hello = words.text(*_RECEIVED, "hello")
    return Part((*warning, hello, words.text(*_RECEIVED, "reference", reference=reference)))


def _body(case: Case, words: LetterWords, site: Site) -> tuple[Part, ...]:
    def text(*keys: str) -> str:
        return words.text(*_RECEIVED, *keys, site=site.origin)

    return (
        Part(tuple(words.node(*_RECEIVED, ending(case.ways), "next")), text("next")),
        Part(
            (text("follow", "open"), text("follow", "code")),
            text("follow", "title"),
            link=f"{site.origin}/api/{words.lang}/follow",
        ),
        Part((text("not_official", "text"),), text("not_official", "title")),
        Part((text("fraud", "text"), text("fraud", "doubt")), text("fraud", "title")),
    )
