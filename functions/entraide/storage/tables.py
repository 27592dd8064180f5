"""The names of the three tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tables:
    """Separate tables, so that each function's permissions say exactly what it may touch."""

    cases: str
    destinations: str
    marks: str
