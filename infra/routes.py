"""Reads `infra/routes.yml`: who answers which address, and with which headers."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

DESCRIPTION = Path(__file__).with_name("routes.yml")
UPLOADS = "{uploads}"
"""Stands for the address of the bucket that files are sent to, which each deployment has its own of."""


REST = "$default"
"""The HTTP API's name for all that no other route takes."""


@dataclass(frozen=True, slots=True)
class Largest:
    """The largest bodies that reach a function, in bytes."""

    body: int
    with_file: int
    """Of a form that brings a file."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _RouteEntry(_Strict):
    name: str
    path: str
    target: Literal["api", "site"]
    cache: str
    headers: dict[str, str] = {}
    content_security_policy: dict[str, str] = {}


class ApiRoute(_Strict):
    """A route of the HTTP API (`ANY /api/{lang}/follow`, or `REST`) and the function that answers it."""

    route: str
    function: str


class _Description(_Strict):
    headers: dict[str, str]
    content_security_policy: dict[str, str]
    routes: list[_RouteEntry]
    api: list[ApiRoute]
    not_found: str
    largest_body: int
    largest_with_file: int


@dataclass(frozen=True, slots=True)
class Route:
    """A family of addresses, in the words of a CloudFront path pattern, with the headers of its answers."""

    name: str
    path: str
    target: Literal["api", "site"]
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Routes:
    """All the routes; the last one matches everything."""

    routes: tuple[Route, ...]
    api: tuple[ApiRoute, ...]
    not_found: str
    largest: Largest

    def find(self, path: str) -> Route:
        """The first route that matches a path without its query."""
        return next(route for route in self.routes if fnmatchcase(path, route.path))


def load(description: Path = DESCRIPTION, uploads: str = UPLOADS) -> Routes:
    """The routes as described, with the address that files are sent to.

    Raises:
        pydantic.ValidationError: naming what is wrong.
    """
    read = TypeAdapter(_Description).validate_python(yaml.safe_load(description.read_text(encoding="utf-8")))
    return Routes(
        routes=tuple(_route(entry, read, uploads) for entry in read.routes),
        api=tuple(read.api),
        not_found=read.not_found,
        largest=Largest(read.largest_body, read.largest_with_file),
    )


def _route(entry: _RouteEntry, description: _Description, uploads: str) -> Route:
    policy = {**description.content_security_policy, **entry.content_security_policy}
    headers = {
        **description.headers,
        "Content-Security-Policy": "; ".join(f"{name} {sources}" for name, sources in policy.items()).replace(
            UPLOADS, uploads
        ),
        "Cache-Control": entry.cache,
        **entry.headers,
    }
    return Route(entry.name, entry.path, entry.target, headers)
