"""The roles of colour: text at 4.5:1 on every ground it stands on, edges of controls and focus at 3:1."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STYLE = Path(__file__).resolve().parents[2] / "site" / "assets" / "10-base.css"
TEXT = [
    (text, ground)
    for text in ("ink", "muted", "accent", "accent-deep", "warm", "error")
    for ground in ("paper", "surface", "sand", "tint", "warm-tint", "error-tint")
] + [("on-accent", "accent"), ("on-accent", "accent-deep")]
EDGES = [
    (edge, ground)
    for edge in ("control", "focus", "accent", "warm")
    for ground in ("paper", "surface", "sand", "tint")
]
SCHEMES = {
    "light": r":root \{(.*?)\n\}",
    "dark of the device": r":root:not\(\[data-theme=\"light\"\]\) \{(.*?)\n  \}",
    "dark by choice": r":root\[data-theme=\"dark\"\] \{(.*?)\n\}",
}


def _colours(scheme: str) -> dict[str, str]:
    rule = re.search(SCHEMES[scheme], STYLE.read_text("utf-8"), re.DOTALL)
    assert rule is not None
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", rule[1]))


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert 21 == pytest.approx(_contrast("#ffffff", "#000000"))
    assert 4.48 == pytest.approx(_contrast("#777777", "#ffffff"), abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_stands_out(scheme: str) -> None:
    colours = _colours(scheme)
    weak = {pair: ratio for pair in TEXT if (ratio := _contrast(*(colours[each] for each in pair))) < 4.5}

    assert {} == weak


@pytest.mark.parametrize("scheme", SCHEMES)
def test_controls_and_focus_stand_out(scheme: str) -> None:
    colours = _colours(scheme)
    weak = {pair: ratio for pair in EDGES if (ratio := _contrast(*(colours[each] for each in pair))) < 3}

    assert {} == weak


def test_both_ways_to_the_dark_give_the_same_colours() -> None:
    assert _colours("dark of the device") == _colours("dark by choice")


def test_rules_use_roles_only() -> None:
    for sheet in sorted(STYLE.parent.glob("*.css")):
        rules = re.sub(r"--[\w-]+: [^;]+;", "", sheet.read_text("utf-8"))
        rules = re.sub(r"@media print \{.*\Z", "", rules, flags=re.DOTALL)

        assert [] == re.findall(r"#[0-9a-fA-F]{3,8}\b", rules), sheet.name
