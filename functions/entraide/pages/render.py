"""Jinja2, with templates that the build compiled: none is parsed on Lambda.

It is imported with the first page: a function starts without it, and what is answered by a receipt's address or as JSON
never waits for it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment

SOURCES = Path(__file__).parent / "templates"


def environment(loader: BaseLoader) -> Environment:
    """The one configuration of Jinja2: everything is escaped, and a missing name is a fault."""
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - see above

    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def source_environment() -> Environment:
    """For the build, which compiles the templates."""
    from jinja2 import FileSystemLoader  # noqa: PLC0415 - see above

    return environment(FileSystemLoader(SOURCES))


@lru_cache(maxsize=4)
def _compiled(built: Path) -> Environment:
    from jinja2 import ModuleLoader  # noqa: PLC0415 - see above

    return environment(ModuleLoader(built / "templates"))


def render(built: Path, template: str, **names: Any) -> str:  # noqa: ANN401 - whatever the template names
    """The HTML of a template, to be put in the site's page."""
    return _compiled(built).get_template(template).render(**names)
