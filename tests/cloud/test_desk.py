"""The desk shows the whole way of a request, without JavaScript, and only on this machine."""

from __future__ import annotations

import secrets
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from answers import CONTRIBUTIONS
from browser import PHONE, OpenPage, axe, overflow
from embedded_cloud import Cloud, NewCloud
from sending import Sent, send
from waiting import eventually

pytestmark = pytest.mark.cloud

BODY = "urssaf-champagne-ardenne"


def read(cloud: Cloud, page: str) -> str:
    with urlopen(f"{cloud.origin}/desk/{page}", timeout=30) as answer:  # noqa: S310 - loopback
        text: str = answer.read().decode()
        return text


@pytest.fixture(scope="module")
def sent(cloud: Cloud) -> Sent:
    sent = send(cloud.origin, CONTRIBUTIONS, secrets.token_hex(16))
    eventually(lambda: [message for message in cloud.messages(BODY) if message["case"] == sent.reference])
    eventually(lambda: sent.reference in read(cloud, "mails/"))
    return sent


@pytest.fixture
def paths(sent: Sent) -> tuple[str, ...]:
    return ("", f"body/{BODY}/", f"case/{sent.reference}/", "mails/", "log/submit/", "log/dispatch/")


def test_a_request_is_seen_in_its_queue_among_the_cases_in_the_mails_and_in_the_logs(
    cloud: Cloud, sent: Sent, paths: tuple[str, ...]
) -> None:
    pages = {path: read(cloud, path) for path in paths}

    assert f'<a href="/desk/body/{BODY}/">' in pages[""]
    assert ["log/submit/"] == [path for path in paths if sent.reference not in pages[path]]
    assert "camille@exemple.fr" in pages[f"case/{sent.reference}/"]
    assert "submit-answered" in pages["log/submit/"]


def test_the_logs_hold_nothing_that_was_typed(cloud: Cloud, sent: Sent) -> None:
    logs = "".join(
        read(cloud, f"log/{name}/") for name in ("submit", "follow", "dispatch", "sweep", "notify")
    )

    assert sent.reference in logs
    assert [] == [typed for typed in ("camille", "Camille", "Exemple", "356000000") if typed in logs]


@pytest.mark.parametrize(
    "page", ["nothing/", "body/nobody/", "case/EN-0000-0000/", "log/nothing/", "mails/one/"]
)
def test_what_is_not_there_is_not_found(cloud: Cloud, page: str) -> None:
    with pytest.raises(HTTPError) as answer:
        read(cloud, page)

    assert answer.value.code == 404
    answer.value.close()


def test_an_empty_desk_says_so(new_cloud: NewCloud) -> None:
    page = read(new_cloud(pump=False), "")

    assert "No message waits" in page
    assert "Nothing was sent yet" in page


@pytest.mark.browser
def test_its_pages_have_no_fault_and_fit_a_phone(
    cloud: Cloud, paths: tuple[str, ...], browser_page: OpenPage
) -> None:
    for path in paths:
        page = browser_page(f"{cloud.origin}/desk/{path}", width=PHONE, lang="en", javascript=False)
        axe(page)
        assert not overflow(page), path
