"""What must outlive a crash of the embedded cloud, in an SQLite file: items, messages, mails.

The emulator itself saves its state on a clean stop only. Here each change is on the disk before the answer that
tells of it leaves, so nothing acknowledged can be lost; changes that wait together are written together.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

SNAPSHOT: Final = "/_entraide/snapshot"
"""The address by which a deployment asks for all it made to be saved."""

Key = tuple[str, str, str]
"""Kind (`item`, `queue`, `mail`), owner (the table's ARN, the queue's URL) and the key within it."""
Reading = Callable[[], str | None]
"""Gives the present text of an entry, None when it is gone."""


class Journal:
    """The last state of each entry, by key."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        # FULL: a commit is on the disk, not on its way there.
        self._database.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
            "CREATE TABLE IF NOT EXISTS entry"
            " (kind TEXT, owner TEXT, key TEXT, value TEXT, PRIMARY KEY (kind, owner, key)) WITHOUT ROWID;"
        )
        self._changed: dict[Key, Reading] = {}
        self._changing = threading.Lock()
        self._writing = asyncio.Lock()

    def entries(self, kind: str) -> Iterator[tuple[str, str, str]]:
        """Owner, key and text of each entry of a kind."""
        yield from self._database.execute("SELECT owner, key, value FROM entry WHERE kind = ?", (kind,))

    def changed(self, key: Key, reading: Reading) -> None:
        """Notes that an entry has changed; it is read when it is written."""
        with self._changing:
            self._changed[key] = reading

    async def settle(self) -> None:
        """Comes back when all that was noted before the call is on the disk.

        When it cannot be written (a full disk), the process ends: nothing more may be acknowledged.
        """
        async with self._writing:
            with self._changing:
                changed, self._changed = self._changed, {}
            if changed:
                # Read here, between two requests: what one request changed is written whole.
                entries = [(key, reading()) for key, reading in changed.items()]
                try:
                    await asyncio.to_thread(self._write, entries)
                except sqlite3.Error as error:
                    print(
                        f"the embedded cloud cannot write its journal: {error}", file=sys.stderr, flush=True
                    )
                    os._exit(os.EX_IOERR)

    def _write(self, entries: list[tuple[Key, str | None]]) -> None:
        with self._database:
            self._database.execute("BEGIN")
            self._database.executemany(
                "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?)",
                [(*key, text) for key, text in entries if text is not None],
            )
            self._database.executemany(
                "DELETE FROM entry WHERE kind = ? AND owner = ? AND key = ?",
                [key for key, text in entries if text is None],
            )
