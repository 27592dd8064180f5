"""A letter becomes a mail in two forms that say the same; what SES answers becomes a fate."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import (
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ReadTimeoutError,
)
from botocore.stub import Stubber

from entraide.cases.letters import Letter, Part
from entraide.cases.posting import Fate, Posted
from entraide.messaging.mail import SesMailer, html, request, text
from entraide.storage.client import ses_client

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

SENDER = "ne-pas-repondre@example.org"
FOLLOW = "https://entraide.example/api/fr/follow?a=1&b=2"
LETTER = Letter(
    mark="MAIL#EN-7K3F-92QX#received",
    to="camille@exemple.fr",
    lang="fr",
    subject="Entraide\u00a0: votre récépissé EN-7K3F-92QX",
    title="Votre dossier est prêt",
    parts=(
        Part(("Bonjour,", "Référence\u00a0: EN-7K3F-92QX")),
        Part(("Ouvrez cette page\u00a0:", "Gardez le code."), "Retrouver votre récépissé", FOLLOW),
        Part(("Rien n’est parti.",), "Et maintenant"),
    ),
    footer=("Appelez le 3114.", "Personne ne lit les réponses."),
)
TEXT = f"""Votre dossier est prêt

Bonjour,

Référence\u00a0: EN-7K3F-92QX

Retrouver votre récépissé
Ouvrez cette page\u00a0:

{FOLLOW}

Gardez le code.

Et maintenant
Rien n’est parti.

--

Appelez le 3114.

Personne ne lit les réponses.
"""


class Reader(HTMLParser):
    """The text of each element, with its name, and what links lead to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.blocks: list[tuple[str, str]] = []
        self.links: list[str] = []
        self.lang: str | None = None
        self._tag = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        given = dict(attrs)
        self.lang = given["lang"] if tag == "html" else self.lang
        self.links += [given["href"] or ""] if tag == "a" else []

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.blocks.append((self._tag, data))


def test_the_text_stands_by_itself() -> None:
    assert TEXT == text(LETTER)


def test_the_html_says_the_same() -> None:
    page = Reader(html(LETTER))

    (_, subject), *blocks = page.blocks
    said = [each for each in TEXT.splitlines() if each not in {"", "--"}]
    assert (LETTER.subject, said) == (subject, [block for _, block in blocks])
    assert ("h1", LETTER.title) == blocks[0]
    assert ["Retrouver votre récépissé", "Et maintenant"] == [block for tag, block in blocks if tag == "h2"]
    assert ("fr", [FOLLOW]) == (page.lang, page.links)


def test_nothing_in_a_letter_becomes_markup() -> None:
    nasty = "</p><script>alert('x')</script>&amp;\""
    letter = replace(
        LETTER,
        subject=nasty,
        title=nasty,
        parts=(Part((nasty,), nasty, f'x" onclick="{nasty}'),),
        footer=(nasty,),
    )

    page = html(letter)

    assert "<script" not in page
    assert [f'x" onclick="{nasty}'] == Reader(page).links
    assert [nasty] * 5 == [block for _, block in Reader(page).blocks if "onclick" not in block]


def test_both_forms_are_sent_in_utf_8_to_one_address_alone() -> None:
    asked: Any = request(LETTER, SENDER)

    simple = asked["Content"]["Simple"]
    assert f"Entraide <{SENDER}>" == asked["FromEmailAddress"]
    assert {"ToAddresses": ["camille@exemple.fr"]} == asked["Destination"]
    assert {"Data": LETTER.subject, "Charset": "UTF-8"} == simple["Subject"]
    assert {"Data": text(LETTER), "Charset": "UTF-8"} == simple["Body"]["Text"]
    assert {"Data": html(LETTER), "Charset": "UTF-8"} == simple["Body"]["Html"]


def test_automatic_replies_are_told_not_to_answer() -> None:
    asked: Any = request(LETTER, SENDER)

    assert [{"Name": "Auto-Submitted", "Value": "auto-generated"}] == asked["Content"]["Simple"]["Headers"]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x85", "\u2028", "\x0b"])
def test_a_subject_is_one_line(end: str) -> None:
    asked: Any = request(replace(LETTER, subject=f"Entraide{end}Bcc: other@exemple.fr{end}"), SENDER)

    assert "Entraide Bcc: other@exemple.fr" == asked["Content"]["Simple"]["Subject"]["Data"]


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> SESV2Client:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-3")
    return ses_client()


def test_what_ses_takes_is_sent(client: SESV2Client) -> None:
    with Stubber(client) as ses:
        ses.add_response("send_email", {"MessageId": "1"}, dict(request(LETTER, SENDER)))

        assert Posted(Fate.SENT) == SesMailer(client, SENDER).send(LETTER)
        ses.assert_no_pending_responses()


@pytest.mark.parametrize(
    ("code", "status", "fate"),
    [
        ("MessageRejected", 400, Fate.REFUSED),
        ("BadRequestException", 400, Fate.REFUSED),
        ("TooManyRequestsException", 429, Fate.NOT_SENT),
        ("LimitExceededException", 400, Fate.NOT_SENT),
        ("SendingPausedException", 400, Fate.NOT_SENT),
        ("AccountSuspendedException", 400, Fate.NOT_SENT),
        ("MailFromDomainNotVerifiedException", 400, Fate.NOT_SENT),
        ("AccessDeniedException", 403, Fate.NOT_SENT),
        ("InternalServiceErrorException", 500, Fate.NOT_SENT),
    ],
)
def test_what_ses_says_becomes_a_fate_and_a_code(
    client: SESV2Client, code: str, status: int, fate: Fate
) -> None:
    with Stubber(client) as ses:
        ses.add_client_error("send_email", code, "camille@exemple.fr is not welcome", status)

        assert Posted(fate, code) == SesMailer(client, SENDER).send(LETTER)


@pytest.mark.parametrize(
    ("error", "fate"),
    [
        (ReadTimeoutError(endpoint_url="x"), Fate.UNKNOWN),
        (ConnectionClosedError(endpoint_url="x"), Fate.UNKNOWN),
        (ConnectTimeoutError(endpoint_url="x"), Fate.NOT_SENT),
        (EndpointConnectionError(endpoint_url="x"), Fate.NOT_SENT),
        (NoCredentialsError(), Fate.NOT_SENT),
    ],
)
def test_only_what_may_have_left_is_uncertain(
    client: SESV2Client, monkeypatch: pytest.MonkeyPatch, error: Exception, fate: Fate
) -> None:
    def fail(**_asked: object) -> None:
        raise error

    monkeypatch.setattr(client, "send_email", fail)

    assert Posted(fate, type(error).__name__) == SesMailer(client, SENDER).send(LETTER)


def test_a_call_is_never_repeated_unseen(client: SESV2Client) -> None:
    config: Any = client.meta.config

    assert 1 == config.retries["total_max_attempts"]
