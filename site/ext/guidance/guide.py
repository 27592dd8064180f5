"""The summary at the top of a guide, from its front matter: for whom, how long, what to prepare, who decides."""

from __future__ import annotations

from collections.abc import Mapping

PARTS = ("who", "time", "prepare", "decides")


def with_summary(
    markdown: str, guide: Mapping[str, str | list[str]] | None, labels: Mapping[str, str]
) -> str:
    """The page's Markdown below its summary, so that facts and links work there too."""
    if not guide:
        return markdown
    entries = (f"{labels[part]}\n:   {_value(guide[part])}\n" for part in PARTS if guide.get(part))
    return "/// guide\n\n" + "\n".join(entries) + "\n///\n\n" + markdown


def _value(value: str | list[str]) -> str:
    if isinstance(value, str):
        return " ".join(value.split())
    return "\n    ".join(f"- {each}" for each in value)
