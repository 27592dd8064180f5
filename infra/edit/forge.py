"""The editors' folder, spoken to as a Gitea forge is: what the workshop reads and saves on this machine.

It answers the dozen requests that Sveltia makes of Gitea, and holds no history: a save is written into the working
tree, where git sees it. In production a forge stands in its place. Only who knows the key of this run is answered,
only requests of our own pages may write, and nothing but the texts of the folder can be reached.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from infra.local.answer import Answer
from pydantic import BaseModel, ValidationError

BELOW = "/admin/forge/"
API = f"{BELOW}api/v1"
OWNER, NAME, BRANCH = "entraide", "entraide", "main"
REPOSITORY = f"/repos/{OWNER}/{NAME}"
VERSION = "1.24.0"
"""The oldest Gitea that Sveltia speaks to."""
EDITOR = {
    "id": 1,
    "login": "redaction",
    "full_name": "Rédaction",
    "email": "",
    "avatar_url": "",
    "html_url": "",
}
LIMITS = {"default_paging_num": 1000, "max_response_items": 1000, "default_max_blob_size": 10_485_760}
TEXTS = {".md", ".yml"}


class Refused(Exception):  # noqa: N818 - an answer, not a fault of ours
    """A request that is not done; the words say why."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status = status


class _Change(BaseModel):
    operation: Literal["create", "update", "delete"]
    path: str
    content: str = ""
    from_path: str | None = None
    sha: str | None = None


class _Save(BaseModel):
    files: list[_Change]


class _Wanted(BaseModel):
    files: list[str]


class Forge:
    """The folder of texts; `key` is what a request must know, `origin` where ours come from."""

    def __init__(self, content: Path, key: str, origin: str) -> None:
        self._content = content.resolve()
        self._key = key
        self._origin = origin

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """The answer to a request below `API`."""
        try:
            self._admit(method, {name.lower(): value for name, value in headers.items()})
            path = unquote(urlsplit(target).path).removeprefix(API)
            return _json(HTTPStatus.OK, self._found(method, path, body))
        except Refused as error:
            return _json(error.status, {"message": str(error)})
        except ValidationError:
            return _json(HTTPStatus.UNPROCESSABLE_ENTITY, {"message": "This is no request of Gitea's."})

    def _admit(self, method: str, headers: Mapping[str, str]) -> None:
        given = headers.get("authorization", "").removeprefix("token ").encode()
        if not hmac.compare_digest(given, self._key.encode()):
            raise Refused(HTTPStatus.UNAUTHORIZED, "Open the address that make edit printed.")
        if method not in {"GET", "HEAD"} and headers.get("origin") != self._origin:
            raise Refused(HTTPStatus.FORBIDDEN, "Only the pages of this preview may save.")

    def _found(self, method: str, path: str, body: bytes) -> Any:  # noqa: ANN401 - JSON
        asked: dict[tuple[str, str], Callable[[], Any]] = {
            ("GET", "/version"): lambda: {"version": VERSION},
            ("GET", "/user"): lambda: EDITOR,
            ("GET", "/settings/api"): lambda: LIMITS,
            ("GET", REPOSITORY): lambda: {
                "default_branch": BRANCH,
                "permissions": {"pull": True, "push": True},
            },
            ("GET", f"{REPOSITORY}/branches/{BRANCH}"): self._branch,
            ("GET", f"{REPOSITORY}/commits"): list,
            ("POST", f"{REPOSITORY}/file-contents"): lambda: self._contents(body),
            ("POST", f"{REPOSITORY}/contents"): lambda: self._save(body),
        }
        if (method, path) in asked:
            return asked[method, path]()
        if method == "GET" and path.startswith(f"{REPOSITORY}/git/trees/"):
            return {"tree": self._tree(), "truncated": False}
        raise Refused(HTTPStatus.NOT_FOUND, "Nothing is here.")

    def _tree(self) -> list[dict[str, Any]]:
        files = sorted(path for path in self._content.rglob("*") if path.suffix in TEXTS and path.is_file())
        return [
            {"path": self._name(path), "type": "blob", "sha": _sha(data), "size": len(data)}
            for path in files
            for data in (path.read_bytes(),)
        ]

    def _branch(self) -> dict[str, Any]:
        """The state of the folder as one commit: another one as soon as any text is."""
        state = hashlib.sha1(json.dumps(self._tree()).encode(), usedforsecurity=False).hexdigest()
        return {"name": BRANCH, "commit": {"id": state, "message": "", "timestamp": _now()}}

    def _contents(self, body: bytes) -> list[dict[str, Any]]:
        wanted = _Wanted.model_validate_json(body).files
        present = [(name, path.read_bytes()) for name in wanted if (path := self._path(name)).is_file()]
        return [
            {
                "path": name,
                "sha": _sha(data),
                "encoding": "base64",
                "content": base64.b64encode(data).decode(),
            }
            for name, data in present
        ]

    def _save(self, body: bytes) -> dict[str, Any]:
        """Writes what has changed, or nothing when any of it was changed by somebody else meanwhile."""
        changes = _Save.model_validate_json(body).files
        for change in changes:
            self._check(change)
        saved = [self._write(change) for change in changes]
        return {"commit": {"sha": self._branch()["commit"]["id"], "created": _now()}, "files": saved}

    def _check(self, change: _Change) -> None:
        path = self._path(change.from_path or change.path)
        there = _sha(path.read_bytes()) if path.is_file() else None
        if change.sha and there and change.sha != there:
            raise Refused(
                HTTPStatus.CONFLICT, f"{path.name} has been changed meanwhile: reload the workshop."
            )
        if change.operation == "create" and self._path(change.path).exists():
            raise Refused(HTTPStatus.CONFLICT, f"{path.name} is there already: choose another name.")
        _decoded(change)

    def _write(self, change: _Change) -> dict[str, str] | None:
        path = self._path(change.path)
        if change.from_path and change.from_path != change.path:
            self._path(change.from_path).unlink(missing_ok=True)
        if change.operation == "delete":
            path.unlink(missing_ok=True)
            return None
        data = _decoded(change)
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_name(f".{path.name}.new")
            fresh.write_bytes(data)
            fresh.replace(path)
        return {"path": change.path, "sha": _sha(data)}

    def _path(self, name: str) -> Path:
        """A text below the folder, by its path from the folder of the project; raises `Refused` for all else."""
        parts = PurePosixPath(name).parts
        path = self._content.joinpath(*parts[1:]).resolve()
        if parts[:1] != ("content",) or not path.is_relative_to(self._content) or path.suffix not in TEXTS:
            raise Refused(HTTPStatus.FORBIDDEN, "Only the texts of content/ can be read and saved.")
        return path

    def _name(self, path: Path) -> str:
        return f"content/{path.relative_to(self._content).as_posix()}"


def _decoded(change: _Change) -> bytes:
    try:
        return base64.b64decode(change.content, validate=True)
    except binascii.Error as error:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "The text cannot be read.") from error


def _sha(data: bytes) -> str:
    """The name that git gives to a file's content."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _json(status: HTTPStatus, said: object) -> Answer:
    return Answer(
        status, (("Content-Type", "application/json"),), json.dumps(said, ensure_ascii=False).encode()
    )
