"""Puts the editors' workshop (Sveltia CMS) into the built site: `python -m infra.workshop [FOLDER]`.

What comes from npm is brought once and kept; where it cannot be brought, the site is complete without it.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

from infra import npm
from infra.npm import NotBroughtError, Program
from infra.workshop.config import backend, config

from guidance import yamlfile

OURS = Path("site/admin")
ICON = Path("site/assets/icon.svg")
CONTENT = Path("content")
FORGE = Path("site/admin/forge.yml")
SVELTIA = Program(
    "@sveltia/cms",
    "0.221.1",
    "cfc6193c6c17c3d1d97c85bc2d63ec3655ba2a844b37c6fe5759f1a80821bb02",
)
YAML = Program("yaml", "2.9.1", "4ef6c54cf559b8a207b7b518378230805a1c84af239b14960e8c67c7d59de5d3")
LOCALES = ("fr", "en-GB")
LOCALE = re.compile(r"`\.\./locales/([\w-]+)\.json`")
"""Words of the interface, which browsers take as modules only."""
FONT = re.compile(r"https://cdn\.jsdelivr\.net/fontsource/fonts/([a-z0-9-]+)[:@][^)]*")
"""Fonts that come with the package and are named by the address of another site."""
UNUSED = shutil.ignore_patterns("*.map")


def assemble(out: Path) -> None:
    """Writes the workshop into `out`.

    Raises:
        NotBroughtError: npm is out of reach; what needs nothing of it is there, and says so to who opens it.
        ContentError: a file of words is no YAML.
    """
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(OURS, out, ignore=shutil.ignore_patterns(FORGE.name))
    shutil.copy(ICON, out)
    described = config(CONTENT, _forge(FORGE))
    (out / "config.json").write_text(json.dumps(described, ensure_ascii=False), "utf-8")
    sveltia, yaml = npm.folder(SVELTIA), npm.folder(YAML)
    shutil.copytree(yaml / "browser", out / "yaml")
    shutil.copytree(sveltia / "npm", out / "sveltia", ignore=UNUSED)
    _unbundled(sveltia / "locales", out / "sveltia")
    for licence in (sveltia / "LICENSE.txt", yaml / "LICENSE"):
        shutil.copy(licence, out / f"{licence.parent.parent.name}.LICENSE.txt")


def _forge(described: Path) -> dict[str, Any] | None:
    """Where the workshop of the published site saves; None while no forge is connected."""
    forge = yamlfile.read(described)
    return backend(forge["api"], forge["repository"], forge["branch"]) if forge["api"] else None


def _unbundled(locales: Path, sveltia: Path) -> None:
    """Makes of what is meant for a bundler a module that browsers run, and that asks nothing of any other site."""
    for lang in LOCALES:
        words = (locales / f"{lang}.json").read_text("utf-8")
        (sveltia / f"{lang}.js").write_text(f"export default {words}", "utf-8")
    program = sveltia / "index.js"
    code = LOCALE.sub(r"`./\1.js`", program.read_text("utf-8"))
    code = FONT.sub(lambda font: f"sveltia/assets/{_font(sveltia, font[1])}", code)
    program.write_text(code, "utf-8")


def _font(sveltia: Path, name: str) -> str:
    return next(path.name for path in (sveltia / "assets").glob(f"{name}-latin-*.woff2"))


def main() -> None:
    """A package that cannot be brought is one line, and no failure."""
    out = Path(sys.argv[1]) if sys.argv[1:] else Path("build/site/admin")
    try:
        assemble(out)
    except NotBroughtError as error:
        print(f"The editors' workshop is left out: {error}")


if __name__ == "__main__":
    main()
