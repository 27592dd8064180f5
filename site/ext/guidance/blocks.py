"""The boxes that editors open with `/// name | Title` and close with `///`."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any, ClassVar

from markdown import Markdown
from pymdownx.blocks import BlocksExtension  # type: ignore[import-untyped]
from pymdownx.blocks.block import Block  # type: ignore[import-untyped]

TITLES = {
    "fr": {"warning": "À savoir", "urgent": "Si c’est urgent", "guide": "En bref"},
    "en": {"warning": "Good to know", "urgent": "If it is urgent", "guide": "In brief"},
}
"""What a box is called when its editor gives it no title."""


class Box(Block):  # type: ignore[misc]
    """A set-apart passage with an optional title: `note`, `tip`, `warning`, and the calm box `urgent`."""

    ARGUMENT = None
    CLASSES = ""

    def on_create(self, parent: ET.Element) -> ET.Element:
        """The box, with its title when there is one."""
        box = ET.SubElement(parent, "div", {"class": self.CLASSES})
        title = self.argument or TITLES[self.config["lang"]].get(self.NAME, "")
        if title:
            ET.SubElement(box, "p", {"class": "note__title"}).text = title
        return box


class Note(Box):
    """`/// note`."""

    NAME = "note"
    CLASSES = "note"


class Tip(Box):
    """`/// tip`."""

    NAME = "tip"
    CLASSES = "note note--tip"


class Caution(Box):
    """`/// warning`."""

    NAME = "warning"
    CLASSES = "note note--warning"


class Urgent(Box):
    """`/// urgent`: calm, never alarming."""

    NAME = "urgent"
    CLASSES = "note note--urgent"


class Guide(Box):
    """`/// guide`: the summary at the top of a guide; written by the build from the front matter."""

    NAME = "guide"
    CLASSES = "guide"


class Container(Block):  # type: ignore[misc]
    """Gives a list a look; the list inside keeps its meaning."""

    def on_create(self, parent: ET.Element) -> ET.Element:
        """A plain container."""
        return ET.SubElement(parent, "div", {"class": self.NAME})


class Steps(Container):
    """`/// steps` around an ordered list: the steps of a guide."""

    NAME = "steps"


class Doors(Container):
    """`/// doors` around a list of links: where to go from here, as cards."""

    NAME = "doors"


class BoxesExtension(BlocksExtension):  # type: ignore[misc]
    """Registers the boxes; `lang` gives the titles of those without one."""

    BLOCKS: ClassVar[tuple[type[Block], ...]] = (Note, Tip, Caution, Urgent, Guide, Steps, Doors)

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as Python-Markdown gives them
        self.config = {"lang": ["fr", "language of the page"]}
        super().__init__(**options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: ANN401, N802 - the base's name
        """Adds each box to the blocks that Markdown knows."""
        del md
        for block in self.BLOCKS:
            block_mgr.register(block, self.getConfigs())
