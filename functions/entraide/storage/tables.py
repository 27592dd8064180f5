"""The names of the tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tables:
    """Separate tables, so that each function's permissions say exactly what it may touch."""

    cases: str
    destinations: str
    marks: str


@dataclass(frozen=True, slots=True)
class CommissionTables:
    """What stands between a body and the commission; only the links know whose a file is."""

    sessions: str
    links: str
