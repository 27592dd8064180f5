"""The emulator's process: `python -m infra.local.server`, started and stopped by `emulator.Emulator`.

It listens on loopback only. Its settings are ministack's own environment variables.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import signal
import sys
import threading
from pathlib import Path

from hypercorn.asyncio import serve
from hypercorn.config import Config
from infra.local import corrections, durable
from infra.local.journal import SNAPSHOT, Journal
from ministack import app


def with_snapshot(inner: durable.Application) -> durable.Application:
    """Adds the address by which a deployment asks for all it made to be saved."""

    async def application(scope: durable.Message, receive: durable.Receive, send: durable.Send) -> None:
        if scope["type"] == "http" and scope["path"] == SNAPSHOT:
            durable.snapshot()
            await send({"type": "http.response.start", "status": 204, "headers": []})
            await send({"type": "http.response.body", "body": b""})
        else:
            await inner(scope, receive, send)

    return application


def _await_parent(loop: asyncio.AbstractEventLoop, stopped: asyncio.Event) -> None:
    """Whoever started this process holds the other end of its input, and lets go when it ends."""
    os.read(sys.stdin.fileno(), 1)
    loop.call_soon_threadsafe(stopped.set)


def _wait_for_predecessor(state: Path) -> None:
    """One that lost its parent may still be saving: the lock goes with its process."""
    state.mkdir(parents=True, exist_ok=True)
    lock = os.open(state / "lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)


async def main() -> None:
    """Serves until SIGTERM, or until the one who started it is gone."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stopped.set)
    threading.Thread(target=_await_parent, args=[loop, stopped], daemon=True).start()
    corrections.as_on_aws()
    application: durable.Application = app.app
    if os.environ["PERSIST_STATE"] == "1":
        state = Path(os.environ["STATE_DIR"])
        _wait_for_predecessor(state)
        journal = Journal(state / "journal.sqlite")
        durable.install(journal, deploying=os.environ["DEPLOYING"] == "1")
        application = with_snapshot(durable.keeping(application, journal))
    config = Config()
    config.bind = [f"127.0.0.1:{os.environ['GATEWAY_PORT']}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 2
    config.loglevel = "ERROR"
    await serve(application, config, shutdown_trigger=stopped.wait)  # type: ignore[arg-type]


if __name__ == "__main__":
    asyncio.run(main())
