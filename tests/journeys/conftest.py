"""Tabs at the running service; a test that leaves a fault behind it fails."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from browser import DESKTOP, OpenPage, Scheme
from service import Service
from tab import OpenTab, Tab, Watch


@pytest.fixture
def open_tab(browser_page: OpenPage, service: Service) -> Iterator[OpenTab]:
    """Opens tabs. Afterwards: no error of a script, no request elsewhere, every header on every response."""
    watch = Watch(service.origin, service.cloud.uploads)

    def opened(
        *, lang: str = "fr", javascript: bool = True, width: int = DESKTOP, scheme: Scheme = "light"
    ) -> Tab:
        page = browser_page(javascript=javascript, width=width, scheme=scheme, lang=lang)
        watch.over(page)
        return Tab(page, service.origin, lang, javascript)

    yield opened
    assert [] == watch.faults
