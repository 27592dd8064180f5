"""Digits as typed."""

from __future__ import annotations


def digits(text: str) -> str:
    """The digits of what was typed, full-width ones included, for a look-up that forgives."""
    return "".join(str(int(each)) for each in text[:40] if each.isdecimal())
