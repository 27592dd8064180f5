"""Within a line: facts (`{{ key }}`) and passages in another language (`[Help!]{lang=en}`)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from re import Match

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from guidance.facts import PLACE, Fact, Facts

PASSAGE = r"\[([^\]\[]+)\]\{\s*lang=([a-z]{2})\s*\}"
SOURCES = {
    "fr": (
        "À confirmer",
        "Nous n’avons pas encore pu vérifier ces informations à la source officielle.",
        "Source",
    ),
    "en": ("To be confirmed", "We have not yet been able to check this with the official source.", "Source"),
}


class FactProcessor(InlineProcessor):
    """Puts a fact in its place: a number to touch, a link, a figure; remembers those still to be confirmed."""

    def __init__(self, md: Markdown, facts: Facts, lang: str) -> None:
        super().__init__(PLACE.pattern, md)
        self.facts = facts
        self.lang = lang
        self.to_confirm: dict[str, Fact] = {}

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the base's name; it allows a text
        self, m: Match[str], data: str
    ) -> tuple[ET.Element | str, int, int]:
        """In the target of a link, the bare address.

        Raises:
            KeyError: there is no such fact; the gate says where before any page is built.
        """
        fact = self.facts[m[1]]
        if data[: m.start()].endswith("]("):
            return fact.href() or fact.value, m.start(), m.end()
        return self._element(fact), m.start(), m.end()

    def _element(self, fact: Fact) -> ET.Element:
        element = ET.Element("span", {"class": "fact"})
        before, shown, after = _around(fact, self.lang)
        href = fact.href()
        if href is None:
            element.text = AtomicString(before + shown + after)
        else:
            element.text = AtomicString(before)
            link = ET.SubElement(element, "a", {"href": href})
            link.text = AtomicString(shown)
            link.tail = AtomicString(after)
        if fact.to_confirm:
            self.to_confirm[fact.key] = fact
            _append_text(element, " (")
            mark = ET.SubElement(element, "a", {"href": f"#{fact.anchor}", "class": "fact__mark"})
            mark.text = AtomicString(fact.confirmation(self.lang))
            mark.tail = AtomicString(")")
        return element


class SourcesProcessor(Treeprocessor):
    """At the foot of a page, the sources of what is still to be confirmed: reachable by touch and on paper."""

    def __init__(self, md: Markdown, found: FactProcessor) -> None:
        super().__init__(md)
        self.found = found

    def run(self, root: ET.Element) -> None:
        """Adds nothing to a page of certain facts."""
        if not self.found.to_confirm:
            return
        title, explanation, word = SOURCES[self.found.lang]
        section = ET.SubElement(root, "section", {"class": "sources", "aria-labelledby": "sources"})
        ET.SubElement(section, "h2", {"class": "sources__title", "id": "sources"}).text = AtomicString(title)
        ET.SubElement(section, "p").text = AtomicString(explanation)
        entries = ET.SubElement(section, "ul")
        colon = " : " if self.found.lang == "fr" else ": "
        for fact in self.found.to_confirm.values():
            entry = ET.SubElement(entries, "li", {"id": fact.anchor})
            said = f"{fact.text(self.found.lang)}. {word}{colon}"
            entry.text = AtomicString(said)
            said_in = self.found.lang if self.found.lang in fact.sources else "fr"
            foreign = {} if said_in == self.found.lang else {"lang": said_in}
            source = ET.SubElement(entry, "cite", foreign)
            source.text = AtomicString(fact.sources[said_in])
            source.tail = AtomicString(f" ({fact.confirmation(self.found.lang)})")


class PassageProcessor(InlineProcessor):
    """A passage in another language, so that screen readers say it right."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the base's name
        self, m: Match[str], data: str
    ) -> tuple[ET.Element, int, int]:
        """A span with its language."""
        del data
        element = ET.Element("span", {"lang": m[2]})
        element.text = m[1]
        return element, m.start(), m.end()


def _around(fact: Fact, lang: str) -> tuple[str, str, str]:
    """The words of a phone number before, in and after its link: only the number itself is touched."""
    words = fact.text(lang)
    if fact.kind != "phone":
        return "", words, ""
    digits = [at for at, character in enumerate(words) if character.isdigit()]
    last = next((at for at in digits if _digits(words[: at + 1]) == _digits(fact.value)), None)
    if last is None:
        return "", words, ""
    return words[: digits[0]], words[digits[0] : last + 1], words[last + 1 :]


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _append_text(element: ET.Element, text: str) -> None:
    if len(element):
        element[-1].tail = AtomicString((element[-1].tail or "") + text)
    else:
        element.text = AtomicString((element.text or "") + text)
