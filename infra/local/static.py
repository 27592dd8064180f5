"""The static pages, answered as S3 and CloudFront do: index pages, ETags, compression, the 404 page."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote

from infra.local.answer import Answer, text

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".ico": "image/vnd.microsoft.icon",
}
COMPRESSED = {".html", ".css", ".js", ".mjs", ".json", ".xml", ".txt", ".svg", ".wasm", ".webmanifest"}
# CloudFront compresses nothing smaller (bytes).
SMALLEST_COMPRESSED = 1000


@dataclass(frozen=True, slots=True)
class Content:
    """A file as it is sent."""

    headers: tuple[tuple[str, str], ...]
    etag: str
    body: bytes


@lru_cache(maxsize=512)
def _content(file: Path, compressed: bool, _modified: int) -> Content:  # noqa: FBT001 (a key of the cache)
    body = file.read_bytes()
    etag = hashlib.sha256(body).hexdigest()[:32]
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    headers: tuple[tuple[str, str], ...] = (("Content-Type", kind),)
    if file.suffix in COMPRESSED:
        headers += (("Vary", "Accept-Encoding"),)
        if compressed and len(body) >= SMALLEST_COMPRESSED:
            return Content((*headers, ("Content-Encoding", "gzip")), f'W/"{etag}"', gzip.compress(body, 6))
    return Content(headers, f'"{etag}"', body)


class Site:
    """A folder of pages."""

    def __init__(self, folder: Path, not_found: str) -> None:
        self._folder = folder.resolve()
        self._not_found = not_found

    def answer(self, method: str, path: str, *, accepted: str = "", known: str = "") -> Answer:
        """The answer to a request without its query; `accepted` and `known` are Accept-Encoding and If-None-Match."""
        if method not in {"GET", "HEAD"}:
            refused = "Cette adresse se lit seulement.", "This address can only be read."
            return text(HTTPStatus.METHOD_NOT_ALLOWED, *refused, headers=(("Allow", "GET, HEAD"),))
        # One slash: several would be the name of another site in a redirect.
        path = "/" + unquote(path).lstrip("/\\")
        if not path.endswith("/") and "." not in path.rpartition("/")[2]:
            return Answer(HTTPStatus.MOVED_PERMANENTLY, (("Location", quote(path + "/")),))
        file = self._file(path + "index.html" if path.endswith("/") else path)
        if file is None:
            return self._missing(accepted)
        content = _content(file, "gzip" in accepted, file.stat().st_mtime_ns)
        validated = (("ETag", content.etag),)
        if content.etag.removeprefix("W/") in known.replace("W/", ""):
            return Answer(HTTPStatus.NOT_MODIFIED, validated)
        return Answer(HTTPStatus.OK, content.headers + validated, content.body)

    def _file(self, path: str) -> Path | None:
        if "\0" in path:
            return None
        try:
            file = (self._folder / path.lstrip("/")).resolve()
            return file if file.is_relative_to(self._folder) and file.is_file() else None
        except OSError:
            # A name or a path that is longer than the system takes.
            return None

    def _missing(self, accepted: str) -> Answer:
        page = self._file(self._not_found)
        if page is None:
            return text(HTTPStatus.NOT_FOUND, "Page introuvable.", "Page not found.")
        content = _content(page, "gzip" in accepted, page.stat().st_mtime_ns)
        return Answer(HTTPStatus.NOT_FOUND, content.headers, content.body)
