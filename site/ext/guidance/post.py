"""What happens to each HTML page after MkDocs, as plain functions from text to text."""

from __future__ import annotations

import re

from guidance.typography import french_html

SWITCH = re.compile(r"<!--entraide:lang-->(.*?)<!--/entraide:lang-->", re.DOTALL)
FORM = re.compile(r'\sdata-form="([a-z0-9-]+)"')
ALIGNED = re.compile(r'<(t[hd]) style="text-align: (left|center|right);">')
BLANK = re.compile(r"\n\s*\n+")
REFUSED = (
    ("a script within the page", re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE)),
    ("a style within the page", re.compile(r"<style[\s>]", re.IGNORECASE)),
    ("a style attribute", re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE)),
    ("a handler attribute", re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)),
    ("something from another site", re.compile(r"<(?:script|img|iframe|source)[^>]*\ssrc=\"(?:https?:)?//")),
)
"""What the site's policy (`script-src 'self'; style-src 'self'`) would block."""


def finished(html: str) -> str:
    """The page as it is served, but for its language switch: no style attribute, French typography."""
    return french_html(BLANK.sub("\n", ALIGNED.sub(r'<\1 class="to-\2">', html)))


def form_of(html: str) -> str | None:
    """The id of the form that the page holds."""
    match = FORM.search(html)
    return match[1] if match else None


def with_switch(html: str, button: str | None) -> str:
    """The page without the marks of its language switch: with its link, or with the form's submit button."""
    return SWITCH.sub(lambda match: match[1] if button is None else button, html)


def blocked(html: str) -> list[str]:
    """What in the page the site's policy would block, in words; empty when it is sound."""
    return [what for what, pattern in REFUSED if pattern.search(html)]
