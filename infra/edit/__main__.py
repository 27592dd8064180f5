"""`make edit`: a live preview of the site, both languages, on loopback; saves of the editors' folder show at once."""

from __future__ import annotations

import argparse
import logging
import os
import secrets
import shutil
import signal
import sys
import threading
from functools import partial
from pathlib import Path

from infra.build import BUILT, SITE, BuildError, build
from infra.edit.forge import API, BRANCH, NAME, OWNER, Forge
from infra.edit.pages import Pages
from infra.edit.report import Gate
from infra.edit.service import Preview, Service, routes
from infra.edit.state import State
from infra.edit.watch import Watch
from infra.local.emulator import is_free
from infra.local.front import Door
from infra.workshop.config import backend, config

from guidance import assets
from guidance.folders import Folders

ROOT = Path.cwd()
WORDS = Path("build/edit")
"""What the preview compiles for itself."""
UNSEEN = ("editors' texts", "leaflets", "package of the functions")
"""Steps of the build that nothing of the preview waits for: the gate reads the texts itself."""
PORT = "8000"
READY = """
The preview is ready. What is saved in {content}/ shows at once.

  In French     {origin}/
  In English    {origin}/en/
  The workshop  {origin}/admin/#key={key}

Ctrl-C stops it."""


class EditError(Exception):
    """The preview cannot start; the sentence says what to do."""


def edit(content: Path, port: int, *, as_built: bool) -> None:
    """Serves until Ctrl-C or SIGTERM; raises `EditError`."""
    origin = f"http://127.0.0.1:{port}"
    if not as_built:
        _build(origin)
    # The gate says all of it, in plain words. Not before the build, whose strictness counts what MkDocs says.
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    shutil.rmtree(WORDS, ignore_errors=True)
    shutil.copytree(BUILT, WORDS)
    folders = Folders(ROOT, content, WORDS.resolve(), SITE.resolve())
    pages, state = Pages(folders, origin, assets.published(SITE / "assets")), State()
    gate = Gate(content, ROOT / "site" / "figures")
    watch = Watch(content, pages, gate, state, _say)
    described = routes()
    key = secrets.token_urlsafe(16)
    workshop = partial(config, content, backend(f"{origin}{API}", f"{OWNER}/{NAME}", BRANCH))
    preview = Preview(SITE, described.not_found, pages, workshop)
    door = Door(port, described, preview, Service(state, Forge(content, key, origin)))
    _say(READY.format(origin=origin, content=content.name, key=key))
    watch.start()
    threading.Thread(target=door.serve_forever, daemon=True).start()
    stopped = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: stopped.set())
    stopped.wait()
    door.shutdown()
    watch.stop()
    gate.close()


def _build(origin: str) -> None:
    """Builds all that the preview serves beside pages; what was built before does when the texts have faults now."""
    try:
        build(origin, UNSEEN)
    except BuildError as error:
        if not (SITE / "index.html").exists():
            raise EditError(str(error)) from error
        _say("The preview starts from what was built before.")


def _say(sentence: str) -> None:
    print(sentence, flush=True)


def main() -> None:
    """Serves; a failure ends in one line."""
    options = argparse.ArgumentParser(prog="python -m infra.edit", description=__doc__)
    options.add_argument("--content", type=Path, default=Path("content"), help="the editors' folder")
    options.add_argument("--as-built", action="store_true", help="build nothing first")
    chosen = options.parse_args()
    given = os.environ.get("PORT") or PORT
    if not given.isdecimal() or not 0 < int(given) < 2**16 or not is_free(int(given)):
        sys.exit(f"Port {given} cannot be had: choose another: make edit PORT=8001")
    try:
        edit(chosen.content.resolve(), int(given), as_built=chosen.as_built)
    except EditError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
