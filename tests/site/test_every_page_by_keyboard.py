"""Every page of the site, with the Tab key alone, on a desk and on a narrow phone."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser import OpenPage
from looks import addresses, walked

pytestmark = [pytest.mark.browser, pytest.mark.prove]


def test_every_page_of_the_site(origin: str, site: Path, browser_page: OpenPage) -> None:
    page = browser_page()
    faults = [fault for path in addresses(site) for fault in walked(page, origin + path)]

    assert faults == [], "\n".join(faults)
