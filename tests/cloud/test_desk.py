"""The desk shows the whole way of a request, without JavaScript, and only on this machine."""

from __future__ import annotations

import re
import secrets
from html import unescape
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from aid_answers import ACED
from answers import CONTRIBUTIONS, changed
from browser import PHONE, OpenPage, axe, overflow
from embedded_cloud import Cloud, NewCloud
from entraide.storage.serialisation import EVENT_PREFIX
from papers import PHOTO
from sending import FORM, Sent, send
from uploading import requested
from waiting import eventually

pytestmark = pytest.mark.cloud

BODY = "urssaf-champagne-ardenne"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


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
    work = f"work/{sent.reference}-1/"
    return ("", f"body/{BODY}/", f"case/{sent.reference}/", work, "mails/", "log/submit/", "log/dispatch/")


def test_a_request_is_seen_in_its_queue_among_the_cases_in_the_mails_and_in_the_logs(
    cloud: Cloud, sent: Sent, paths: tuple[str, ...]
) -> None:
    pages = {path: read(cloud, path) for path in paths}

    assert f'<a href="/desk/body/{BODY}/">' in pages[""]
    assert ["log/submit/"] == [path for path in paths if sent.reference not in pages[path]]
    assert "camille@exemple.fr" in pages[f"case/{sent.reference}/"]
    assert "submit-answered" in pages["log/submit/"]


def test_a_history_that_was_changed_is_seen(cloud: Cloud) -> None:
    received = send(
        cloud.origin,
        changed(CONTRIBUTIONS, you__email=f"{secrets.token_hex(6)}@exemple.fr"),
        secrets.token_hex(16),
    )
    page = f"case/{received.reference}/"

    assert "Every event of the history is as it was written" in read(cloud, page)
    cloud.clients.dynamodb.update_item(
        TableName=cloud.deployed.cases,
        Key={"reference": {"S": received.reference}, "item": {"S": f"{EVENT_PREFIX}0001"}},
        UpdateExpression="SET #details = :details",
        ExpressionAttributeNames={"#details": "details"},
        ExpressionAttributeValues={":details": {"S": "[]"}},
    )

    assert "Event 1 of the history is not as it was written" in read(cloud, page)


def test_the_logs_hold_nothing_that_was_typed(cloud: Cloud, sent: Sent) -> None:
    logs = "".join(
        read(cloud, f"log/{name}/") for name in ("submit", "follow", "dispatch", "sweep", "notify")
    )

    assert sent.reference in logs
    assert [] == [typed for typed in ("camille", "Camille", "Exemple", "356000000") if typed in logs]


@pytest.mark.parametrize(
    "page",
    [
        *("nothing/", "body/nobody/", "case/EN-0000-0000/", "log/nothing/", "mails/one/"),
        *("case/", "work/abc/", "work/-1/", "sitting/"),
    ],
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


def press(cloud: Cloud, page: str, label: str, **typed: str) -> str:
    """Presses the button of this label on a page of the desk; gives the page after it."""
    form = next(
        each for each in re.findall(r"<form.*?</form>", read(cloud, page), re.DOTALL) if label in each
    )
    fields = [(unescape(name), unescape(value)) for name, value in HIDDEN.findall(form)]
    body = urlencode([*fields, *((name.replace("__", "."), value) for name, value in typed.items())])
    return act(cloud, body.encode())


def act(cloud: Cloud, body: bytes) -> str:
    """Sends a form of the desk; gives the page that it leads to."""
    headers = {"Origin": cloud.origin, "Content-Type": FORM}
    asked = Request(f"{cloud.origin}/desk/act/", body, headers)  # noqa: S310 - loopback
    with urlopen(asked, timeout=60) as answer:  # noqa: S310 - loopback
        return str(answer.url).partition("/desk/")[2]


def test_the_way_to_the_commission_and_back_is_walked_on_the_desk(cloud: Cloud) -> None:
    key = secrets.token_hex(16)
    asked = [*ACED, ("event.recovery", "Camille reprend en mars.")]
    request = send(cloud.origin, asked, key, form="aced")
    destination = f"{request.reference}-1"
    eventually(lambda: f"/desk/work/{destination}/" in read(cloud, f"case/{request.reference}/"))

    page = press(cloud, f"work/{destination}/", "Take it")
    assert f"work/{destination}/" == page
    page = press(cloud, page, "Clear for the commission", b__text="Le marché reprend.")
    sitting = press(cloud, page, "Prepare a session", b__day="2099-12-03")
    assert "Le marché reprend." in read(cloud, sitting)
    assert "Camille" not in read(cloud, sitting)
    press(cloud, sitting, '"granted"', b__reason="urgent-need", b__amount="1200")
    press(cloud, sitting, "Close the session")
    page = press(cloud, sitting, "Hand the decision back")
    assert f"work/{destination}/" == page
    assert "As urssaf-champagne-ardenne sees it: decided" in read(cloud, page)
    press(cloud, page, "Close it")
    assert "sees it: closed" in read(cloud, page)


def test_the_body_opens_a_document_on_the_desk_and_another_body_is_shown_none(cloud: Cloud) -> None:
    sender = requested(cloud)
    work = f"work/{sender.reference}-1/"
    assert 'href="http' not in read(cloud, work).partition("<h2>Documents</h2>")[2]
    sender.upload("tax", PHOTO)

    page = read(cloud, work)
    (link,) = re.findall(r'<a href="(http[^"]*)">', page.partition("<h2>Documents</h2>")[2])
    with urlopen(unescape(link), timeout=30) as answer:  # noqa: S310 - loopback
        assert PHOTO == answer.read()

    asked = {"name": "urssaf-picardie", "method": "GET", "path": f"/v1/investigation/cases/{work[5:-1]}"}
    with pytest.raises(HTTPError) as refused:
        act(cloud, urlencode(asked).encode())
    with refused.value as told:
        assert (404, True) == (told.code, "case.unknown" in (text := told.read().decode()))
    assert "X-Amz" not in text


def test_a_page_of_another_site_cannot_press_the_buttons(cloud: Cloud) -> None:
    asked = Request(  # noqa: S310 - loopback
        f"{cloud.origin}/desk/act/", b"name=a", {"Origin": "http://elsewhere.example", "Content-Type": FORM}
    )

    with pytest.raises(HTTPError) as answer:
        urlopen(asked, timeout=30)  # noqa: S310 - loopback

    assert answer.value.code in {404, 405}
    answer.value.close()
