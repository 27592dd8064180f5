"""Every state of every form, as the site answers it, in each of the ways in which people look at them.

One tab goes through them all: what takes time is to load a page, so each is loaded once for all its looks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from browser import OpenPage
from looks import LOOKS_IN_TURN, addresses, looked_at
from web_server import serving

pytestmark = [pytest.mark.browser, pytest.mark.prove]


def test_every_state_of_every_form(answered: Path, browser_page: OpenPage) -> None:
    page, faults = browser_page(javascript=False), []
    with serving(answered) as origin:
        for path in addresses(answered):
            page.goto(origin + path)
            faults += looked_at(page, path, LOOKS_IN_TURN[path[1:3]])

    assert faults == [], "\n".join(faults)
