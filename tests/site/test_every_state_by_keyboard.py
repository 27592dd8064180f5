"""Every state of every form, as the site answers it, with the Tab key alone.

In French on a narrow phone, in English on a desk.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from browser import OpenPage
from looks import WALKS_IN_TURN, addresses, walked
from web_server import serving

pytestmark = [pytest.mark.browser, pytest.mark.prove]


def test_every_state_of_every_form(answered: Path, browser_page: OpenPage) -> None:
    page = browser_page(javascript=False)
    with serving(answered) as origin:
        ways = [(path, WALKS_IN_TURN[path[1:3]]) for path in addresses(answered)]
        faults = [fault for path, widths in ways for fault in walked(page, origin + path, widths)]

    assert faults == [], "\n".join(faults)
