"""Letters as mails, sent by SES: the same words as plain text and as simple HTML.

SES makes the message from its parts, so that nothing written here can become a header of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Final

from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

from entraide.cases.letters import Letter, Part
from entraide.cases.posting import Fate, Posted

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sesv2.type_defs import ContentTypeDef, SendEmailRequestTypeDef

SENDER_NAME: Final = "Entraide"
_REFUSALS: Final = frozenset({"BadRequestException", "MessageRejected"})
"""SES will say the same of this mail each time."""
_UTF8: Final = "UTF-8"


class SesMailer:
    """`Mailer` on SES; `client` must not repeat calls by itself."""

    def __init__(self, client: SESV2Client, sender: str) -> None:
        self._client = client
        self._sender = sender

    def send(self, letter: Letter) -> Posted:
        """See `Mailer`. A cause is a code: SES's sentences quote addresses."""
        try:
            self._client.send_email(**request(letter, self._sender))
        except ClientError as error:
            code = error.response["Error"]["Code"]
            return Posted(Fate.REFUSED if code in _REFUSALS else Fate.NOT_SENT, code)
        except HTTPClientError as error:
            # The request had left when the connection failed; a connection never made is another error.
            return Posted(Fate.UNKNOWN, type(error).__name__)
        except BotoCoreError as error:
            return Posted(Fate.NOT_SENT, type(error).__name__)
        return Posted(Fate.SENT)


def request(letter: Letter, sender: str) -> SendEmailRequestTypeDef:
    """What SES is asked. RFC 3834's header keeps automatic replies from answering."""
    return {
        "FromEmailAddress": f"{SENDER_NAME} <{sender}>",
        "Destination": {"ToAddresses": [letter.to]},
        "Content": {
            "Simple": {
                "Subject": _content(" ".join(letter.subject.splitlines())),
                "Body": {"Text": _content(text(letter)), "Html": _content(html(letter))},
                "Headers": [{"Name": "Auto-Submitted", "Value": "auto-generated"}],
            }
        },
    }


def text(letter: Letter) -> str:
    """The letter as plain text; an empty line between two paragraphs, none below a title."""
    body = (block for part in letter.parts for block in _text_blocks(part))
    return "\n\n".join((letter.title, *body, "--", *letter.footer)) + "\n"


def html(letter: Letter) -> str:
    """The letter as HTML that needs neither pictures nor style sheet, and reads well on a telephone."""
    body = "\n".join(block for part in letter.parts for block in _html_blocks(part))
    footer = "\n".join(f"<p>{escape(each)}</p>" for each in letter.footer)
    return f"""<!doctype html>
<html lang="{escape(letter.lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(letter.subject)}</title>
</head>
<body style="font: 100%/1.5 sans-serif; max-width: 38em; margin: 1em auto; padding: 0 1em">
<h1 style="font-size: 1.4em">{escape(letter.title)}</h1>
{body}
<hr>
{footer}
</body>
</html>
"""


def _text_blocks(part: Part) -> Iterator[str]:
    first, *others = part.paragraphs
    yield f"{part.title}\n{first}" if part.title else first
    yield from filter(None, (part.link, *others))


def _html_blocks(part: Part) -> Iterator[str]:
    first, *others = (f"<p>{escape(each)}</p>" for each in part.paragraphs)
    title = part.title and f'<h2 style="font-size: 1.15em">{escape(part.title)}</h2>'
    link = part.link and f'<p><a href="{escape(part.link)}">{escape(part.link)}</a></p>'
    yield from filter(None, (title, first, link, *others))


def _content(data: str) -> ContentTypeDef:
    return {"Data": data, "Charset": _UTF8}
