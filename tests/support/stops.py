"""The way of the Tab key through a page: `walk` presses it until the end, and tells what is wrong on the way."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

from browser import let_scripts_run

WATCH = """() => {
    const shown = e => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0;
    const stops = [...document.querySelectorAll('a[href], button, summary, input, textarea, select')].filter(shown);
    const groups = new Map();
    for (const e of stops) groups.set(e.type === 'radio' ? `${e.form && e.form.id} ${e.name}` : e, e);
    const told = { expected: groups.size, reached: new Set(), faults: [] };
    window.stopsOnTheWay = told;
    const look = () => {
        const e = document.activeElement;
        if (!e || e === document.body) return;
        told.reached.add(e.type === 'radio' ? `${e.form && e.form.id} ${e.name}` : e);
        const seen = e.matches('.choice > input') ? e.nextElementSibling : e;
        const box = seen.getBoundingClientRect(), style = getComputedStyle(seen);
        const inside = box.left >= 0 && box.right <= document.documentElement.clientWidth + 1 && box.width > 0
            && box.bottom > 0 && box.top < innerHeight;
        const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3;
        if (!inside || !marked) told.faults.push(`${e.outerHTML.slice(0, 120)}: inside ${inside}, marked ${marked}`);
    };
    addEventListener('keydown', look, true);
    return told.expected;
}"""
TOLD = """() => {
    const { expected, reached, faults } = window.stopsOnTheWay;
    return { expected, reached: reached.size, faults };
}"""


@dataclass(frozen=True, slots=True)
class Way:
    """What somebody met who only presses Tab."""

    expected: int
    """The controls that can be seen; a group of radios counts once."""
    reached: int
    faults: list[str]
    """Stops that were off the screen, or had no mark of 3 px."""


def walk(page: Page) -> Way:
    """Presses Tab from the top of the page as often as it has controls, and once more; looks before each press."""
    let_scripts_run(page, yes=True)  # what looks before each press is a script
    controls: int = page.evaluate(WATCH)
    for _ in range(controls + 1):
        page.keyboard.press("Tab")
    way = Way(**page.evaluate(TOLD))
    let_scripts_run(page, yes=False)
    return way
