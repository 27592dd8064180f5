"""What `make edit` answers beside files: the pages as they are now, and what the panel asks."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from infra.edit import forge
from infra.edit.pages import PageError, Pages
from infra.edit.state import State
from infra.local.answer import Answer, html, text
from infra.local.static import Site
from infra.routes import Route, Routes, load

PANEL = Path(__file__).with_name("panel")
BELOW = "/edit/"
"""Where the panel's files and questions stand; no page of the site has this address."""
CONFIG = "/admin/config.json"
SECONDS = 20
"""How long a browser waits for a change before it asks again."""
INTO = '<link rel="stylesheet" href="/edit/panel.css"><script src="/edit/panel.js" defer></script></head>'
SENDS_NOTHING = (
    "L’aperçu n’envoie rien. Pour essayer les formulaires jusqu’au bout : make run",
    "The preview sends nothing. To try the forms to their end: make run",
)


def routes() -> Routes:
    """Those of the site, and those that exist while editing only, under the same policy as pages."""
    known = load()
    headers = {**known.find("/").headers, "Cache-Control": "no-store"}
    own = tuple(
        Route(name, f"{below}*", "api", headers) for name, below in (("Edit", BELOW), ("Forge", forge.BELOW))
    )
    return replace(known, routes=(*own, *known.routes))


class Preview(Site):
    """The built site, its pages as the editors' folder says them now."""

    def __init__(self, folder: Path, not_found: str, pages: Pages, workshop: Callable[[], object]) -> None:
        """`workshop` gives the configuration of the editors' workshop."""
        super().__init__(folder, not_found)
        self._pages = pages
        self._workshop = workshop

    def answer(self, method: str, path: str, *, accepted: str = "", known: str = "") -> Answer:
        """As `Site` does."""
        if path == CONFIG:
            return _json(self._workshop())
        try:
            page = self._pages.page(path) if method in {"GET", "HEAD"} else None
        except PageError as error:
            return html(_cannot(str(error)), HTTPStatus.INTERNAL_SERVER_ERROR)
        if page is None:
            return super().answer(method, path, accepted=accepted, known=known)
        return html(page.replace("</head>", INTO, 1))


class Service:
    """What stands below `/edit/`, `/admin/forge/` and `/api/`."""

    def __init__(self, state: State, own: forge.Forge) -> None:
        self._state = state
        self._forge = own
        self._files = Site(PANEL, "")

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """The panel's files, its question what has changed; a form's sending is refused in plain words."""
        asked = urlsplit(target)
        if asked.path.startswith(forge.BELOW):
            return self._forge.answer(method, target, headers, body)
        if not asked.path.startswith(BELOW):
            return text(HTTPStatus.SERVICE_UNAVAILABLE, *SENDS_NOTHING)
        if asked.path == f"{BELOW}state":
            return self._shown(parse_qs(asked.query).get("after", [""])[0])
        return self._files.answer(method, asked.path.removeprefix(BELOW.rstrip("/")))

    def _shown(self, number: str) -> Answer:
        shown = self._state.after(int(number) if number.isdecimal() else -1, SECONDS)
        return _json(asdict(shown))


def _json(said: object) -> Answer:
    body = json.dumps(said, ensure_ascii=False).encode()
    return Answer(HTTPStatus.OK, (("Content-Type", "application/json"),), body)


def _cannot(source: str) -> str:
    return (
        f'<!doctype html><html lang="en"><head><title>{source}</title>{INTO}'
        f"<body><main><p>{source} cannot be shown yet: the panel says why.</p></main></body></html>"
    )
