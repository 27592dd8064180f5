"""What Lighthouse says of a page of each kind, as the service sends it. How fast it is, `make bench` tells."""

from __future__ import annotations

import pytest

from lighthouse_audit import audit
from service import Service
from viewed import GUIDE, PAGES, RECEIPT, receipt

pytestmark = [pytest.mark.browser, pytest.mark.cloud, pytest.mark.prove]

LARGEST = 35_000
MOST_REQUESTS = 8


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_full_marks(service: Service, path: str) -> None:
    report = audit(service.origin + path)

    assert () == report.lost
    assert {100} == {report.scores[name] for name in ("accessibility", "best-practices", "seo")}
    assert [] == report.elsewhere


def test_a_receipt_has_full_marks_in_all_but_being_found(service: Service) -> None:
    path, cookie = receipt(service.origin)
    report = audit(service.origin + path, cookie)

    assert path.startswith(RECEIPT)
    assert [] == [each for each in report.lost if not each.startswith("seo: ")]
    assert {100} == {report.scores[name] for name in ("accessibility", "best-practices")}
    assert [] == report.elsewhere


def test_a_first_view_of_a_guide_is_light(service: Service) -> None:
    report = audit(service.origin + GUIDE)

    assert report.size <= LARGEST
    assert len(report.requests) <= MOST_REQUESTS
