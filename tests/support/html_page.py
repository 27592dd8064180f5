"""A page as a browser without JavaScript sees it: its text, its ids, and what each button would send."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

Pairs = list[tuple[str, str]]

_VOID = frozenset({"input", "br", "meta", "link", "hr", "img"})


@dataclass
class Control:
    """An input, a text area or a button of a form."""

    kind: str
    """`text`, `hidden`, `radio`, `checkbox`, `textarea`, `submit`…"""
    attributes: dict[str, str]
    value: str
    form: str = ""
    """The id of the form that it belongs to."""

    @property
    def name(self) -> str:
        return self.attributes.get("name", "")

    @property
    def checked(self) -> bool:
        return "checked" in self.attributes


@dataclass(frozen=True)
class Sent:
    """What pressing a button sends, and where to."""

    address: str
    pairs: Pairs


@dataclass
class HtmlPage:
    """A parsed page."""

    text: str = ""
    """All the text, its spaces joined."""
    lang: str = ""
    title: str = ""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    actions: dict[str, str] = field(default_factory=dict)
    """The address of each form, by its id, or by its place in the page (`#1`) when it has none."""
    controls: list[Control] = field(default_factory=list)
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def buttons(self) -> list[str]:
        """What the submit buttons say to the server, in order."""
        return [each.value for each in self.controls if each.kind == "submit"]

    def values(self, name: str) -> list[str]:
        """What stands in the inputs of this name: texts, or the boxes that are ticked."""
        found = [each for each in self.controls if each.name == name and each.kind != "submit"]
        return [each.value for each in found if each.kind not in ("radio", "checkbox") or each.checked]

    def offered(self, name: str) -> list[str]:
        """The values of the radios or boxes of this name."""
        return [
            each.value for each in self.controls if each.name == name and each.kind in ("radio", "checkbox")
        ]

    @property
    def anchors(self) -> list[str]:
        """The links to places of the page itself: those of its errors."""
        return [each for each in self.links if each.startswith("#")]

    def press(self, value: str, **changes: str | list[str] | None) -> Sent:
        """What the button with this value sends.

        `changes` types other answers first, by name with two underscores for the dot: a text, the boxes to tick,
        or None to leave it blank.
        """
        button = next(each for each in self.controls if each.kind == "submit" and each.value == value)
        return self.press_this(button, **changes)

    def enter(self, **changes: str | list[str] | None) -> Sent:
        """What the Enter key sends from a text input: the first button of the form, wherever it stands."""
        first = next(each for each in self.controls if each.kind == "submit" and each.form == "form")
        return self.press_this(first, **changes)

    def press_this(self, button: Control, **changes: str | list[str] | None) -> Sent:
        """What a button sends; see `press`."""
        new = {name.replace("__", "."): each for name, each in changes.items()}
        pairs = [(name, typed) for name, typed in self._successful(button.form) if name not in new]
        for name, typed in new.items():
            pairs += [(name, each) for each in ([typed] if isinstance(typed, str) else typed or [])]
        if button.name:
            pairs.append((button.name, button.value))
        return Sent(button.attributes.get("formaction", self.actions[button.form]), pairs)

    def _successful(self, form: str) -> Pairs:
        """The controls that a browser sends, in order; new lines as it sends them."""
        kept = [
            each
            for each in self.controls
            if each.form == form
            and each.name
            and each.kind != "submit"
            and (each.kind not in ("radio", "checkbox") or each.checked)
        ]
        return [(each.name, re.sub("\r\n|\r|\n", "\r\n", each.value)) for each in kept]


def read_page(html: str) -> HtmlPage:
    """Parses a page."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.page.text = _joined("".join(reader.texts))
    return reader.page


def _joined(text: str) -> str:
    """The text as it is shown: spaces and new lines run together, but not the no-break spaces of French."""
    return re.sub("[ \t\r\n]+", " ", text).strip(" ")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = HtmlPage()
        self.texts: list[str] = []
        self._open: list[tuple[str, int]] = []
        self._form = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        page = self.page
        page.elements.append((tag, attributes))
        if "id" in attributes:
            page.ids.append(attributes["id"])
        if tag == "html":
            page.lang = attributes.get("lang", "")
        if tag == "a":
            page.links.append(attributes.get("href", ""))
        if tag == "form":
            self._form = attributes.get("id", f"#{len(page.actions)}")
            page.actions[self._form] = attributes["action"]
        if tag in ("input", "button", "textarea"):
            kind = {"input": attributes.get("type", "text"), "button": "submit"}.get(tag, tag)
            usual = "on" if kind in ("radio", "checkbox") else ""
            form = attributes.get("form", self._form)
            page.controls.append(Control(kind, attributes, attributes.get("value", usual), form))
        if tag not in _VOID:
            self._open.append((tag, len(self.texts)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            raise AssertionError(f"</{tag}> closes {self._open[-1:]} (line {self.getpos()[0]})")
        _, start = self._open.pop()
        inside = "".join(self.texts[start:])
        if tag == "form":
            self._form = ""
        elif tag == "textarea":
            self.page.controls[-1].value = inside.removeprefix("\n")
        elif tag == "title":
            self.page.title = inside
        elif re.fullmatch("h[1-6]", tag):
            self.page.headings.append(_joined(inside))
        self.texts.append(" ")
