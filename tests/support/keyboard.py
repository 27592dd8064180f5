"""Somebody with a keyboard and no mouse: every stop on the way must be on the screen and marked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from playwright.sync_api import Locator

from tab import Tab

MOST_STOPS: Final = 150
FAULT: Final = """stop => {
    const seen = stop.matches('.choice > input') ? stop.nextElementSibling : stop;
    const box = seen.getBoundingClientRect(), style = getComputedStyle(seen);
    const inside = box.left >= 0 && box.right <= document.documentElement.clientWidth
        && box.bottom > 0 && box.top < innerHeight;
    const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return inside && marked ? '' : `${stop.outerHTML.slice(0, 150)}: inside ${inside}, marked ${marked}`;
}"""


@dataclass
class Keyboard:
    """Goes through a tab with Tab, Space, Enter and the arrows only."""

    tab: Tab
    faults: list[str] = field(default_factory=list)

    def press(self, key: str) -> None:
        """Presses a key; after Tab, looks at what has the focus."""
        self.tab.page.keyboard.press(key)
        stop = self.tab.page.locator("body :focus")
        if key == "Tab" and stop.count() and (fault := stop.evaluate(FAULT)):
            self.faults.append(fault)

    def reach(self, target: Locator) -> None:
        """Presses Tab until the target has the focus."""
        for _ in range(MOST_STOPS):
            if target.evaluate("each => each === document.activeElement"):
                return
            self.press("Tab")
        raise AssertionError(f"{target} was not reached with {MOST_STOPS} presses of Tab")

    def give(self, name: str, value: str) -> None:
        """Gives an answer: types it, ticks a box with Space, chooses among several with the arrows."""
        asked = self.tab.field(name, value)
        kind = asked.get_attribute("type")
        if kind == "radio":
            self._choose(name, asked)
            return
        self.reach(asked)
        if kind == "checkbox":
            self.press("Space")
        else:
            self.tab.page.keyboard.type(value)

    def _choose(self, name: str, asked: Locator) -> None:
        self.reach(self.tab.page.locator(f'[name="{name}"]').first)
        self.press("Space")
        for _ in range(MOST_STOPS):
            if asked.is_checked():
                return
            self.press("ArrowDown")
        raise AssertionError(f"{asked} was not reached with the arrows")

    def activate(self, button: Locator, key: str = "Enter") -> None:
        """Reaches a button and presses it."""
        self.reach(button)
        self.press(key)
