"""`::figure:: name`: a drawing of `site/figures/`, with a title, a description, and the same in text.

One SVG file holds both languages: an element with another `lang` than the page's is taken out. The lines of its `desc`
are the text equivalent, one statement each. Colours come from the style sheet, by class.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from html import escape
from pathlib import Path

SVG = "http://www.w3.org/2000/svg"
AS_TEXT = {"fr": "Lire cette figure en texte", "en": "Read this figure as text"}


class FigureError(Exception):
    """The drawing lacks what makes it readable by all."""


def figure(folder: Path, name: str, lang: str) -> str:
    """The HTML of a figure.

    Raises:
        FigureError: there is no drawing of this name, or it has no `title` or `desc` in this language.
    """
    path = folder / f"{name}.svg"
    if not path.exists():
        raise FigureError(f"there is no figure `{name}` in site/figures")
    drawing = ET.fromstring(path.read_text("utf-8"))  # noqa: S314 - a file of this repository
    _keep(drawing, lang)
    title, description = (drawing.find(f"{{{SVG}}}{tag}") for tag in ("title", "desc"))
    if title is None or not title.text or description is None or not description.text:
        raise FigureError(f"{path}: a title and a desc with lang={lang} are needed")
    statements = [line.strip() for line in description.text.splitlines() if line.strip()]
    drawing.remove(description)
    title.set("id", f"figure-{name}")
    drawing.set("role", "img")
    drawing.set("aria-labelledby", f"figure-{name}")
    drawing.set("class", "figure__drawing")
    listed = "".join(f"<li>{escape(statement)}</li>" for statement in statements)
    return (
        f'<figure class="figure">{_written(drawing)}<figcaption><p>{escape(title.text)}</p>'
        f'<details class="figure__text"><summary>{AS_TEXT[lang]}</summary><ul>{listed}</ul></details>'
        f"</figcaption></figure>"
    )


def _keep(element: ET.Element, lang: str) -> None:
    for child in list(element):
        if child.get("lang", lang) == lang:
            child.attrib.pop("lang", None)
            _keep(child, lang)
        else:
            element.remove(child)


def _written(drawing: ET.Element) -> str:
    for element in drawing.iter():
        element.tag = element.tag.replace(f"{{{SVG}}}", "")
    drawing.attrib.pop("xmlns", None)
    return ET.tostring(drawing, encoding="unicode")
